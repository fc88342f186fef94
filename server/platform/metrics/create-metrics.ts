import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { PageCache } from '../cache/page-cache.ts'
import type { Sql } from '../database/connect.ts'
import { addBackupMetrics } from './backup-metrics.ts'
import { addDatabaseMetrics } from './database-metrics.ts'
import { type AnsweredRequest, RequestMetrics } from './request-metrics.ts'
import { RequestRate } from './request-rate.ts'

export type Metrics = {
  observeRequest(request: AnsweredRequest): void
  /** A counter of the caller's own: `const count = metrics.counter('sales_recorded_total', '…'); count(3)`. */
  counter(name: string, help: string): (amount?: number) => void
  /** A figure of the caller's own, read when somebody asks. */
  gauge(name: string, help: string, read: () => number): void
  /** Everything in the text form of Prometheus. */
  text(): Promise<string>
  readonly contentType: string
}

export type MetricsOptions = { readonly instanceId: string; readonly sql: Sql; readonly cache: PageCache }

/**
 * The metrics of this process. Each process of an instance answers for itself; every series carries its instance_id.
 */
export function createMetrics({ instanceId, sql, cache }: MetricsOptions): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ instance_id: instanceId })
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new RequestMetrics()
  requests.addTo(registry)
  const rate = new RequestRate()
  new Gauge({
    name: 'current_requests_per_second',
    help: 'Requests answered per second, over the last ten seconds.',
    registers,
    collect() {
      this.set(rate.perSecond())
    },
  })
  addCacheMetrics(registry, cache)
  addDatabaseMetrics(registry, sql)
  addBackupMetrics(registry, sql)
  return {
    observeRequest(request) {
      requests.observe(request)
      rate.count()
    },
    counter(name, help) {
      const counter = new Counter({ name, help, registers })
      return (amount = 1) => counter.inc(amount)
    },
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read())
        },
      })
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

function addCacheMetrics(registry: Registry, cache: PageCache): void {
  const registers = [registry]
  new Counter({
    name: 'cache_operations_total',
    help: 'Operations on the cache of finished pages.',
    labelNames: ['operation', 'result'],
    registers,
    collect() {
      this.reset()
      for (const { operation, result, count } of cache.operations()) this.inc({ operation, result }, count)
    },
  })
  new Gauge({
    name: 'cache_hit_ratio',
    help: 'Part of the page look-ups that found a page, from 0 to 1.',
    registers,
    collect() {
      this.set(cache.statistics().hit_ratio)
    },
  })
  new Gauge({
    name: 'cache_memory_bytes',
    help: 'Memory that the cached pages take.',
    registers,
    collect() {
      this.set(cache.statistics().memory_used)
    },
  })
}
