import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'

/** Below this size the headers of a packet weigh as much as what compression saves. */
const THRESHOLD_BYTES = 1024
/** The quality at which Brotli is about as fast as gzip and still smaller; its default takes a hundred times longer. */
const BROTLI_QUALITY = 4

/** Compresses answers for clients that ask for it. Call it before the routes are added. */
export async function registerCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    threshold: THRESHOLD_BYTES,
    encodings: ['zstd', 'br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    // Bodies come as they are: a small one that swells to gigabytes is never unpacked.
    globalDecompression: false,
  })
}
