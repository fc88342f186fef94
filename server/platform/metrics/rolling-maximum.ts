const SLOTS = 30

/** The greatest of what was observed lately, kept in slots of time: what it costs does not depend on how much is observed. */
export class RollingMaximum {
  readonly #greatest = new Array<number>(SLOTS).fill(0)
  readonly #periods = new Array<number>(SLOTS).fill(-1)
  readonly #slotMs: number
  readonly #now: () => number

  /** @param now milliseconds of a clock that never goes back. */
  constructor(windowSeconds: number, now: () => number = () => performance.now()) {
    this.#slotMs = (windowSeconds * 1000) / SLOTS
    this.#now = now
  }

  observe(value: number): void {
    const period = Math.floor(this.#now() / this.#slotMs)
    const slot = period % SLOTS
    const known = this.#periods[slot] === period ? (this.#greatest[slot] as number) : 0
    this.#periods[slot] = period
    this.#greatest[slot] = Math.max(known, value)
  }

  /** 0 when nothing was observed. */
  greatest(): number {
    const oldest = Math.floor(this.#now() / this.#slotMs) - SLOTS
    return this.#greatest.reduce(
      (most, value, slot) => ((this.#periods[slot] ?? -1) > oldest ? Math.max(most, value) : most),
      0,
    )
  }
}
