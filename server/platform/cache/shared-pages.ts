import { createHmac, hash, hkdfSync, randomUUID, timingSafeEqual } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { pack, unpack } from 'msgpackr'
import type { SharedRedis } from '../redis/open-redis.ts'
import type { CachedPage } from './page.ts'
import type { CacheOperation } from './page-cache.ts'

/** A page of another instance, and how long it may still be kept. */
export type FoundPage = { readonly page: CachedPage; readonly milliseconds: number }

/** What is in Redis of a page, behind its seal. */
type Content = [expiresAt: number, etag: string, contentType: string, body: Buffer]

const PREFIX = 'comptoir:page:'
const SEAL_BYTES = 32
/** What is larger is rare, and would push a hundred others out. */
const LARGEST_BYTES = 1024 * 1024
/** Whoever makes a page says so for this long at most: it may die over it. */
const CLAIM_MS = 5_000
/** Nobody waits longer than that for what can be made. */
const PATIENCE_MS = 1_000
const FIRST_PAUSE_MS = 4
const LONGEST_PAUSE_MS = 64
/** Pages that are removed at a time. */
const BATCH = 500

/**
 * Pages that all instances share, in Redis. They carry a seal of the installation's secret over their key and content, so
 * that whatever was cut short, mixed up or written by somebody else is no page. Nothing here is ever in the way: when Redis
 * is away or errs, there is no page.
 */
export class SharedPages {
  readonly #redis: SharedRedis
  readonly #secret: Buffer
  readonly #patienceMs: number
  readonly #program: string
  /** Tells this process from others where it claims. */
  readonly #self = randomUUID()
  /** When this process claimed what it is making. */
  readonly #claims = new Map<string, number>()
  #hits = 0
  #misses = 0
  #sets = 0
  #clears = 0
  #errors = 0

  /**
   * @param program which program's pages these are: another version may show the same things in another way. Within one
   * version the number of its migrations tells most steps of its development apart, though not all.
   * @param patienceMs how long another instance's page is waited for, before it is made here too
   */
  constructor(
    redis: SharedRedis,
    secretKey: string,
    { program = '', patienceMs = PATIENCE_MS }: { program?: string; patienceMs?: number } = {},
  ) {
    this.#redis = redis
    this.#program = program
    this.#patienceMs = patienceMs
    this.#secret = Buffer.from(hkdfSync('sha256', secretKey, '', 'comptoir: pages shared by instances', SEAL_BYTES))
  }

  get hits(): number {
    return this.#hits
  }

  /**
   * The page under this key. Where there is none, one process of all makes it and the others wait for it, for a while.
   * null: it is to be made here; `release` says that it was.
   */
  async find(key: string): Promise<FoundPage | null> {
    if (!this.#redis.isReady) return null
    const name = this.#nameOf(key)
    const startedAt = performance.now()
    try {
      for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
        const found = await this.#get(name)
        if (found !== null) return found
        if (await this.#claim(name)) {
          // Whoever had it claimed may have kept the page between the two questions.
          const made = await this.#get(name)
          if (made === null) break
          this.release(key)
          return made
        }
        if (performance.now() - startedAt + pause > this.#patienceMs) break
        await sleep(pause)
      }
    } catch {
      this.#errors += 1
      return null
    }
    this.#misses += 1
    return null
  }

  /** Lets the others have a page. It is not waited for. */
  keep(key: string, page: CachedPage, milliseconds: number): void {
    if (!this.#redis.isReady || page.body.length > LARGEST_BYTES) return
    const name = this.#nameOf(key)
    const body = Buffer.from(page.body, 'latin1')
    const content: Content = [Date.now() + milliseconds, page.etag, page.contentType, body]
    const packed = pack(content)
    const bytes = Buffer.concat([this.#seal(name, packed), packed])
    this.#redis
      .run((redis) => redis.set(name, bytes, 'PX', milliseconds))
      .then(
        () => {
          this.#sets += 1
        },
        () => {
          this.#errors += 1
        },
      )
  }

  /** What this process claimed is made, or will not be: nobody need wait for it. */
  release(key: string): void {
    if (this.#claims.size === 0) return
    const name = this.#nameOf(key)
    const claimedAt = this.#claims.get(name)
    if (claimedAt === undefined) return
    this.#claims.delete(name)
    // Later it may be another's.
    if (performance.now() - claimedAt > CLAIM_MS / 2) return
    this.#redis.run((redis) => redis.del(claimOf(name))).catch(() => {})
  }

  /** Removes every page. @returns how many there were; null: Redis does not answer */
  async clear(): Promise<number | null> {
    try {
      let removed = 0
      let cursor = '0'
      do {
        const [next, names] = await this.#redis.run((redis) =>
          redis.scan(cursor, 'MATCH', `${PREFIX}*`, 'COUNT', BATCH),
        )
        cursor = next
        if (names.length > 0) removed += await this.#redis.run((redis) => redis.unlink(...names))
      } while (cursor !== '0')
      this.#clears += 1
      return removed
    } catch {
      this.#errors += 1
      return null
    }
  }

  operations(): CacheOperation[] {
    const level = 'l2'
    return [
      { level, operation: 'get', result: 'hit', count: this.#hits },
      { level, operation: 'get', result: 'miss', count: this.#misses },
      { level, operation: 'set', result: 'ok', count: this.#sets },
      { level, operation: 'clear', result: 'ok', count: this.#clears },
      { level, operation: 'get', result: 'error', count: this.#errors },
    ]
  }

  async #get(name: string): Promise<FoundPage | null> {
    const bytes = await this.#redis.run((redis) => redis.getBuffer(name))
    const found = bytes === null ? null : this.#read(name, bytes)
    if (found !== null) this.#hits += 1
    return found
  }

  async #claim(name: string): Promise<boolean> {
    const claimedAt = performance.now()
    const answer = await this.#redis.run((redis) => redis.set(claimOf(name), this.#self, 'PX', CLAIM_MS, 'NX'))
    if (answer !== 'OK') return false
    this.#claims.set(name, claimedAt)
    return true
  }

  /** null: it is no page of ours, or its time is up. */
  #read(name: string, bytes: Buffer): FoundPage | null {
    const packed = bytes.subarray(SEAL_BYTES)
    const seal = this.#seal(name, packed)
    if (bytes.length <= SEAL_BYTES || !timingSafeEqual(seal, bytes.subarray(0, SEAL_BYTES))) {
      this.#errors += 1
      return null
    }
    const [expiresAt, etag, contentType, body] = unpack(packed) as Content
    const milliseconds = Math.floor(expiresAt - Date.now())
    if (milliseconds <= 0) return null
    return { page: { body: body.toString('latin1'), etag, contentType, forms: new Map() }, milliseconds }
  }

  /** Neither an address nor what somebody looked for is in Redis; another secret or program has other names. */
  #nameOf(key: string): string {
    return PREFIX + hash('sha256', `${this.#secret.toString('latin1')}${this.#program};${key}`, 'base64url')
  }

  #seal(name: string, packed: Buffer): Buffer {
    return createHmac('sha256', this.#secret).update(name).update(packed).digest()
  }
}

const claimOf = (name: string): string => `${name}:claim`
