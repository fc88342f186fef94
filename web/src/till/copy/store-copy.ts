import { formatDecimal, parseDecimal, QUANTITY_SCALE } from '../../../../rules/index.ts'
import type { TillDatabase } from '../database.ts'
import type { Article, Customer, Match, StockLevel, StoreCopy } from '../memory.ts'
import type { TillState } from '../till-state.ts'
import { CopyClient } from './copy-client.ts'
import type { CopyNews } from './copy-protocol.ts'
import { priceAt } from './price-at.ts'

const MOST_FOUND = 40
const MOST_OF_CATEGORY = 500

type Surroundings = {
  readonly database: TillDatabase
  readonly state: TillState
  now(): Date
  onNews(news: CopyNews): void
}

/** The copy of the store as the screens ask it: the worker's answers, less what was sold here since. */
export class TillStoreCopy implements StoreCopy {
  readonly #around: Surroundings
  readonly #client: CopyClient
  #left: ReadonlyMap<number, number> = new Map()
  #askedAtMs = 0
  #forgetting: Promise<void> = Promise.resolve()

  constructor(around: Surroundings) {
    this.#around = around
    this.#client = new CopyClient((news) => this.#hear(news))
  }

  async open(storeId: number): Promise<void> {
    const { database } = this.#around
    await this.countLeft()
    const sold = new Map((await database.sold.toArray()).map(({ id, count }) => [id, count]))
    await this.#client.ask('open', storeId, sold)
  }

  /** Another page is the till. */
  pause(): Promise<void> {
    return this.#client.ask('pause')
  }

  close(): void {
    this.#client.close()
  }

  async article(id: number): Promise<Article | null> {
    return (await this.articles([id]))[0] ?? null
  }

  articles(ids: readonly number[]): Promise<readonly Article[]> {
    return this.#client.ask('articles', ids)
  }

  articlesOf(categoryId: number | null, limit = MOST_OF_CATEGORY): Promise<readonly Article[]> {
    return this.#client.ask('articlesOf', categoryId, limit)
  }

  favourites(limit = MOST_FOUND): Promise<readonly Article[]> {
    return this.#client.ask('favourites', limit)
  }

  search(text: string, limit = MOST_FOUND): Promise<readonly Article[]> {
    return this.#client.ask('search', text, limit)
  }

  lookUp(code: string): Promise<readonly Match[]> {
    return this.#client.ask('lookUp', code)
  }

  customers(text: string, limit = MOST_FOUND): Promise<readonly Customer[]> {
    return this.#client.ask('customers', text, limit)
  }

  customer(id: number): Promise<Customer | null> {
    return this.#client.ask('customer', id)
  }

  async stockOf(ids: readonly number[]): Promise<ReadonlyMap<number, StockLevel>> {
    const levels = await this.#client.ask('stockOf', ids)
    await this.#forgetting
    return new Map(levels.map((level) => [level.variant_id, less(level, this.#left.get(level.variant_id) ?? 0)]))
  }

  priceOf(article: Article, at: Date = this.#around.now()) {
    return priceAt(article, at)
  }

  refresh(): Promise<void> {
    return this.#client.ask('refresh')
  }

  /** Articles were sold here. */
  async addSold(ids: readonly number[]): Promise<void> {
    await Promise.all([this.#client.ask('addSold', ids), this.countLeft()])
  }

  /** What left by records of which the copy has not heard. */
  async countLeft(): Promise<void> {
    const left = new Map<number, number>()
    for (const { variantId, quantity } of await this.#around.database.stock.toArray()) {
      left.set(variantId, (left.get(variantId) ?? 0) + quantity)
    }
    this.#left = left
  }

  #hear(news: CopyNews): void {
    const { state } = this.#around
    const before = state.getSnapshot().copy
    const { isOnline: _isOnline, askedAtMs, ...copy } = news
    // The same objects while nothing of them has changed: screens compare them.
    const isSame = before.version === news.version
    const { store, categories } = isSame ? before : news
    state.changePart('copy', { ...copy, store, categories, progress: sameProgress(before.progress, news.progress) })
    this.#around.onNews(news)
    if (askedAtMs > this.#askedAtMs) this.#forgetting = this.#forgetLeft(askedAtMs)
  }

  /** What the server had taken before it was asked is in its answer. */
  async #forgetLeft(askedAtMs: number): Promise<void> {
    this.#askedAtMs = askedAtMs
    await this.#around.database.stock.where('deliveredAtMs').between(1, askedAtMs).delete()
    await this.countLeft()
  }
}

type Progress = CopyNews['progress']

const sameProgress = (before: Progress, after: Progress): Progress =>
  before !== null && after !== null && before.rows === after.rows && before.expected === after.expected ? before : after

/** A level less what left, in thousandths. */
function less(level: StockLevel, left: number): StockLevel {
  if (left === 0) return level
  const take = (quantity: string) =>
    formatDecimal((parseDecimal(quantity, QUANTITY_SCALE) ?? 0n) - BigInt(left), QUANTITY_SCALE, 0)
  return { ...level, on_hand: take(level.on_hand), available: take(level.available) }
}
