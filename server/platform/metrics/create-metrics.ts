import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Breakers } from '../breaker/breakers.ts'
import type { PageCache } from '../cache/page-cache.ts'
import type { Sql } from '../database/connect.ts'
import { shareWhileRunning } from '../share-while-running.ts'
import { addBackupMetrics } from './backup-metrics.ts'
import { addDatabaseMetrics } from './database-metrics.ts'
import { type AnsweredRequest, RequestMetrics } from './request-metrics.ts'
import { RequestRate } from './request-rate.ts'

/** Figures of this process. Names and helps are those that Prometheus shows; every series carries its instance_id. */
export type Metrics = {
  observeRequest(request: AnsweredRequest): void
  /** A counter of the caller's own: `const count = metrics.counter('sales_recorded_total', '…'); count(3)`. */
  counter(name: string, help: string): (amount?: number) => void
  /**
   * One that is told apart by a label: `const add = metrics.labelledCounter('sales_revenue_total', '…', 'currency'); add('CAD', 3)`.
   * @param known values that may come: a series that is not there cannot be seen to begin.
   */
  labelledCounter<Value extends string = string>(
    name: string,
    help: string,
    label: string,
    known?: readonly Value[],
  ): (value: Value, amount?: number) => void
  /** Counts observations by size; `label` tells series apart where it is given. */
  histogram(
    name: string,
    help: string,
    options: { buckets: readonly number[]; label?: string },
  ): (observed: number, labelled?: string) => void
  /** A figure of the caller's own, read when somebody asks; null: nothing is known of it now. */
  gauge(name: string, help: string, read: () => number | null | Promise<number | null>): void
  /** Where the parts of the platform that know the library add theirs. */
  readonly registry: Registry
  /** Everything in the text form of Prometheus. Who asks while it is being written gets the same. */
  text(): Promise<string>
  readonly contentType: string
}

export type MetricsOptions = {
  readonly instanceId: string
  readonly sql: Sql
  readonly cache: PageCache
  readonly breakers: Breakers
}

/** The metrics of a process that serves requests. Each process of an instance answers for itself. */
export function createMetrics({ instanceId, sql, cache, breakers }: MetricsOptions): Metrics {
  const metrics = createProcessMetrics(instanceId)
  const requests = new RequestMetrics()
  requests.addTo(metrics.registry)
  const rate = new RequestRate()
  metrics.gauge('current_requests_per_second', 'Requests answered per second, over the last ten seconds.', () =>
    rate.perSecond(),
  )
  addCacheMetrics(metrics.registry, cache)
  addBreakerMetrics(metrics.registry, breakers)
  addDatabaseMetrics(metrics.registry, sql)
  addBackupMetrics(metrics.registry, sql)
  return {
    ...metrics,
    observeRequest(request) {
      requests.observe(request)
      rate.count()
    },
  }
}

/** The metrics of any process: those of Node, and what is added. */
export function createProcessMetrics(instanceId: string): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ instance_id: instanceId })
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    observeRequest() {},
    counter(name, help) {
      const counter = new Counter({ name, help, registers })
      return (amount = 1) => counter.inc(amount)
    },
    labelledCounter(name, help, label, known = []) {
      const counter = new Counter({ name, help, labelNames: [label], registers })
      for (const value of known) counter.inc({ [label]: value }, 0)
      return (value, amount = 1) => counter.inc({ [label]: value }, amount)
    },
    histogram(name, help, { buckets, label }) {
      const labelNames = label === undefined ? [] : [label]
      const histogram = new Histogram({ name, help, labelNames, buckets: [...buckets], registers })
      return (observed, labelled) =>
        label === undefined || labelled === undefined
          ? histogram.observe(observed)
          : histogram.observe({ [label]: labelled }, observed)
    },
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          const value = await read()
          if (value === null) this.remove()
          else this.set(value)
        },
      })
    },
    registry,
    text: shareWhileRunning(() => registry.metrics()),
    contentType: registry.contentType,
  }
}

function addCacheMetrics(registry: Registry, cache: PageCache): void {
  const registers = [registry]
  new Counter({
    name: 'cache_operations_total',
    help: 'Operations on the cache of finished pages: l1 in this process, l2 shared by all instances.',
    labelNames: ['level', 'operation', 'result'],
    registers,
    collect() {
      this.reset()
      for (const { count, ...labels } of cache.operations()) this.inc(labels, count)
    },
  })
  new Gauge({
    name: 'cache_hit_ratio',
    help: 'Part of the page look-ups that found a page, here or at another instance, from 0 to 1.',
    registers,
    collect() {
      this.set(cache.hitRatio())
    },
  })
  new Gauge({
    name: 'cache_memory_bytes',
    help: 'Memory that the cached pages of this process take.',
    registers,
    collect() {
      this.set(cache.statistics().memory_used)
    },
  })
  new Gauge({
    name: 'cache_keys',
    help: 'Pages that this process keeps.',
    registers,
    collect() {
      this.set(cache.statistics().keys)
    },
  })
}

/** Which of what this process needs of others it leaves alone. */
export function addBreakerMetrics(registry: Registry, breakers: Breakers): void {
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
