import { askInTime } from '../platform/ask-in-time.ts'
import type { PageCache } from '../platform/cache/page-cache.ts'
import type { Sql } from '../platform/database/connect.ts'
import { loadStoreFacts, type StoreFacts } from './load-store-facts.ts'

const STORES = ['stores'] as const

/**
 * What sales need to know of their stores, kept in this process. It is as fresh as a cached page: a write to a store is
 * seen at once by the instance that made it and within a second by the others.
 */
export class StoreDirectory {
  readonly #sql: Sql
  readonly #cache: PageCache
  #version = ''
  #known = new Map<number, StoreFacts>()

  constructor(sql: Sql, cache: PageCache) {
    this.#sql = sql
    this.#cache = cache
  }

  /**
   * The facts of these stores; an unknown id is not in the answer. Answers at once what it knows to be fresh, else with
   * one statement for all that is missing.
   */
  facts(ids: readonly number[]): ReadonlyMap<number, StoreFacts> | Promise<ReadonlyMap<number, StoreFacts>> {
    const version = this.#cache.key(STORES, '')
    if (typeof version !== 'string') return version.then((checked) => this.#factsAt(checked, ids))
    return this.#factsAt(version, ids)
  }

  /** The facts of one store; undefined: there is none. */
  store(id: number): StoreFacts | undefined | Promise<StoreFacts | undefined> {
    const found = this.facts([id])
    return found instanceof Promise ? found.then((facts) => facts.get(id)) : found.get(id)
  }

  #factsAt(version: string, ids: readonly number[]) {
    if (version !== this.#version) {
      this.#version = version
      this.#known = new Map()
    }
    const known = this.#known
    const missing = ids.filter((id) => !known.has(id))
    return missing.length === 0 ? known : this.#load(known, missing)
  }

  async #load(known: Map<number, StoreFacts>, missing: readonly number[]): Promise<ReadonlyMap<number, StoreFacts>> {
    const loaded = await askInTime(() => loadStoreFacts(this.#sql, [...new Set(missing)]))
    // What was read goes to the map of the version that was current when the reading began; a newer version has another.
    for (const [id, facts] of loaded) known.set(id, facts)
    return known
  }
}
