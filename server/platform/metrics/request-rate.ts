const WINDOW_SECONDS = 10

/** Counts requests in slots of one second; reading and counting cost the same whatever the traffic. */
export class RequestRate {
  readonly #counts = new Array<number>(WINDOW_SECONDS).fill(0)
  readonly #seconds = new Array<number>(WINDOW_SECONDS).fill(-1)
  readonly #now: () => number

  /** @param now milliseconds of a clock that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  count(): void {
    const second = Math.floor(this.#now() / 1000)
    const slot = second % WINDOW_SECONDS
    if (this.#seconds[slot] !== second) {
      this.#seconds[slot] = second
      this.#counts[slot] = 0
    }
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1
  }

  /** Requests per second over the last ten seconds, the running one included. */
  perSecond(): number {
    const oldest = Math.floor(this.#now() / 1000) - WINDOW_SECONDS
    let total = 0
    for (let slot = 0; slot < WINDOW_SECONDS; slot += 1) {
      if ((this.#seconds[slot] ?? -1) > oldest) total += this.#counts[slot] ?? 0
    }
    return total / WINDOW_SECONDS
  }
}
