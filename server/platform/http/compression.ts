import { pipeline, Readable } from 'node:stream'
import { promisify } from 'node:util'
import * as zlib from 'node:zlib'
import { Negotiator } from '@fastify/accept-negotiator'
import type { FastifyInstance, FastifyReply, FastifyRequest, onSendHookHandler } from 'fastify'
import { LRUCache } from 'lru-cache'

/** Below this size the headers of a packet weigh as much as what compression saves. */
const THRESHOLD_BYTES = 1024
/** Up to this size another thread takes longer to be told than the work takes. */
const AT_ONCE_BYTES = 16 * 1024
/** The quality at which Brotli is about as fast as gzip and still smaller; its default takes a hundred times longer. */
const brotliOptions = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }

const COMPRESSORS = {
  zstd: {
    apart: promisify(zlib.zstdCompress),
    atOnce: (bytes: Body) => zlib.zstdCompressSync(bytes),
    stream: () => zlib.createZstdCompress(),
  },
  br: {
    apart: (bytes: Body) => promisify(zlib.brotliCompress)(bytes, brotliOptions),
    atOnce: (bytes: Body) => zlib.brotliCompressSync(bytes, brotliOptions),
    stream: () => zlib.createBrotliCompress(brotliOptions),
  },
  gzip: {
    apart: promisify(zlib.gzip),
    atOnce: (bytes: Body) => zlib.gzipSync(bytes),
    stream: () => zlib.createGzip(),
  },
} as const
type Body = string | Buffer
export type Encoding = keyof typeof COMPRESSORS
const ENCODINGS = Object.keys(COMPRESSORS) as Encoding[]

/** What is written rather than packed already; a stream of events must leave as they happen. */
const WRITTEN = /^text\/(?!event-stream)|^application\/(?:json|javascript|xml|msgpack|x-ndjson)\b|\+(?:json|xml)\b/

/**
 * Compresses answers for clients that ask for it, as they leave. Call it before the routes are added. What is kept is
 * compressed once, by `compressBody`.
 *
 * `@fastify/compress` does more, but looks at each answer whether it is one of `fetch`, and so loads all of Node's `fetch`
 * into a process that never asks for anything: sixteen MiB (ADR 0060).
 */
export function registerCompression(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    // The last of its hooks: others may still change what is sent.
    route.onSend = [...[route.onSend ?? []].flat(), compressAnswer]
  })
}

const compressAnswer: onSendHookHandler<unknown> = (request, reply, payload, done) => {
  const encoding = isCompressible(request, reply, payload)
    ? encodingFor(request.headers['accept-encoding'], lengthOf(payload))
    : null
  if (encoding === null) return done(null, payload)
  const compressor = COMPRESSORS[encoding]
  reply.header('content-encoding', encoding)
  reply.header('vary', withAcceptEncoding(reply.getHeader('vary')))
  reply.removeHeader('content-length')
  // Whoever reads what leaves hears of what failed while it was made.
  if (payload instanceof Readable)
    return done(
      null,
      pipeline(payload, compressor.stream(), () => {}),
    )
  const body = payload as Body
  if (lengthOf(body) <= AT_ONCE_BYTES) return done(null, compressor.atOnce(body))
  compressor.apart(body).then((bytes) => done(null, bytes), done)
}

function isCompressible(request: FastifyRequest, reply: FastifyReply, payload: unknown): boolean {
  if (!(typeof payload === 'string' || Buffer.isBuffer(payload) || payload instanceof Readable)) return false
  // A part of a file counts its bytes as they are stored.
  if (reply.statusCode === 206 || reply.hasHeader('content-encoding') || request.method === 'HEAD') return false
  return WRITTEN.test(String(reply.getHeader('content-type')))
}

/** In bytes; of a stream nobody knows. */
const lengthOf = (payload: unknown): number =>
  payload instanceof Readable ? Number.POSITIVE_INFINITY : Buffer.byteLength(payload as Body)

function withAcceptEncoding(vary: number | string | string[] | undefined): string {
  const named = vary === undefined ? [] : String(vary).split(/\s*,\s*/)
  return named.some((name) => /^(?:accept-encoding|\*)$/i.test(name))
    ? named.join(', ')
    : [...named, 'accept-encoding'].join(', ')
}

/** There are a dozen of these headers in the world, and no end of them for whoever makes them up. */
const negotiator = new Negotiator<Encoding>({ supportedValues: ENCODINGS, cache: new LRUCache({ max: 100 }) as never })

/** The encoding in which a client would best have so long a body; null: as it is. */
export function encodingFor(acceptEncoding: string | string[] | undefined, length: number): Encoding | null {
  if (acceptEncoding === undefined || length < THRESHOLD_BYTES) return null
  return negotiator.negotiate(String(acceptEncoding))
}

export const compressBody = (bytes: Buffer, encoding: Encoding): Promise<Buffer> => COMPRESSORS[encoding].apart(bytes)
