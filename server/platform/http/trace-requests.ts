import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Span, traceIdOf, tracing } from '../tracing/telemetry.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The request's piece of its trace, where traces are sent. */
    span: Span | null
  }
}

/** Gives each request a span, in which everything that it asks for runs. Adds nothing where nothing is traced. */
export function traceRequests(app: FastifyInstance): void {
  app.decorateRequest('span', null)
  const active = tracing()
  if (active === null) return
  app.addHook('onRequest', (request, _reply, done) => {
    const route = request.routeOptions.url
    const span = active.begin(`${request.method} ${route ?? 'unmatched'}`, {
      kind: 'server',
      parent: traceparentOf(request),
      attributes: {
        'http.request.method': request.method,
        // Without what was looked for, which may be about people.
        'url.path': request.url.replace(/\?.*$/, ''),
        ...(route !== undefined && { 'http.route': route }),
        'comptoir.request_id': request.id,
      },
    })
    request.span = span
    active.run(span, done)
  })
  // What reads a body goes on from the connection, and so outside of the request.
  app.addHook('preValidation', (request, _reply, done) =>
    request.span === null ? done() : active.run(request.span, done),
  )
  app.addHook('onResponse', (request, reply, done) => {
    const { span } = request
    span?.set({ 'http.response.status_code': reply.statusCode })
    if (reply.statusCode >= 500) span?.fail(new Error(`HTTP ${reply.statusCode}`))
    span?.end()
    done()
  })
}

/** The trace that a request belongs to: ours, else the one that its caller names. */
export const traceOf = (request: FastifyRequest): string | undefined =>
  request.span === null || request.span === undefined ? traceIdOf(traceparentOf(request)) : request.span.traceId

/** The trace that its caller names. */
export const traceparentOf = ({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined => {
  const given = headers.traceparent
  return typeof given === 'string' ? given : undefined
}
