import type { Redis } from 'ioredis'
import type { SharedRedis } from '../redis/open-redis.ts'
import type { RateCount, RateCounter } from './rate-counter.ts'

/** How often instances tell each other what they have counted: so much may pass beyond a limit, on each of them. */
const TELL_MS = 500
/** A count is of use in its own minute and, as what was before, in the next. */
const KEPT_SECONDS = 130
/** So many at once, that nobody else's question to Redis waits long behind them. */
const AT_ONCE = 500
const PREFIX = 'comptoir:rate'

type Told = { readonly counter: RateCounter; readonly count: RateCount; readonly amount: number }

/**
 * Shares the counts of an installation's instances through its Redis. No request waits for it: each instance counts by
 * itself, adds what it has counted to the common counts every half second, and learns what they have become. While Redis is away
 * each goes on by itself, and tells what it has counted meanwhile once it is back.
 */
export class SharedCounts {
  readonly #redis: SharedRedis
  readonly #counters: readonly RateCounter[]
  readonly #timer: NodeJS.Timeout
  #isTelling = false

  constructor(redis: SharedRedis, counters: readonly RateCounter[]) {
    this.#redis = redis
    this.#counters = counters
    this.#timer = setInterval(() => void this.#tell(), TELL_MS)
    this.#timer.unref()
  }

  close(): void {
    clearInterval(this.#timer)
  }

  async #tell(): Promise<void> {
    if (this.#isTelling || !this.#redis.isReady) return
    this.#isTelling = true
    try {
      for (const counter of this.#counters) {
        const { minute, counts } = counter.untold()
        const told = counts.map((count) => ({ counter, count, amount: count.pending }))
        for (let start = 0; start < told.length; start += AT_ONCE) {
          const some = told.slice(start, start + AT_ONCE)
          // The breaker gives up on it when it hangs, and says so; what was not told is told the next time.
          await this.#redis.run((redis) => add(redis, minute, some))
        }
      }
    } catch {
      // Redis is away: the next minute may find it again.
    } finally {
      this.#isTelling = false
    }
  }
}

async function add(redis: Redis, minute: number, told: readonly Told[]): Promise<void> {
  const pipeline = redis.pipeline()
  for (const { counter, count, amount } of told) {
    const keyOf = (ofMinute: number) => `${PREFIX}:${counter.limit.policy}:${ofMinute}:${count.subject}`
    pipeline
      .incrby(keyOf(minute), amount)
      .expire(keyOf(minute), KEPT_SECONDS)
      .get(keyOf(minute - 1))
  }
  const answers = (await pipeline.exec()) ?? []
  for (const [index, { count, amount }] of told.entries()) {
    const [failure, total] = answers[3 * index] ?? []
    if (failure != null || total === undefined) continue
    count.known = Number(total)
    count.pending -= amount
    count.before = Math.max(count.before, Number(answers[3 * index + 2]?.[1] ?? 0))
  }
}
