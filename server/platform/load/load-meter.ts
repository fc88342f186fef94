import { within } from '../within.ts'
import { Pressure } from './pressure.ts'

export type LoadMeterOptions = {
  /** A statement that costs nothing, sent as any request's first one is. */
  readonly askDatabase: () => PromiseLike<unknown>
  /** Connections of the pool that requests share. */
  readonly poolSize: number
}

const SAMPLE_MS = 100
/** Without a request for this many samples, and at ease, the meter stops until one comes. */
const QUIET_SAMPLES = 20
/** A connection that stays silent for so long may do so for ever: the next sample asks over another one. */
const LONGEST_ANSWER_MS = 1_000

/**
 * Finds out, ten times a second while requests come, how long one would wait now: for the event loop, by how late its own
 * timer is called; for the database, by how long a statement takes that does nothing, which is what stands before it in
 * the pool and in the server. Where requests wait for each other elsewhere, on locks or by turns, there are many of them. Whoever
 * asks for the pressure reads a number.
 */
export class LoadMeter {
  readonly pressure = new Pressure()
  readonly #askDatabase: () => PromiseLike<unknown>
  readonly #poolSize: number
  #underWay = 0
  #timer: NodeJS.Timeout | undefined
  #sampledAt = 0
  #quietSamples = 0
  #askedAt: number | null = null
  /** Since when the database has owed an answer, whichever connection it was asked over; null: it owes none. */
  #silentSince: number | null = null
  /** When the latest question that was answered was asked. */
  #answered = 0
  #databaseMs = 0

  constructor({ askDatabase, poolSize }: LoadMeterOptions) {
    this.#askDatabase = askDatabase
    this.#poolSize = poolSize
  }

  /** Called for each request. */
  note(): void {
    this.#quietSamples = 0
    if (this.#timer !== undefined) return
    this.#sampledAt = performance.now()
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS)
    this.#timer.unref()
  }

  /** Counts a request as under way until it is answered; those whose body has not come yet are not. */
  async track<T>(work: Promise<T>): Promise<T> {
    this.#underWay += 1
    try {
      return await work
    } finally {
      this.#underWay -= 1
    }
  }

  close(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #sample(): void {
    const now = performance.now()
    const lateMs = now - this.#sampledAt - SAMPLE_MS
    this.#sampledAt = now
    // What has not come back yet has taken at least this long.
    const silentMs = this.#silentSince === null ? 0 : now - this.#silentSince
    const databaseMs = Math.max(this.#databaseMs, silentMs)
    this.pressure.observe(now, Math.max(lateMs, databaseMs), this.#underWay / this.#poolSize)
    if (this.#askedAt !== null) return
    this.#quietSamples += 1
    if (this.#quietSamples < QUIET_SAMPLES || !this.pressure.isAtEase) void this.#measureDatabase()
    else {
      this.close()
      this.pressure.rest()
    }
  }

  async #measureDatabase(): Promise<void> {
    const askedAt = performance.now()
    this.#askedAt = askedAt
    this.#silentSince ??= askedAt
    await within(LONGEST_ANSWER_MS, this.#ask(askedAt)).catch(() => {})
    this.#askedAt = null
  }

  /** An answer that comes late counts as well: the database is slow then, and its connection not dead. */
  async #ask(askedAt: number): Promise<void> {
    try {
      await this.#askDatabase()
    } catch {
      // One that is away says so at once, to whoever needs it; where that takes long, it is waited for as a slow one is.
    }
    const tookMs = performance.now() - askedAt
    // Since a later question was answered, this one was asked over a connection that hung.
    if (askedAt < this.#answered) return
    this.#answered = askedAt
    this.#databaseMs = tookMs
    this.#silentSince = askedAt === this.#askedAt ? null : this.#askedAt
  }
}
