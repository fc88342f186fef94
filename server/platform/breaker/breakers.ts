import type { Log } from '../log/create-log.ts'
import { type Breaker, type BreakerOptions, type BreakerState, createBreaker } from './create-breaker.ts'

type Watched = Pick<Breaker, 'name' | 'state'>

/** The breakers of this process: each is made here, so that the metrics know them all. */
export class Breakers {
  readonly #log: Pick<Log, 'info' | 'warning'>
  readonly #breakers: Breaker[] = []
  readonly #others: Watched[] = []

  constructor(log: Pick<Log, 'info' | 'warning'>) {
    this.#log = log
  }

  create(options: Omit<BreakerOptions, 'log'>): Breaker {
    const breaker = createBreaker({ ...options, log: this.#log })
    this.#breakers.push(breaker)
    return breaker
  }

  /** What leaves something alone by rules of its own says so here, for the metrics. */
  watch(other: Watched): void {
    this.#others.push(other)
  }

  states(): { readonly name: string; readonly state: BreakerState }[] {
    return [...this.#breakers, ...this.#others].map(({ name, state }) => ({ name, state }))
  }

  close(): void {
    for (const breaker of this.#breakers) breaker.shutdown()
  }
}
