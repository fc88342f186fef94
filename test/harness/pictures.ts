import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import type { Part } from './multipart.ts'

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif'

let count = 0

/** A picture that no other test has: noise, so that it does not compress to nothing. */
export async function makePicture(
  format: PictureFormat = 'jpeg',
  { width = 64, height = 48 }: { width?: number; height?: number } = {},
): Promise<Buffer> {
  count += 1
  const background = { r: count % 256, g: (count >> 8) % 256, b: 128 }
  const noise = { type: 'gaussian', mean: 128, sigma: 20 } as const
  const image = sharp({ create: { width, height, channels: 3, background, noise } })
  return image[format]().toBuffer()
}

/** A part of a gallery's upload. */
export const pictureFile = (content: Buffer | string, filename = 'photo.jpg'): Part => ({
  name: 'files',
  filename,
  type: 'image/jpeg',
  content,
})

/** A PNG that says it has these dimensions, in as few bytes as that takes. */
export function emptyPng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(1024 * 1024), { level: 9 })
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

/** An animation of one colour that changes; each frame says that it covers the whole picture. */
export function animatedGif(width: number, height: number, frames: number): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt16LE(width, 0)
  size.writeUInt16LE(height, 2)
  const head = Buffer.concat([Buffer.from('GIF89a'), size, Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255])])
  const frame = Buffer.concat([Buffer.from([0x2c, 0, 0, 0, 0]), size, Buffer.from([0, 2, 2, 0x4c, 0x01, 0])])
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])])
}

/** An archive with nothing in it: what every reader of archives looks for at the end of a file. */
export const emptyArchive = (): Buffer => Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)])
