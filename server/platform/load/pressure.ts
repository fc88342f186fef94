import { LOAD_KINDS, type LoadKind } from './load-kinds.ts'

/**
 * What a request waits before anything is done for it, and how much that presses. Between two marks the pressure grows
 * evenly.
 */
const MARKS = [
  { delayMs: 0, pressure: 0 },
  { delayMs: 150, pressure: 0.25 },
  { delayMs: 400, pressure: 0.5 },
  { delayMs: 800, pressure: 0.75 },
  { delayMs: 3_000, pressure: 1 },
] as const

/** From where on some requests of a kind are turned away, and from where on all of them. */
const BANDS: Readonly<Record<LoadKind, { readonly some: number; readonly all: number }>> = {
  reports: { some: 0.25, all: 0.5 },
  reads: { some: 0.5, all: 0.75 },
  writes: { some: 0.75, all: 1 },
  // Nobody waits so long for an answer: a till tries again, and meanwhile those that wait already are answered.
  sales: { some: 1, all: 1 },
}

/** A delay counts once this many samples in a row have shown it: one long task is no queue. */
const SAMPLES = 3
/** How much the pressure falls from one sample to the next at most, so that what was turned away does not come back at once. */
const FALL_PER_SAMPLE = 0.025

export function pressureOf(delayMs: number): number {
  let below: { delayMs: number; pressure: number } = MARKS[0]
  for (const above of MARKS) {
    if (delayMs < above.delayMs) {
      const way = (delayMs - below.delayMs) / (above.delayMs - below.delayMs)
      return below.pressure + way * (above.pressure - below.pressure)
    }
    below = above
  }
  return below.pressure
}

/** How much presses on a process, from 0 to 1, and which requests it turns away for that. */
export class Pressure {
  #value = 0
  readonly #delaysMs: number[] = []
  /** Of each kind, the part of a request that was not turned away yet: shares add up to whole requests, without chance. */
  readonly #owed: Record<LoadKind, number> = { reports: 0, reads: 0, writes: 0, sales: 0 }

  get value(): number {
    return this.#value
  }

  /** @param delayMs what a request that came now would wait. */
  observe(delayMs: number): void {
    this.#delaysMs.push(delayMs)
    if (this.#delaysMs.length > SAMPLES) this.#delaysMs.shift()
    const standingMs = this.#delaysMs.length < SAMPLES ? 0 : Math.min(...this.#delaysMs)
    this.#value = Math.max(pressureOf(standingMs), this.#value - FALL_PER_SAMPLE)
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
    this.#delaysMs.length = 0
    for (const kind of LOAD_KINDS) this.#owed[kind] = 0
  }
}
