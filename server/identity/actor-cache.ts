import { LRUCache } from 'lru-cache'
import type { Actor } from '../platform/actor.ts'
import { askInTime } from '../platform/ask-in-time.ts'
import type { LoadedActor } from './load-actor.ts'

/** The promise of the architecture: what was revoked elsewhere still counts here for this long at most. */
const LIFETIME_MS = 1_000
const MAX_ENTRIES = 10_000

/** Milliseconds that only ever grow. */
type Clock = { now(): number }

/**
 * Who came with which credential, for a second. Only good credentials are remembered. A reading that began before
 * something was forgotten is not kept when it ends, since it may have seen the past.
 */
export class ActorCache {
  readonly #actors: LRUCache<string, Actor>
  readonly #clock: Clock
  readonly #loading = new Map<string, Promise<Actor | null>>()
  #epoch = 0

  constructor(clock: Clock = performance) {
    this.#clock = clock
    this.#actors = new LRUCache<string, Actor>({ max: MAX_ENTRIES, ttl: LIFETIME_MS, ttlResolution: 0, perf: clock })
  }

  /** Answers at once for a credential that is remembered; others are loaded once for all who ask meanwhile. */
  get(key: string, load: () => Promise<LoadedActor | null>): Actor | Promise<Actor | null> {
    const known = this.#actors.get(key)
    if (known !== undefined) return known
    const underway = this.#loading.get(key)
    if (underway !== undefined) return underway
    const loading = this.#load(key, load).finally(() => {
      if (this.#loading.get(key) === loading) this.#loading.delete(key)
    })
    this.#loading.set(key, loading)
    return loading
  }

  /** Forgets the actors that match, and every reading underway. */
  forget(matches: (actor: Actor) => boolean): void {
    this.#epoch += 1
    this.#loading.clear()
    for (const [key, actor] of this.#actors.entries()) if (matches(actor)) this.#actors.delete(key)
  }

  async #load(key: string, load: () => Promise<LoadedActor | null>): Promise<Actor | null> {
    const epoch = this.#epoch
    // The second begins before the reading does: a slow answer is not a fresh one.
    const start = this.#clock.now()
    const now = Date.now()
    const loaded = await askInTime(load)
    if (loaded === null) return null
    const ttl = loaded.expiresAt === null ? LIFETIME_MS : Math.min(LIFETIME_MS, loaded.expiresAt - now)
    if (epoch === this.#epoch && ttl > 0) this.#actors.set(key, loaded.actor, { ttl, start })
    return loaded.actor
  }
}
