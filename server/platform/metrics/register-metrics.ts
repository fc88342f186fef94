import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { openOperation } from '../docs/describe-open.ts'
import { durationOf } from '../http/create-server.ts'
import { text } from '../text.ts'
import type { Metrics } from './create-metrics.ts'

/** Requests that no route answers are counted together: their addresses are whatever somebody tried. */
const UNMATCHED = 'unmatched'

/** What the server calls after each answer. */
export const requestObserver = (metrics: Metrics) => (request: FastifyRequest, reply: FastifyReply) =>
  metrics.observeRequest({
    method: request.method,
    endpoint: request.routeOptions.url ?? UNMATCHED,
    status: reply.statusCode,
    durationMs: durationOf(request, reply),
  })

const METRICS = openOperation('readMetrics', 'operations', {
  summary: text('Mesures pour Prometheus', 'Metrics for Prometheus'),
  description: text(
    'Requêtes, durées (secondes), cache, base de données, travaux et ventes de cette instance, au format texte de Prometheus.',
    'Requests, durations (seconds), cache, database, jobs and sales of this instance, in the text format of Prometheus.',
  ),
  answers: {
    200: {
      description: text('Les mesures.', 'The metrics.'),
      type: 'text/plain',
      schema: { type: 'string' },
      example: 'cache_hit_ratio{instance_id="plateau-1"} 0.912\n',
    },
  },
})

/** Adds `GET /metrics`, for Prometheus. */
export function registerMetrics(app: FastifyInstance, metrics: Metrics): void {
  app.get('/metrics', { config: { isOpen: true }, schema: METRICS }, async (_request, reply) => {
    const body = await metrics.text()
    return reply.header('cache-control', 'no-store').type(metrics.contentType).send(body)
  })
}
