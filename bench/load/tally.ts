import { build, type Histogram } from 'hdr-histogram-js'

/** How one request went, as whoever asked saw it. */
export type Answered = {
  readonly name: string
  /** Who answered; null when nobody said so. */
  readonly instance: string | null
  readonly milliseconds: number
  /** What was wrong; null when nothing was. */
  readonly failure: string | null
}

const MICROSECONDS = 1_000
const LONGEST_MS = 120_000

/** Counts what a stretch of load was answered. */
export class Tally {
  readonly startedAt: number = performance.now()
  readonly instances: Map<string, number> = new Map()
  readonly failures: Map<string, number> = new Map()
  readonly #latencies = newHistogram()
  readonly #byName = new Map<string, Histogram>()
  #endedAt: number | null = null
  #underWay = 0
  #failed = 0
  #lastFailureAt: number | null = null

  /** Somebody asks, and will count the answer. */
  begin(): void {
    this.#underWay += 1
  }

  count({ name, instance, milliseconds, failure }: Answered): void {
    this.#underWay -= 1
    const value = Math.max(1, Math.min(Math.round(milliseconds * MICROSECONDS), LONGEST_MS * MICROSECONDS))
    this.#latencies.recordValue(value)
    this.#histogramOf(name).recordValue(value)
    if (instance !== null) this.instances.set(instance, (this.instances.get(instance) ?? 0) + 1)
    if (failure === null) return
    this.#failed += 1
    this.#lastFailureAt = performance.now()
    const what = `${name}: ${failure}`
    this.failures.set(what, (this.failures.get(what) ?? 0) + 1)
  }

  /** Later answers still count, but the time is over. */
  end(): void {
    this.#endedAt ??= performance.now()
  }

  /** How many wait for their answer. */
  get underWay(): number {
    return this.#underWay
  }

  get requests(): number {
    return this.#latencies.totalCount
  }

  get failed(): number {
    return this.#failed
  }

  get failureRate(): number {
    return this.requests === 0 ? 0 : this.#failed / this.requests
  }

  get seconds(): number {
    return ((this.#endedAt ?? performance.now()) - this.startedAt) / 1000
  }

  get requestsPerSecond(): number {
    return this.requests / this.seconds
  }

  /** Seconds from the beginning to the last failure; null when nothing failed. */
  get failingSeconds(): number | null {
    return this.#lastFailureAt === null ? null : (this.#lastFailureAt - this.startedAt) / 1000
  }

  percentileMs(percentile: number): number {
    return this.#latencies.getValueAtPercentile(percentile) / MICROSECONDS
  }

  get names(): { name: string; requests: number; p50Ms: number; p95Ms: number; mostMs: number }[] {
    return [...this.#byName]
      .map(([name, histogram]) => ({
        name,
        requests: histogram.totalCount,
        p50Ms: histogram.getValueAtPercentile(50) / MICROSECONDS,
        p95Ms: histogram.getValueAtPercentile(95) / MICROSECONDS,
        mostMs: histogram.maxValue / MICROSECONDS,
      }))
      .sort((left, right) => right.requests - left.requests)
  }

  #histogramOf(name: string): Histogram {
    const known = this.#byName.get(name)
    if (known !== undefined) return known
    const made = newHistogram()
    this.#byName.set(name, made)
    return made
  }
}

const newHistogram = (): Histogram =>
  build({ highestTrackableValue: LONGEST_MS * MICROSECONDS, numberOfSignificantValueDigits: 2 })
