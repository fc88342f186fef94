import { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { platformErrors } from '../errors.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Ends the request unless its body has come by then. */
    bodyTimer: NodeJS.Timeout | undefined
  }
}

/** Connections of one process. Each costs some kilobytes; more are closed as they come. */
const MOST_CONNECTIONS = 10_000
const MAX_HEADER_BYTES = 16 * 1024
/** Long enough for a dozen photographs over a shop's line. */
const WHOLE_REQUEST_MS = 120_000
const LOOK_EVERY_MS = 5_000
/** What a client may go on sending after its answer, so that it finds the time to read it. */
const MOST_UNHEARD_BYTES = 4 * 1024 * 1024
/** What streams is made while it is read, which takes its time. */
const STREAM_PATIENCE = 4

/** What Node itself sees to: headers are there at once, a whole request in time. */
export const requestBounds = (timeoutMs: number) => ({
  requestTimeout: Math.max(WHOLE_REQUEST_MS, timeoutMs),
  http: {
    headersTimeout: timeoutMs,
    connectionsCheckingInterval: Math.min(LOOK_EVERY_MS, timeoutMs),
    maxHeaderSize: MAX_HEADER_BYTES,
  },
})

/**
 * Bounds what a client can take from us by being slow, or by never ending: the body of a request has to come, and its
 * answer to be read, within a time. Headers are Node's own business (`headersTimeout`), bodies that are files are the receiver's, and
 * streams of events end those who do not read by themselves.
 */
export function boundClients(app: FastifyInstance, timeoutMs: number): void {
  app.server.maxConnections = MOST_CONNECTIONS
  app.decorateRequest('bodyTimer', undefined)
  app.addHook('onRequest', (request, reply, done) => {
    if (hasBody(request) && request.routeOptions.config.route?.acceptsFiles === undefined) {
      request.bodyTimer = setTimeout(() => giveUp(reply), timeoutMs)
    }
    done()
  })
  app.addHook('preValidation', (request, _reply, done) => {
    clearTimeout(request.bodyTimer)
    done()
  })
  app.addHook('onSend', (request, _reply, payload, done) => {
    if (request.routeOptions.config.route?.staysOpen !== true) {
      boundReading(request.raw.socket, isStream(payload) ? STREAM_PATIENCE * timeoutMs : timeoutMs)
    }
    done(null, payload)
  })
  app.addHook('onResponse', (request, _reply, done) => {
    clearTimeout(request.bodyTimer)
    const connection = request.raw.complete || !hasBody(request) ? null : asConnection(request.raw.socket)
    if (connection !== null) boundRest(request, connection, timeoutMs)
    done()
  })
}

/** Counts from the last byte that its reader took. The next request of the connection takes the time back. */
export function boundReading(socket: Socket, timeoutMs: number): void {
  asConnection(socket)?.setTimeout(timeoutMs)
}

/** null: the request was put in from inside the process. */
const asConnection = (socket: unknown): Socket | null => (socket instanceof Socket ? socket : null)

const isStream = (payload: unknown): boolean => typeof payload === 'object' && payload !== null && 'pipe' in payload

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'

function giveUp(reply: FastifyReply): void {
  if (reply.sent) return
  reply.header('connection', 'close').send(platformErrors.request_timeout())
}

/** The rest of a body that was refused is heard and forgotten; one that does not end is cut off. */
function boundRest({ raw }: FastifyRequest, connection: Socket, timeoutMs: number): void {
  let unheard = 0
  const timer = setTimeout(() => connection.destroy(), timeoutMs)
  raw.on('data', (chunk: Buffer) => {
    unheard += chunk.length
    if (unheard > MOST_UNHEARD_BYTES) connection.destroy()
  })
  raw.once('close', () => clearTimeout(timer))
}
