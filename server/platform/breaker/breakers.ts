import type { Log } from '../log/create-log.ts'
import { type Breaker, type BreakerOptions, type BreakerState, createBreaker } from './create-breaker.ts'

/** The breakers of this process: each is made here, so that the metrics know them all. */
export class Breakers {
  readonly #log: Pick<Log, 'info' | 'warning'>
  readonly #breakers: Breaker[] = []

  constructor(log: Pick<Log, 'info' | 'warning'>) {
    this.#log = log
  }

  create(options: Omit<BreakerOptions, 'log'>): Breaker {
    const breaker = createBreaker({ ...options, log: this.#log })
    this.#breakers.push(breaker)
    return breaker
  }

  states(): { readonly name: string; readonly state: BreakerState }[] {
    return this.#breakers.map(({ name, state }) => ({ name, state }))
  }

  close(): void {
    for (const breaker of this.#breakers) breaker.shutdown()
  }
}
