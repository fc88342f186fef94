import { buffer } from 'node:stream/consumers'
import { pack } from 'tar-stream'

/** The last entry of an archive: the SHA-256 of every byte before it. */
export const TRAILER_NAME = 'sha256'
/** A header, the digest in a block of its own, and the two empty blocks that end every tar. */
export const TRAILER_BYTES = 2048

/**
 * The end of an archive, which follows from the digest of what stands before it: whoever reads it makes it anew and
 * compares, so that no byte of an archive, padding included, can change unnoticed.
 *
 * @param digest in hexadecimal
 */
export async function makeTrailer(digest: string): Promise<Buffer> {
  const trailer = pack()
  trailer.entry({ name: TRAILER_NAME, mode: 0o600, mtime: new Date(0) }, `${digest}\n`)
  trailer.finalize()
  return buffer(trailer)
}
