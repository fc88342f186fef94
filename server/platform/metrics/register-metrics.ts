import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { MetricsConfig } from '../config-observability.ts'
import { openOperation } from '../docs/describe-open.ts'
import { platformErrors } from '../errors.ts'
import type { Answered } from '../http/account-for.ts'
import { errorEnvelope } from '../http/reply.ts'
import type { Log } from '../log/create-log.ts'
import { text } from '../text.ts'
import type { Metrics } from './create-metrics.ts'
import { type MetricsPort, mayReadMetrics, serveMetrics } from './serve-metrics.ts'

/** Requests that no route answers are counted together: their addresses are whatever somebody tried. */
const UNMATCHED = 'unmatched'

/** What the server calls after each answer. */
export const requestObserver =
  (metrics: Metrics) =>
  ({ method, endpoint = UNMATCHED, status, durationMs }: Answered): void =>
    metrics.observeRequest({ method, endpoint, status, durationMs })

const METRICS = openOperation('readMetrics', 'operations', {
  summary: text('Mesures pour Prometheus', 'Metrics for Prometheus'),
  description: text(
    'Requêtes, durées (secondes), cache, base de données, travaux et ventes de cette instance, au format texte de Prometheus. Quand `METRICS_TOKEN` est donné, il faut `Authorization: Bearer …`.',
    'Requests, durations (seconds), cache, database, jobs and sales of this instance, in the text format of Prometheus. Where `METRICS_TOKEN` is set, `Authorization: Bearer …` is asked for.',
  ),
  answers: {
    200: {
      description: text('Les mesures.', 'The metrics.'),
      type: 'text/plain',
      schema: { type: 'string' },
      example: 'cache_hit_ratio{instance_id="plateau-1"} 0.912\n',
    },
    401: {
      description: text('`METRICS_TOKEN` est demandé.', '`METRICS_TOKEN` is asked for.'),
      type: 'application/json',
      schema: Type.Object({ success: Type.Literal(false), error: Type.String(), code: Type.String() }),
      example: errorEnvelope(platformErrors.unauthenticated(), 'en'),
    },
  },
})

/** Adds `GET /metrics`, for Prometheus, and the port of this process alone where METRICS_PORT asks for one. */
export function registerMetrics(
  app: FastifyInstance,
  metrics: Metrics,
  { config, log }: { config: MetricsConfig; log: Log },
): void {
  app.get('/metrics', { config: { isOpen: true }, schema: METRICS }, async (request, reply) => {
    if (!mayReadMetrics(config.token, request.headers.authorization)) throw platformErrors.unauthenticated()
    const body = await metrics.text()
    return reply.header('cache-control', 'no-store').type(metrics.contentType).send(body)
  })
  let ownPort: MetricsPort | null = null
  app.addHook('onListen', async () => {
    ownPort = await serveMetrics(metrics, config, log)
  })
  app.addHook('onClose', async () => ownPort?.close())
}
