import type { Article, Customer, Match, StockLevel } from '../memory.ts'
import { type AskFeed, FeedRefused } from './ask-feed.ts'
import { deleteOthers, INDEX_FORMAT, readHead } from './copy-database.ts'
import type { BuildJob, CopyNews } from './copy-protocol.ts'
import { LiveCopy, MANY_CHANGES } from './live-copy.ts'
import { lookUpCode } from './look-up-code.ts'

type Surroundings = {
  readonly database: IDBDatabase
  askOf(storeId: number): AskFeed
  /** Builds a copy aside. @throws FeedRefused */
  build(job: BuildJob, tell: (rows: number) => void): Promise<void>
  /** Ends the building that is under way: it rejects. */
  stopBuilding(): void
  tell(news: CopyNews): void
}

const POLL_MS = 20_000
const MOST_WAIT_MS = 120_000
const SIGNED_OUT_MS = 600_000
/** So many polls in a row without an answer, and one says since when prices may be old. */
const STALE_AFTER = 3

const NOTHING: CopyNews = {
  state: 'none',
  progress: null,
  at: null,
  askedAtMs: 0,
  isStale: false,
  needsSignIn: false,
  isOnline: null,
  store: null,
  categories: [],
  articleCount: 0,
  version: 0,
}

/** Holds the copy of a store, answers questions of it and keeps it fresh. One thing is changed at a time; questions never wait. */
export class StoreCopyCore {
  readonly #around: Surroundings
  readonly #sold = new Map<number, number>()
  #storeId: number | null = null
  #copy: LiveCopy | null = null
  #news = NOTHING
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #underWay: Promise<void> | null = null

  constructor(around: Surroundings) {
    this.#around = around
  }

  /** Opens what stands on the disk, and then begins to follow the store. */
  async open(storeId: number, sold: ReadonlyMap<number, number>): Promise<void> {
    for (const [id, count] of sold) this.#sold.set(id, count)
    if (this.#storeId !== storeId) {
      this.#copy = null
      this.#change({ ...NOTHING, version: this.#news.version + 1 })
    }
    this.#storeId = storeId
    try {
      await this.#readFromDisk(storeId)
    } catch (error) {
      // What is broken is taken from the server again.
      console.error(error)
    }
    this.#schedule(0)
  }

  async #readFromDisk(storeId: number): Promise<void> {
    const { database } = this.#around
    const head = await readHead(database)
    if (head?.storeId !== storeId) return
    // The rows of an older index are good: another is made of them.
    if (head.format !== INDEX_FORMAT) return this.#rebuild('disk')
    // The screens can be drawn with it while the rest is read.
    const { store, categories, at } = head
    this.#change({ state: 'complete', at, store, categories, version: this.#news.version + 1 })
    this.#take(await LiveCopy.read(database, head))
    await deleteOthers(database, head.generation)
  }

  /** Follows at once. Resolves when what could be had is here. */
  async refresh(): Promise<void> {
    await this.#underWay
    await this.#follow()
  }

  /** Another page follows the store: what is here is read anew when this one goes on. */
  pause(): void {
    clearTimeout(this.#timer)
    this.#storeId = null
    this.#around.stopBuilding()
  }

  addSold(ids: readonly number[]): void {
    for (const id of ids) this.#sold.set(id, (this.#sold.get(id) ?? 0) + 1)
    this.#copy?.articles.setSold(this.#sold)
  }

  articles(ids: readonly number[]): Article[] {
    return ids.flatMap((id) => this.#copy?.articles.get(id) ?? [])
  }

  articlesOf(categoryId: number | null, limit: number): Article[] {
    const groups = categoryId === null ? NO_CATEGORY : this.#below(categoryId)
    return this.#copy?.articles.inGroups(groups, limit) ?? []
  }

  favourites(limit: number): Article[] {
    const best = [...this.#sold].sort((left, right) => right[1] - left[1] || left[0] - right[0])
    const found: Article[] = []
    for (const [id] of best) {
      const article = this.#copy?.articles.get(id)
      if (article) found.push(article)
      if (found.length === limit) break
    }
    return found
  }

  search(text: string, limit: number): Article[] {
    return this.#copy?.articles.search(text, limit) ?? []
  }

  lookUp(code: string): Match[] {
    return this.#copy === null ? [] : lookUpCode(this.#copy.articles, this.#copy.store.barcode_layouts, code)
  }

  customers(text: string, limit: number): Customer[] {
    const digits = /^[\d\s().+-]+$/.test(text) ? text.replace(/\D/g, '') : text
    return this.#copy?.customers.search(digits, limit) ?? []
  }

  customer(id: number): Customer | null {
    return this.#copy?.customers.get(id) ?? null
  }

  stockOf(ids: readonly number[]): StockLevel[] {
    return ids.flatMap((id) => this.#copy?.stock.get(id) ?? [])
  }

  #below(categoryId: number): Set<number> {
    const found = new Set([categoryId])
    const categories = this.#copy?.categories ?? []
    for (let size = 0; size < found.size; ) {
      size = found.size
      for (const { id, parent_id: parent } of categories) if (parent !== null && found.has(parent)) found.add(id)
    }
    return found
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer)
    if (this.#storeId !== null) this.#timer = setTimeout(() => void this.#follow(), ms)
  }

  get #waitMs(): number {
    // Whoever signs in lets it be asked at once.
    if (this.#news.needsSignIn) return SIGNED_OUT_MS
    return this.#failures === 0 ? POLL_MS : Math.min(POLL_MS * this.#failures, MOST_WAIT_MS)
  }

  /** Whoever asks while it is under way waits for the same. */
  #follow(): Promise<void> {
    clearTimeout(this.#timer)
    this.#underWay ??= this.#step().finally(() => {
      this.#underWay = null
      this.#schedule(this.#waitMs)
    })
    return this.#underWay
  }

  async #step(): Promise<void> {
    const storeId = this.#storeId
    if (storeId === null) return
    try {
      if (this.#copy === null || this.#copy.head.storeId !== storeId) await this.#rebuild('feed')
      else await this.#takeChanges(this.#copy, this.#around.askOf(storeId))
      this.#failures = 0
      this.#change({ isOnline: true, needsSignIn: false, isStale: false, progress: null })
      if (this.#copy !== null && this.#copy.changedCount > MANY_CHANGES) await this.#rebuild('disk')
    } catch (error) {
      if (this.#storeId !== null) this.#fail(error)
    }
  }

  async #takeChanges(copy: LiveCopy, ask: AskFeed): Promise<void> {
    for (;;) {
      const askedAtMs = Date.now()
      const feed = await ask(copy.head.cursor)
      // The server begins anew: so do we, aside.
      if (feed.complete) return this.#rebuild('feed')
      await copy.apply(feed)
      const hasRows = feed.articles.length + feed.deleted.articles.length + feed.categories.length > 0
      this.#show(hasRows || feed.store !== null || feed.deleted.categories.length > 0)
      if (!feed.has_more) return this.#change({ askedAtMs })
    }
  }

  async #rebuild(from: BuildJob['from']): Promise<void> {
    const { database, build } = this.#around
    const storeId = this.#storeId
    if (storeId === null) return
    const expected = this.#copy === null ? null : this.#copy.articles.count
    // No other page of this browser builds under the same number.
    const generation = Math.max(((await readHead(database))?.generation ?? 0) + 1, Date.now())
    const askedAtMs = Date.now()
    if (from === 'feed') this.#change({ progress: { rows: 0, expected } })
    await build({ from, storeId, generation }, (rows) => {
      if (from === 'feed') this.#change({ progress: { rows, expected } })
    })
    const head = await readHead(database)
    if (head?.generation !== generation) throw new Error('What was built is not there.')
    if (from === 'disk' && this.#copy !== null) {
      this.#take(await this.#copy.moveTo(head))
    } else {
      await deleteOthers(database, generation)
      this.#take(await LiveCopy.read(database, head))
    }
    if (from === 'feed') this.#change({ askedAtMs })
  }

  #take(copy: LiveCopy): void {
    copy.articles.setSold(this.#sold)
    this.#copy = copy
    this.#show(true)
  }

  #fail(error: unknown): void {
    this.#failures += 1
    const status = error instanceof FeedRefused ? error.status : null
    const needsSignIn = status === 401 || status === 403 || status === 404
    const isOnline = status === null ? this.#news.isOnline : status !== 0 && status !== 503
    const isStale = this.#failures >= STALE_AFTER || needsSignIn
    this.#change({ isOnline, needsSignIn, isStale, progress: null })
    if (!(error instanceof FeedRefused)) console.error(error)
  }

  /** @param isOther whether what was read of articles, categories or the store may be another now */
  #show(isOther: boolean): void {
    const copy = this.#copy
    if (copy === null) return
    const { store, categories, head, articles } = copy
    const version = this.#news.version + (isOther ? 1 : 0)
    const shown = { state: 'complete', at: head.at, articleCount: articles.count, version } as const
    this.#change(isOther ? { ...shown, store, categories } : shown)
  }

  #change(change: Partial<CopyNews>): void {
    this.#news = { ...this.#news, ...change }
    this.#around.tell(this.#news)
  }
}

const NO_CATEGORY: ReadonlySet<number> = new Set([0])
