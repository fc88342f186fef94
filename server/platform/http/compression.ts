import { promisify } from 'node:util'
import { brotliCompress, constants, gzip, zstdCompress } from 'node:zlib'
import { Negotiator } from '@fastify/accept-negotiator'
import compress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'
import { LRUCache } from 'lru-cache'

/** Below this size the headers of a packet weigh as much as what compression saves. */
const THRESHOLD_BYTES = 1024
/** The quality at which Brotli is about as fast as gzip and still smaller; its default takes a hundred times longer. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }

const COMPRESSORS = {
  zstd: promisify(zstdCompress),
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, brotliOptions),
  gzip: promisify(gzip),
} as const
export type Encoding = keyof typeof COMPRESSORS
const ENCODINGS = Object.keys(COMPRESSORS) as Encoding[]

/**
 * Compresses answers for clients that ask for it, as they leave. Call it before the routes are added. Routes whose pages
 * are kept say `compress: false`: what is kept is compressed once, by `compressBody`.
 */
export async function registerCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    threshold: THRESHOLD_BYTES,
    encodings: ENCODINGS,
    brotliOptions,
    // Bodies come as they are: a small one that swells to gigabytes is never unpacked.
    globalDecompression: false,
  })
}

/** There are a dozen of these headers in the world, and no end of them for whoever makes them up. */
const negotiator = new Negotiator<Encoding>({ supportedValues: ENCODINGS, cache: new LRUCache({ max: 100 }) as never })

/** The encoding in which a client would best have so long a body; null: as it is. */
export function encodingFor(acceptEncoding: string | string[] | undefined, length: number): Encoding | null {
  if (acceptEncoding === undefined || length < THRESHOLD_BYTES) return null
  return negotiator.negotiate(String(acceptEncoding))
}

export const compressBody = (bytes: Buffer, encoding: Encoding): Promise<Buffer> => COMPRESSORS[encoding](bytes)
