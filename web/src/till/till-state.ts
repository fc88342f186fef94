import type { TillSnapshot } from './memory.ts'

export const FIRST_SNAPSHOT: TillSnapshot = {
  phase: 'opening',
  failure: null,
  device: {
    state: 'new',
    id: null,
    name: null,
    storeId: null,
    registerId: null,
    series: null,
    leaseLost: null,
    clockOffsetMs: null,
    isStorageKept: false,
  },
  copy: {
    state: 'none',
    progress: null,
    at: null,
    isStale: false,
    needsSignIn: false,
    store: null,
    categories: [],
    articleCount: 0,
    version: 0,
  },
  outbox: {
    waiting: 0,
    refused: 0,
    held: 0,
    oldestWaitingAt: null,
    isDelivering: false,
    lastDeliveredAt: null,
    isFull: false,
  },
  drawer: null,
  parked: 0,
  isOnline: null,
}

/** What the screens see: one object, another one as soon as something of it has changed. */
export class TillState {
  #snapshot: TillSnapshot = FIRST_SNAPSHOT
  readonly #listeners = new Set<() => void>()

  readonly getSnapshot = (): TillSnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  change(change: Partial<TillSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change }
    for (const listener of this.#listeners) listener()
  }

  /** Changes a part: `state.changePart('outbox', { isFull: true })`. */
  changePart<Part extends 'device' | 'copy' | 'outbox'>(part: Part, change: Partial<TillSnapshot[Part]>): void {
    const before = this.#snapshot[part]
    const isOther = Object.entries(change).some(([name, value]) => Reflect.get(before, name) !== value)
    if (isOther) this.change({ [part]: { ...before, ...change } })
  }
}
