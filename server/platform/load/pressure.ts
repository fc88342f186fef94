import { LOAD_KINDS, type LoadKind } from './load-kinds.ts'

/**
 * What a request waits before anything is done for it, and how much that presses. Between two marks the pressure grows
 * evenly.
 */
const DELAY_MARKS_MS = [
  { amount: 0, pressure: 0 },
  { amount: 150, pressure: 0.25 },
  { amount: 400, pressure: 0.5 },
  { amount: 800, pressure: 0.75 },
  { amount: 3_000, pressure: 1 },
] as const

/** Requests under way for each connection of the pool, and how much that presses: they wait for each other, wherever that is. */
const CROWD_MARKS = [
  { amount: 0, pressure: 0 },
  { amount: 4, pressure: 0.25 },
  { amount: 8, pressure: 0.5 },
  { amount: 16, pressure: 0.75 },
  { amount: 100, pressure: 1 },
] as const

/** From where on some requests of a kind are turned away, and from where on all of them. */
const BANDS: Readonly<Record<LoadKind, { readonly some: number; readonly all: number }>> = {
  reports: { some: 0.25, all: 0.5 },
  reads: { some: 0.5, all: 0.75 },
  writes: { some: 0.75, all: 1 },
  // Nobody waits so long for an answer: a till tries again, and meanwhile those that wait already are answered.
  sales: { some: 1, all: 1 },
}

/** From where on anything is turned away at all. */
const LEAST_TURNED_AWAY = Math.min(...LOAD_KINDS.map((kind) => BANDS[kind].some))

/** What presses counts once it has lasted, for all of this time and these samples: one long task is no queue, nor is a moment in which others start. */
const STANDING = { milliseconds: 400, samples: 3 } as const
/** How much the pressure falls from one sample to the next at most, so that what was turned away does not come back at once. */
const FALL_PER_SAMPLE = 0.025

type Mark = { readonly amount: number; readonly pressure: number }

/** What this presses: the delay of a request in milliseconds, and how many are under way for each connection. */
export const pressureOf = (delayMs: number, crowd = 0): number =>
  Math.max(readOff(DELAY_MARKS_MS, delayMs), readOff(CROWD_MARKS, crowd))

function readOff(marks: readonly [Mark, ...Mark[]], amount: number): number {
  let below = marks[0]
  for (const above of marks) {
    if (amount < above.amount) {
      const way = (amount - below.amount) / (above.amount - below.amount)
      return below.pressure + way * (above.pressure - below.pressure)
    }
    below = above
  }
  return below.pressure
}

/** How much presses on a process, from 0 to 1, and which requests it turns away for that. */
export class Pressure {
  #value = 0
  readonly #samples: { readonly atMs: number; readonly pressure: number }[] = []
  /** Of each kind, the part of a request that was not turned away yet: shares add up to whole requests, without chance. */
  readonly #owed: Record<LoadKind, number> = { reports: 0, reads: 0, writes: 0, sales: 0 }

  get value(): number {
    return this.#value
  }

  /** Nothing is turned away. Never quite 0 while it is measured: each timer is called a little late. */
  get isAtEase(): boolean {
    return this.#value < LEAST_TURNED_AWAY
  }

  /**
   * @param atMs when this was seen.
   * @param delayMs what a request that came then would have waited.
   * @param crowd requests under way for each connection of the pool.
   */
  observe(atMs: number, delayMs: number, crowd = 0): void {
    this.#samples.push({ atMs, pressure: pressureOf(delayMs, crowd) })
    while (this.#samples.length > STANDING.samples && this.#hasLasted(1)) this.#samples.shift()
    const isKnown = this.#samples.length >= STANDING.samples && this.#hasLasted(0)
    const standing = isKnown ? Math.min(...this.#samples.map(({ pressure }) => pressure)) : 0
    this.#value = Math.max(standing, this.#value - FALL_PER_SAMPLE)
  }

  /** Whether the samples from this one on are enough by their time. */
  #hasLasted(from: number): boolean {
    const last = this.#samples.at(-1)?.atMs ?? 0
    return last - (this.#samples[from]?.atMs ?? last) >= STANDING.milliseconds
  }

  /** Whether the next request of this kind is turned away. */
  turnsAway(kind: LoadKind): boolean {
    const { some, all } = BANDS[kind]
    if (this.#value < some) return false
    if (this.#value >= all) return true
    this.#owed[kind] += (this.#value - some) / (all - some)
    if (this.#owed[kind] < 1) return false
    this.#owed[kind] -= 1
    return true
  }

  /** Forgets what was: nothing has come for a while. */
  rest(): void {
    this.#value = 0
    this.#samples.length = 0
    for (const kind of LOAD_KINDS) this.#owed[kind] = 0
  }
}
