import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { AppError, type ConstraintErrors, platformErrors } from '../errors.ts'
import type { Log } from '../log/create-log.ts'
import { languageOf } from '../text.ts'
import { translateDatabaseError } from './database-errors.ts'
import { errorEnvelope, JSON_TYPE } from './reply.ts'
import type { Route } from './route.ts'
import { SECURITY_HEADERS } from './security-headers.ts'
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
      request_data: request.body,
    })
  }
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

const STATUS_OF_CLIENT_ERROR: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Bytes that are not HTTP never become a request: the answer is written by hand, in the same envelope. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket, instanceId: string): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const status = STATUS_OF_CLIENT_ERROR[error.code ?? ''] ?? 400
  const body = JSON.stringify(errorEnvelope(platformErrors.bad_request(), 'fr'))
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
}
