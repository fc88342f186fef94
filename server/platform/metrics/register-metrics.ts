import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Metrics } from './create-metrics.ts'

/** Requests that no route answers are counted together: their addresses are whatever somebody tried. */
const UNMATCHED = 'unmatched'

/** What the server calls after each answer. */
export const requestObserver = (metrics: Metrics) => (request: FastifyRequest, reply: FastifyReply) =>
  metrics.observeRequest({
    method: request.method,
    endpoint: request.routeOptions.url ?? UNMATCHED,
    status: reply.statusCode,
    durationMs: reply.elapsedTime,
  })

/** Adds `GET /metrics`, for Prometheus. */
export function registerMetrics(app: FastifyInstance, metrics: Metrics): void {
  const schema = { operationId: 'readMetrics', summary: 'Metrics for Prometheus', tags: ['operations'], security: [] }
  app.get('/metrics', { config: { isOpen: true }, schema }, async (_request, reply) => {
    const body = await metrics.text()
    return reply.header('cache-control', 'no-store').type(metrics.contentType).send(body)
  })
}
