/** How many requests a subject may make within a minute, whenever it began. */
export type RateLimit = {
  /** Its name in the `RateLimit` headers and in the metrics. */
  readonly policy: string
  readonly quota: number
}

export const WINDOW_SECONDS = 60
const WINDOW_MS = WINDOW_SECONDS * 1000
/** More subjects than this in one minute are no guests but a flood, which shedding is for: the others are not counted. */
const MOST_SUBJECTS = 100_000

/** What is known of one subject in the running minute. */
export type RateCount = {
  readonly subject: string
  /** In the running minute, as far as the other instances have told. */
  known: number
  /** Since then, by this process. */
  pending: number
  /** In the minute before. */
  before: number
}

export type Taken = {
  readonly isAllowed: boolean
  readonly remaining: number
  /** Seconds until the running minute ends; of a refusal, until a request passes. */
  readonly seconds: number
}

/**
 * Counts requests by subject over a minute that slides: the running minute, and of the one before the part that is less
 * than a minute ago. What is refused is not counted. All of it is memory of this process, so that counting costs a look into
 * a map; several instances tell each other every now and then what they have counted (see `SharedCounts`).
 */
export class RateCounter {
  readonly limit: RateLimit
  readonly #now: () => number
  #minute = -1
  #counts = new Map<string, RateCount>()
  #before = new Map<string, RateCount>()

  /** @param now milliseconds since 1970, by which instances agree when a minute begins. */
  constructor(limit: RateLimit, now: () => number = Date.now) {
    this.limit = limit
    this.#now = now
  }

  take(subject: string): Taken {
    const now = this.#now()
    this.#turn(now)
    const elapsedMs = now - this.#minute * WINDOW_MS
    const count = this.#find(subject)
    const weighed = count === null ? 0 : count.before * (1 - elapsedMs / WINDOW_MS)
    const used = count === null ? 0 : count.known + count.pending + weighed
    const { quota } = this.limit
    if (used + 1 > quota) return { isAllowed: false, remaining: 0, seconds: secondsUntilFree(count, quota, elapsedMs) }
    if (count !== null) count.pending += 1
    return {
      isAllowed: true,
      remaining: Math.floor(quota - used - 1),
      seconds: Math.ceil((WINDOW_MS - elapsedMs) / 1000),
    }
  }

  /** What was counted is not to count after all; that of a minute which is over goes by itself. */
  giveBack(subject: string): void {
    this.#turn(this.#now())
    const count = this.#counts.get(subject)
    if (count !== undefined && count.known + count.pending > 0) count.pending -= 1
  }

  /** The running minute, by its number, and what this process has counted in it that nobody else knows. */
  untold(): { minute: number; counts: readonly RateCount[] } {
    this.#turn(this.#now())
    return { minute: this.#minute, counts: [...this.#counts.values()].filter(({ pending }) => pending !== 0) }
  }

  #turn(now: number): void {
    const minute = Math.floor(now / WINDOW_MS)
    if (minute === this.#minute) return
    this.#before = minute === this.#minute + 1 ? this.#counts : new Map()
    this.#counts = new Map()
    this.#minute = minute
  }

  /** null: too many are counted already. */
  #find(subject: string): RateCount | null {
    const count = this.#counts.get(subject)
    if (count !== undefined) return count
    if (this.#counts.size >= MOST_SUBJECTS) return null
    const last = this.#before.get(subject)
    const begun = { subject, known: 0, pending: 0, before: last === undefined ? 0 : last.known + last.pending }
    this.#counts.set(subject, begun)
    return begun
  }
}

/** The weight of the minute before falls evenly; what was used in the running one weighs until it is the one before. */
function secondsUntilFree(count: RateCount | null, quota: number, elapsedMs: number): number {
  const used = count === null ? 0 : count.known + count.pending
  const before = count?.before ?? 0
  const untilTurnMs = WINDOW_MS - elapsedMs
  const allowedBefore = quota - 1 - used
  const waitMs =
    allowedBefore >= 0 && before > 0
      ? untilTurnMs - (allowedBefore / before) * WINDOW_MS
      : untilTurnMs + Math.max(0, 1 - (quota - 1) / used) * WINDOW_MS
  return Math.max(1, Math.ceil(waitMs / 1000))
}
