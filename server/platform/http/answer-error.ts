import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { AppError, type ConstraintErrors, type ErrorFactory, platformErrors } from '../errors.ts'
import type { Log } from '../log/create-log.ts'
import { languageOf } from '../text.ts'
import { translateDatabaseError } from './database-errors.ts'
import { STATUS_CODES } from './plain-http.ts'
import { errorEnvelope, JSON_TYPE } from './reply.ts'
import type { Route } from './route.ts'
import { SECURITY_HEADERS } from './security-headers.ts'
import { traceOf } from './trace-requests.ts'
import { unsupportedMediaType } from './unsupported-media-type.ts'

export type ErrorAnswerOptions = { instanceId: string; log: Log; constraintErrors: ConstraintErrors }

/** Answers the standard envelope; what is not understood is a fault of ours, which goes to the log and stays there. */
export function answerError(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
  options: ErrorAnswerOptions,
) {
  const known = understand(error, options.constraintErrors, request.routeOptions.config.route)
  const failure = known ?? platformErrors.internal_error({ values: { request_id: request.id } })
  if (known === null) {
    options.log.error(error, {
      endpoint: request.routeOptions.url ?? request.url,
      method: request.method,
      user_id: request.state?.actor?.userId ?? null,
      request_id: request.id,
      trace_id: traceOf(request),
      ...(mayBeLogged(request.routeOptions.config.route) && { request_data: request.body }),
    })
  }
  // What was said of a file that could not be made is not true of the words that say so.
  for (const name of ['content-encoding', 'content-disposition', 'etag']) reply.removeHeader(name)
  if (failure.status === 401) {
    const isInvalid = failure.code === platformErrors.invalid_token.code
    reply.header('www-authenticate', isInvalid ? 'Bearer error="invalid_token"' : 'Bearer')
  }
  if (failure.retryAfterSeconds !== undefined) reply.header('retry-after', failure.retryAfterSeconds)
  // Without a word some caches keep a 404 for minutes; what is missing for one may be there for another, or in a moment.
  reply.header('cache-control', 'no-store').headers(failure.headers)
  const language = request.state?.language ?? languageOf(request.headers['accept-language'])
  return reply
    .status(failure.status)
    .type(JSON_TYPE)
    .serializer((body: unknown) => JSON.stringify(body))
    .send(errorEnvelope(failure, language) as never)
}

/** A log outlives what people may have erased, and is read by more people than may know a secret. */
const mayBeLogged = (route: Route | undefined): boolean => route?.secret !== true && route?.isPersonal !== true

/** null: not understood, a fault of ours. */
function understand(
  error: FastifyError | Error,
  constraintErrors: ConstraintErrors,
  route: Route | undefined,
): AppError | null {
  if (error instanceof AppError) return error
  const database = translateDatabaseError(error, constraintErrors)
  if (database !== null) return database
  const { code, statusCode } = error as FastifyError
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY' || code === 'FST_ERR_CTP_EMPTY_JSON_BODY')
    return platformErrors.unreadable_json()
  if (error instanceof SyntaxError && statusCode === 400) return platformErrors.unreadable_json()
  if (statusCode === 413) return platformErrors.payload_too_large()
  if (statusCode === 415) return unsupportedMediaType(route)
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return platformErrors.bad_request()
  return null
}

/** An address that cannot be decoded never reaches a route or a hook, so it gets the standard headers here. */
export function answerUnroutable(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
  options: ErrorAnswerOptions,
) {
  reply.headers(SECURITY_HEADERS)
  reply.header('x-request-id', request.id)
  reply.header('x-instance-id', options.instanceId)
  reply.header('x-response-time', reply.elapsedTime.toFixed(2))
  return answerError(error, request, reply, options)
}

const CLIENT_ERRORS: Readonly<Record<string, { readonly status: number; readonly error: ErrorFactory }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, error: platformErrors.bad_request },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, error: platformErrors.request_timeout },
}
const NOT_HTTP = { status: 400, error: platformErrors.bad_request }

/** Time for the last words to arrive; whoever does not hang up then is hung up on. */
const FAREWELL_MS = 1_000

/** What Node knows of a connection: the answer that is being made or sent on it. */
type ServerSocket = Socket & { readonly _httpMessage?: ServerResponse | null }

/** Connections of which nothing more is read. */
const leaving = new WeakSet<Socket>()

/**
 * Bytes that are not HTTP never become a request: the answer is written by hand, in the same envelope. What was asked before
 * them on the same connection is answered first, since each answer is taken for that of the oldest question.
 */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket, instanceId: string): void {
  if (leaving.has(socket)) return
  leaving.add(socket)
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const underWay = (socket as ServerSocket)._httpMessage
  // A request that has come whole is not the one that is wrong.
  if (underWay?.req.complete === true) {
    underWay.once('close', () => {
      if (socket.writable) sayFarewell(error, socket, instanceId)
    })
  } else if (underWay?.headersSent === true) socket.destroy()
  else sayFarewell(error, socket, instanceId)
}

function sayFarewell(failure: Error & { code?: string }, socket: Socket, instanceId: string): void {
  const { status, error } = CLIENT_ERRORS[failure.code ?? ''] ?? NOT_HTTP
  const body = JSON.stringify(errorEnvelope(error(), 'fr'))
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `content-type: ${JSON_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${randomUUID()}`,
    `x-instance-id: ${instanceId}`,
    'x-response-time: 0.00',
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
  const timer = setTimeout(() => socket.destroy(), FAREWELL_MS)
  socket.once('close', () => clearTimeout(timer))
}
