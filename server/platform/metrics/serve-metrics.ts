import { hash, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { MetricsConfig } from '../config-observability.ts'
import { createServer } from '../http/plain-http.ts'
import type { Log } from '../log/create-log.ts'
import type { Metrics } from './create-metrics.ts'

export type MetricsPort = { close(): Promise<void> }

/** A scrape is a few dozen bytes; whoever sends them slowly is cut off. */
const REQUEST_TIMEOUT_MS = 5_000
/** Prometheus keeps one open; a few more may look. */
const MOST_CONNECTIONS = 32

/** Whether a request may read the metrics: everyone, unless METRICS_TOKEN asks for `Authorization: Bearer …`. */
export function mayReadMetrics(token: string | undefined, authorization: string | undefined): boolean {
  if (token === undefined) return true
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`))
}

const digest = (text: string): Buffer => hash('sha256', text, 'buffer')

/**
 * Serves the metrics of one process on a port of their own: of several API processes that share one port a scrape of that
 * port reaches any, and the jobs and the web application have none. Answers once it listens. null: no port was asked for,
 * or it cannot be had, which hinders no sale.
 */
export async function serveMetrics(
  metrics: Metrics,
  { host, port, token }: MetricsConfig,
  log: Pick<Log, 'error'>,
): Promise<MetricsPort | null> {
  if (port === undefined) return null
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    request.resume()
    if (request.url?.replace(/\?.*$/, '') !== '/metrics') return answer(response, 404, 'Only /metrics is here.\n')
    if (!mayReadMetrics(token, request.headers.authorization)) {
      response.setHeader('www-authenticate', 'Bearer')
      return answer(response, 401, 'METRICS_TOKEN is asked for.\n')
    }
    metrics.text().then(
      (body) => answer(response, 200, body, metrics.contentType),
      () => answer(response, 500, 'The metrics could not be read.\n'),
    )
  })
  server.maxConnections = MOST_CONNECTIONS
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    log.error(error, { endpoint: '/metrics', variable: 'METRICS_PORT' })
    return null
  }
  server.unref()
  return {
    async close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function answer(response: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}
