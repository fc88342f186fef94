export type ImageFormat = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif'

/** Bytes that tell what a file is. */
export const HEAD_BYTES = 1024

/**
 * Tells what a file is by its first bytes; its name and the type that its sender claims say nothing.
 *
 * @param head the first HEAD_BYTES of the file, or all of it.
 */
export function recognizeImage(head: Buffer): ImageFormat | 'svg' | 'heic' | 'unknown' {
  if (startsWith(head, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  const words = head.toString('latin1')
  if (/^GIF8[79]a/.test(words)) return 'gif'
  if (/^RIFF[\s\S]{4}WEBP/.test(words)) return 'webp'
  if (words.slice(4, 8) === 'ftyp') return recognizeBrand(head, words)
  return /^(?:\xef\xbb\xbf)?\s*</.test(words) && /<svg[\s>]/i.test(words) ? 'svg' : 'unknown'
}

const startsWith = (head: Buffer, bytes: readonly number[]): boolean => bytes.every((byte, at) => head[at] === byte)

/** AVIF and the pictures of telephones share a container; the brands it names tell them apart. */
function recognizeBrand(head: Buffer, words: string): 'avif' | 'heic' | 'unknown' {
  const brands: string[] = words.slice(8, Math.min(head.readUInt32BE(0), HEAD_BYTES)).match(/[\s\S]{4}/g) ?? []
  if (brands.includes('avif') || brands.includes('avis')) return 'avif'
  return brands.some((brand) => /^(?:he[iv]|mif1|msf1)/.test(brand)) ? 'heic' : 'unknown'
}
