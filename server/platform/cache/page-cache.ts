import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Sql, Tx } from '../database/connect.ts'

/**
 * A finished answer: a hit serializes nothing. Text stays text, since a text leaves with its headers in one write, where
 * bytes of their own take a second.
 */
export type CachedPage = {
  readonly body: string | Buffer
  readonly etag: string
  readonly contentType: string
  /** The body as compressed for those who asked, by encoding: once for all of them. */
  readonly encoded: Map<string, Buffer>
}

/** A finished answer with its ETag, kept nowhere. */
export function makePage(body: string | Buffer, contentType: string): CachedPage {
  return { body, etag: `"${hash('sha256', body, 'base64url').slice(0, 22)}"`, contentType, encoded: new Map() }
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

/** A text may take two bytes a character in memory, and is counted so; what it is compressed to later takes less than the rest. */
const MAX_BYTES = 16 * 1024 * 1024
/** How long another instance's write may stay unseen here: the contract allows a second. */
const VERSION_CHECK_INTERVAL_MS = 400

/**
 * Finished pages in this process. A key holds the versions of its families as they were when its reading began; a write
 * raises a version in its own transaction, so a page read before the write can never be found after it. Versions raised
 * by other instances are seen by asking the database a few times a second, and only while pages are being asked for.
 */
export class PageCache {
  readonly #pages: LRUCache<string, CachedPage>
  readonly #sql: Sql
  readonly #versions = new Map<string, number>()
  #checkedAt = 0
  #checking: Promise<void> | null = null
  #hits = 0
  #misses = 0
  #sets = 0
  #clears = 0
  #evictions = 0

  constructor(sql: Sql, maxBytes = MAX_BYTES) {
    this.#sql = sql
    this.#pages = new LRUCache<string, CachedPage>({
      maxSize: maxBytes,
      sizeCalculation: (page, key) => 2 * page.body.length + key.length + 200,
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
    if (performance.now() - this.#checkedAt < VERSION_CHECK_INTERVAL_MS) return this.#keyNow(namespaces, rest)
    return this.#refreshVersions().then(() => this.#keyNow(namespaces, rest))
  }

  #keyNow(namespaces: readonly string[], rest: string): string {
    let key = ''
    for (const name of namespaces) key += `${name}:${this.#versions.get(name) ?? 0};`
    return key + rest
  }

  get(key: string): CachedPage | undefined {
    const page = this.#pages.get(key)
    if (page === undefined) this.#misses += 1
    else this.#hits += 1
    return page
  }

  set(key: string, body: string | Buffer, contentType: string, seconds: number): CachedPage {
    const page = makePage(body, contentType)
    // Zero would mean for ever.
    this.#pages.set(key, page, { ttl: Math.max(1, Math.floor(seconds * 1000)) })
    this.#sets += 1
    return page
  }

  clear(): void {
    this.#pages.clear()
    this.#clears += 1
  }

  /** After a write of this instance has committed: its own readers see the new version at once. */
  adoptVersions(raised: ReadonlyMap<string, number>): void {
    for (const [name, version] of raised) {
      if (version > (this.#versions.get(name) ?? 0)) this.#versions.set(name, version)
    }
  }

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

  /** What was done to the cache since the process started, for the metrics. */
  operations(): { operation: 'get' | 'set' | 'clear'; result: 'hit' | 'miss' | 'ok'; count: number }[] {
    return [
      { operation: 'get', result: 'hit', count: this.#hits },
      { operation: 'get', result: 'miss', count: this.#misses },
      { operation: 'set', result: 'ok', count: this.#sets },
      { operation: 'clear', result: 'ok', count: this.#clears },
    ]
  }

  #refreshVersions(): Promise<void> {
    this.#checking ??= this.#readVersions().finally(() => {
      this.#checking = null
    })
    return this.#checking
  }

  async #readVersions(): Promise<void> {
    const startedAt = performance.now()
    const rows = await this.#sql<{ name: string; version: number }[]>`select name, version from cache_namespaces`
    this.adoptVersions(new Map(rows.map((row) => [row.name, row.version])))
    this.#checkedAt = startedAt
  }
}

/**
 * Ends the pages of these families when the transaction commits. The rows are locked in name order; writers of one
 * family queue for each other only from here to their commit, so call it last.
 */
export async function raiseVersions(tx: Tx, namespaces: readonly string[]): Promise<Map<string, number>> {
  const raised = new Map<string, number>()
  for (const name of [...namespaces].sort()) {
    const [row] = await tx<{ version: number }[]>`
      insert into cache_namespaces (name, version) values (${name}, 2)
      on conflict (name) do update set version = cache_namespaces.version + 1
      returning version`
    if (row !== undefined) raised.set(name, row.version)
  }
  return raised
}
