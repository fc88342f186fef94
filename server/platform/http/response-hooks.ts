import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Accounting, accountFor } from './account-for.ts'
import { SECURITY_HEADERS } from './security-headers.ts'
import { traceOf } from './trace-requests.ts'

/** What every answer says, and what is told of it. */
export function addResponseHooks(app: FastifyInstance, options: Accounting & { readonly instanceId: string }): void {
  const { instanceId } = options
  const account = (request: FastifyRequest, reply: FastifyReply) => {
    accountFor(options, {
      method: request.method,
      path: pathForLog(request),
      endpoint: request.state?.endpoint,
      status: reply.statusCode,
      durationMs: durationOf(request, reply),
      requestId: request.id,
      traceId: traceOf(request),
      userAgent: request.headers['user-agent'],
      address: addressOf(request),
    })
  }
  app.addHook('onSend', (request, reply, payload, done) => {
    // Its reader leaves, which is no response to Fastify.
    if (staysOpen(request)) reply.raw.once('close', () => account(request, reply))
    addStandardHeaders(request, reply, instanceId)
    if (app.leaving.isClosing) reply.header('connection', 'close')
    done(null, payload)
  })
  app.addHook('onResponse', (request, reply, done) => {
    if (!staysOpen(request)) account(request, reply)
    done()
  })
}

/** What every answer says; pages of the documentation, which show more, have said so themselves. */
function addStandardHeaders(request: FastifyRequest, reply: FastifyReply, instanceId: string): void {
  for (const name in SECURITY_HEADERS) {
    if (!reply.hasHeader(name)) reply.header(name, SECURITY_HEADERS[name])
  }
  reply.header('x-request-id', request.id)
  reply.header('x-instance-id', instanceId)
  reply.header('x-response-time', reply.elapsedTime.toFixed(2))
}

/** How long the answer took, in milliseconds; of one that stays open, how long it took to begin. */
const durationOf = (request: FastifyRequest, reply: FastifyReply): number =>
  staysOpen(request) ? Number(reply.getHeader('x-response-time')) : reply.elapsedTime

const staysOpen = ({ state }: FastifyRequest): boolean => state?.route?.staysOpen === true

/** What somebody looked for is part of the address, unless it is about people. */
const pathForLog = ({ url, state }: FastifyRequest): string =>
  state?.route?.isPersonal === true ? url.replace(/\?.*$/, '') : url

/** Fastify walks the chain of proxies each time it is asked for the address; most requests passed none. */
const addressOf = (request: FastifyRequest): string | undefined =>
  request.headers['x-forwarded-for'] === undefined ? request.socket.remoteAddress : request.ip
