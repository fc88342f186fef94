import type { Registry } from 'prom-client'

/** One answered request, as the metrics count it. */
export type AnsweredRequest = {
  readonly method: string
  /** The route's pattern, never the address itself: the number of series stays bounded whatever clients ask for. */
  readonly endpoint: string
  readonly status: number
  readonly durationMs: number
}

const DURATION_BUCKETS_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

type Series = {
  readonly method: string
  readonly endpoint: string
  readonly statuses: Map<number, number>
  /** Answers within each bound, not cumulated. */
  readonly buckets: number[]
  seconds: number
}

/**
 * Counts answers and their durations. Every request passes here, so it adds to plain numbers; the sets of labels that
 * Prometheus reads are made when it asks.
 */
export class RequestMetrics {
  /** By endpoint, then by method: a key made of both would be a new text to hash for each request. */
  readonly #endpoints = new Map<string, Map<string, Series>>()

  observe({ method, endpoint, status, durationMs }: AnsweredRequest): void {
    const series = this.#endpoints.get(endpoint)?.get(method) ?? this.#begin(method, endpoint)
    const seconds = durationMs / 1000
    let bucket = 0
    while (bucket < DURATION_BUCKETS_SECONDS.length && seconds > (DURATION_BUCKETS_SECONDS[bucket] as number))
      bucket += 1
    series.buckets[bucket] = (series.buckets[bucket] ?? 0) + 1
    series.seconds += seconds
    series.statuses.set(status, (series.statuses.get(status) ?? 0) + 1)
  }

  #begin(method: string, endpoint: string): Series {
    const buckets = [...DURATION_BUCKETS_SECONDS, 0].fill(0)
    const series: Series = { method, endpoint, statuses: new Map(), buckets, seconds: 0 }
    const methods = this.#endpoints.get(endpoint) ?? new Map<string, Series>()
    this.#endpoints.set(endpoint, methods.set(method, series))
    return series
  }

  #all(): Series[] {
    return [...this.#endpoints.values()].flatMap((methods) => [...methods.values()])
  }

  /** Shows the counts as two metrics of a registry. */
  addTo(registry: Registry): void {
    const add = (name: string, help: string, type: 'counter' | 'histogram', values: () => unknown[]) =>
      registry.registerMetric({
        name,
        get: async () => ({ name, help, type, aggregator: 'sum', values: values() }),
        reset: () => this.#endpoints.clear(),
      } as never)
    add('http_requests_total', 'Requests answered.', 'counter', () => this.#counts())
    const name = 'http_request_duration_seconds'
    add(name, 'Time from the first byte of a request to the last of its answer.', 'histogram', () =>
      this.#durations(name),
    )
  }

  #counts() {
    return this.#all().flatMap(({ method, endpoint, statuses }) =>
      [...statuses].map(([status, value]) => ({ labels: { method, endpoint, status }, value })),
    )
  }

  #durations(name: string) {
    return this.#all().flatMap(({ method, endpoint, buckets, seconds }) => {
      let count = 0
      const bounds = buckets.map((inBucket, index) => {
        count += inBucket
        const labels = { le: DURATION_BUCKETS_SECONDS[index] ?? '+Inf', method, endpoint }
        return { metricName: `${name}_bucket`, labels, value: count }
      })
      const labels = { method, endpoint }
      return [
        ...bounds,
        { metricName: `${name}_sum`, labels, value: seconds },
        { metricName: `${name}_count`, labels, value: count },
      ]
    })
  }
}
