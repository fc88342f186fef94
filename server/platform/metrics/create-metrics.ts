import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Breakers } from '../breaker/breakers.ts'
import type { PageCache } from '../cache/page-cache.ts'
import type { Sql } from '../database/connect.ts'
import { addDatabaseMetrics } from './database-metrics.ts'
import { type AnsweredRequest, RequestMetrics } from './request-metrics.ts'
import { RequestRate } from './request-rate.ts'

export type Metrics = {
  observeRequest(request: AnsweredRequest): void
  /** A counter of the caller's own: `const count = metrics.counter('sales_recorded_total', '…'); count(3)`. */
  counter(name: string, help: string): (amount?: number) => void
  /** A counter by one label, whose values are known: `const count = metrics.counterBy('…', '…', 'kind', ['a', 'b']); count('a')`. */
  counterBy<Value extends string>(
    name: string,
    help: string,
    label: string,
    values: readonly Value[],
  ): (value: Value) => void
  /** A figure of the caller's own, read when somebody asks. */
  gauge(name: string, help: string, read: () => number): void
  /** Everything in the text form of Prometheus. */
  text(): Promise<string>
  readonly contentType: string
}

export type MetricsOptions = {
  readonly instanceId: string
  readonly sql: Sql
  readonly cache: PageCache
  readonly breakers: Breakers
}

/**
 * The metrics of this process. Each process of an instance answers for itself; every series carries its instance_id.
 */
export function createMetrics({ instanceId, sql, cache, breakers }: MetricsOptions): Metrics {
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
  addBreakerMetrics(registry, breakers)
  addDatabaseMetrics(registry, sql)
  return {
    observeRequest(request) {
      requests.observe(request)
      rate.count()
    },
    counter(name, help) {
      const counter = new Counter({ name, help, registers })
      return (amount = 1) => counter.inc(amount)
    },
    counterBy(name, help, label, values) {
      const counter = new Counter({ name, help, labelNames: [label], registers })
      // A series that is not there cannot be seen to begin.
      for (const value of values) counter.inc({ [label]: value }, 0)
      return (value) => counter.inc({ [label]: value })
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

function addBreakerMetrics(registry: Registry, breakers: Breakers): void {
  new Gauge({
    name: 'circuit_breaker_state',
    help: 'Whether what this process needs of others is asked: 0 closed (yes), 1 half open (trying), 2 open (left alone).',
    labelNames: ['name'],
    registers: [registry],
    collect() {
      for (const { name, state } of breakers.states()) this.set({ name }, state)
    },
  })
}
