import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A file of an archive, whose content is written while it is read. */
export type ZipEntry = { readonly name: string; readonly content: AsyncIterable<string> | Iterable<string> }

/** The sheets of a workbook repeat themselves so much that more effort gains a tenth of their size and doubles the work. */
const LEVEL = 3
/** Pieces smaller than this are gathered: each costs a header in every layer below. */
const PIECE_BYTES = 64 * 1024

const VERSION = 20
/** Sizes and checksum stand after the content (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808
const DEFLATED = 8
/** 1 January 1980, the first day that the format knows: an archive of the same content is the same bytes. */
const FIRST_DAY = 0x0021
const LARGEST = 0xffffffff

type Sizes = { crc: number; plain: number; packed: number }
type Placed = Sizes & { name: Buffer; offset: number }

/**
 * An archive as it is packed: at any time it holds one piece of one file. Whoever stops reading ends the reading of the
 * entries too.
 *
 * @throws RangeError when a file or the whole grows beyond 4 GiB, which this form of archive cannot say.
 */
export async function* zipArchive(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const placed: Placed[] = []
  let offset = 0
  for await (const { name, content } of entries) {
    const encoded = Buffer.from(name)
    const sizes: Sizes = { crc: 0, plain: 0, packed: 0 }
    const head = localHeader(encoded)
    yield head
    for await (const piece of pack(content, sizes)) {
      sizes.packed += piece.length
      yield piece
    }
    const tail = dataDescriptor(sizes)
    yield tail
    placed.push({ ...sizes, name: encoded, offset })
    offset += head.length + sizes.packed + tail.length
    if (Math.max(sizes.plain, offset) > LARGEST) throw new RangeError('The archive grows beyond 4 GiB.')
  }
  const directory = Buffer.concat(placed.map(directoryEntry))
  yield Buffer.concat([directory, endOfDirectory(placed.length, directory.length, offset)])
}

async function* pack(content: ZipEntry['content'], sizes: Sizes): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw({ level: LEVEL })
  const packing = pipeline(Readable.from(measured(content, sizes)), packer)
  // What goes wrong is thrown by the reading below.
  packing.catch(() => {})
  for await (const piece of packer) yield piece as Buffer
  await packing
}

async function* measured(content: ZipEntry['content'], sizes: Sizes): AsyncGenerator<Buffer> {
  let gathered = ''
  const encode = () => {
    const bytes = Buffer.from(gathered)
    gathered = ''
    sizes.crc = crc32(bytes, sizes.crc)
    sizes.plain += bytes.length
    return bytes
  }
  for await (const text of content) {
    gathered += text
    if (gathered.length >= PIECE_BYTES) yield encode()
  }
  if (gathered !== '') yield encode()
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(DEFLATED, 8)
  header.writeUInt16LE(FIRST_DAY, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function dataDescriptor({ crc, plain, packed }: Sizes): Buffer {
  const descriptor = Buffer.alloc(16)
  descriptor.writeUInt32LE(0x08074b50, 0)
  descriptor.writeUInt32LE(crc, 4)
  descriptor.writeUInt32LE(packed, 8)
  descriptor.writeUInt32LE(plain, 12)
  return descriptor
}

function directoryEntry({ name, crc, plain, packed, offset }: Placed): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(VERSION, 4)
  entry.writeUInt16LE(VERSION, 6)
  entry.writeUInt16LE(FLAGS, 8)
  entry.writeUInt16LE(DEFLATED, 10)
  entry.writeUInt16LE(FIRST_DAY, 14)
  entry.writeUInt32LE(crc, 16)
  entry.writeUInt32LE(packed, 20)
  entry.writeUInt32LE(plain, 24)
  entry.writeUInt16LE(name.length, 28)
  entry.writeUInt32LE(offset, 42)
  return Buffer.concat([entry, name])
}

function endOfDirectory(entries: number, bytes: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries, 8)
  end.writeUInt16LE(entries, 10)
  end.writeUInt32LE(bytes, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
