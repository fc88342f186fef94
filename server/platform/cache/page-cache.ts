import { LRUCache } from 'lru-cache'
import type { Sql } from '../database/connect.ts'
import { NamespaceVersions } from './namespace-versions.ts'
import { type CachedPage, makePage } from './page.ts'
import type { SharedPages } from './shared-pages.ts'

/** An answer that was just computed. */
export type MadeAnswer = {
  readonly body: string | Buffer
  readonly contentType: string
  /** How long it may be kept; zero: not at all. */
  readonly seconds: number
}

export type CacheStatistics = {
  enabled: boolean
  hits: number
  misses: number
  hit_ratio: number
  keys: number
  memory_used: number
  evictions: number
}

/** `l1`: in this process; `l2`: shared by all instances. */
export type CacheOperation = {
  readonly level: 'l1' | 'l2'
  readonly operation: 'get' | 'set' | 'clear'
  readonly result: 'hit' | 'miss' | 'ok' | 'error'
  readonly count: number
}

export type PageCacheOptions = {
  readonly shared?: SharedPages | null
  readonly maxBytes?: number
  /** How long another instance's write may stay unseen, in milliseconds; within the second of the contract unless given. */
  readonly checkEveryMs?: number | undefined
}

/** What pages are compressed to later takes less than what they are. */
const MAX_BYTES = 8 * 1024 * 1024
/** Looking at the clock for each page costs more than finding it; no page outlives its time for that. */
const CLOCK_MS = 100

/**
 * Finished pages: in this process, and behind it in what the instances share, when there is such a thing. A key holds the
 * versions of its families as they were when its reading began; a write raises a version in its own transaction, so a page
 * read before the write can never be found after it, on either level.
 */
export class PageCache {
  readonly #pages: LRUCache<string, CachedPage>
  readonly #versions: NamespaceVersions
  readonly #shared: SharedPages | null
  /** Pages that are being made or fetched, with all who wait for them. */
  readonly #loading = new Map<string, Promise<CachedPage>>()
  #hits = 0
  #misses = 0
  #sets = 0
  #clears = 0
  #evictions = 0

  constructor(sql: Sql, { shared = null, maxBytes = MAX_BYTES, checkEveryMs }: PageCacheOptions = {}) {
    this.#versions = new NamespaceVersions(sql, checkEveryMs)
    this.#shared = shared
    this.#pages = new LRUCache<string, CachedPage>({
      ttlResolution: CLOCK_MS,
      maxSize: maxBytes,
      sizeCalculation: (page, key) => page.body.length + key.length + 500,
      dispose: (_page, _key, reason) => {
        if (reason === 'evict') this.#evictions += 1
      },
    })
  }

  /**
   * The key under which a page may be found now. Waits for the database only when the versions were last checked too
   * long ago to promise freshness.
   */
  key(namespaces: readonly string[], rest: string): string | Promise<string> {
    const versions = this.#versions.of(namespaces)
    return typeof versions === 'string' ? versions + rest : versions.then((checked) => checked + rest)
  }

  /** The same, where nothing need be waited for. */
  knownKey(namespaces: readonly string[], rest: string): string | undefined {
    const versions = this.#versions.known(namespaces)
    return versions === undefined ? undefined : versions + rest
  }

  /** As `get`, for whoever may not send it after all: it counts once `countHit` is called. */
  find(key: string): CachedPage | undefined {
    return this.#pages.get(key)
  }

  /** What `find` found is sent. */
  countHit(): void {
    this.#hits += 1
  }

  /** What this process has; `load` finds the rest. */
  get(key: string): CachedPage | undefined {
    const page = this.find(key)
    if (page !== undefined) this.countHit()
    return page
  }

  /** A page that this process does not have: another instance's, or made now, once however many wait for it. */
  load(key: string, make: () => Promise<MadeAnswer>): Promise<CachedPage> {
    const known = this.get(key)
    if (known !== undefined) return Promise.resolve(known)
    const underway = this.#loading.get(key)
    if (underway !== undefined) {
      this.#hits += 1
      return underway
    }
    this.#misses += 1
    const loading = this.#load(key, make).finally(() => this.#loading.delete(key))
    this.#loading.set(key, loading)
    return loading
  }

  async #load(key: string, make: () => Promise<MadeAnswer>): Promise<CachedPage> {
    const found = await this.#shared?.find(key)
    if (found !== undefined && found !== null) {
      this.#keep(key, found.page, found.milliseconds)
      return found.page
    }
    try {
      const { body, contentType, seconds } = await make()
      const page = makePage(body, contentType)
      const milliseconds = Math.floor(seconds * 1000)
      if (milliseconds > 0) {
        this.#keep(key, page, milliseconds)
        this.#shared?.keep(key, page, milliseconds)
      }
      return page
    } finally {
      this.#shared?.release(key)
    }
  }

  #keep(key: string, page: CachedPage, milliseconds: number): void {
    if (milliseconds <= CLOCK_MS) return
    this.#pages.set(key, page, { ttl: milliseconds - CLOCK_MS })
    this.#sets += 1
  }

  /** Gives back the memory of this process; `raiseVersions` is what ends pages everywhere. */
  clear(): void {
    this.#pages.clear()
    this.#clears += 1
  }

  /** After a write of this instance has committed: its own readers see the new version at once. */
  adoptVersions(raised: ReadonlyMap<string, number>): void {
    this.#versions.adopt(raised)
  }

  /** Of this process's pages. */
  statistics(): CacheStatistics {
    const asked = this.#hits + this.#misses
    return {
      enabled: true,
      hits: this.#hits,
      misses: this.#misses,
      hit_ratio: asked === 0 ? 0 : this.#hits / asked,
      keys: this.#pages.size,
      memory_used: this.#pages.calculatedSize,
      evictions: this.#evictions,
    }
  }

  /** Part of the look-ups that found a page on either level: the rest were computed. */
  hitRatio(): number {
    const asked = this.#hits + this.#misses
    return asked === 0 ? 0 : (this.#hits + (this.#shared?.hits ?? 0)) / asked
  }

  /** What was done to the cache since the process started, for the metrics. */
  operations(): CacheOperation[] {
    const level = 'l1'
    return [
      { level, operation: 'get', result: 'hit', count: this.#hits },
      { level, operation: 'get', result: 'miss', count: this.#misses },
      { level, operation: 'set', result: 'ok', count: this.#sets },
      { level, operation: 'clear', result: 'ok', count: this.#clears },
      ...(this.#shared?.operations() ?? []),
    ]
  }
}
