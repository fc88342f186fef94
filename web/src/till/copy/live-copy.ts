import type { TillFeed } from '../../api/index.ts'
import type { Article, Category, Customer, StockLevel, Store } from '../memory.ts'
import {
  type ChangeRow,
  type CopyHead,
  changeKey,
  deleteOthers,
  type ListName,
  readBuilt,
  readChanges,
  write,
} from './copy-database.ts'
import { applyFeed, type FeedList, type FeedTarget } from './feed-target.ts'
import { Shelf } from './shelf.ts'
import { describeArticle, describeCustomer } from './shelf-documents.ts'
import { StockShelf } from './stock-shelf.ts'

/** From so many changes on, the copy is built anew aside: they are looked through one by one. */
export const MANY_CHANGES = 2_000

/** The copy that is sold from: in memory for every question, on the disk for the next start. */
export class LiveCopy {
  readonly articles: Shelf<Article>
  readonly customers: Shelf<Customer>
  readonly stock: StockShelf
  readonly #database: IDBDatabase
  readonly #categories: Map<number, Category>
  #head: CopyHead

  private constructor(
    database: IDBDatabase,
    head: CopyHead,
    shelves: { articles: Shelf<Article>; customers: Shelf<Customer>; stock: StockShelf },
  ) {
    this.#database = database
    this.#head = head
    this.#categories = new Map(head.categories.map((category) => [category.id, category]))
    this.articles = shelves.articles
    this.customers = shelves.customers
    this.stock = shelves.stock
  }

  static async read(database: IDBDatabase, head: CopyHead): Promise<LiveCopy> {
    const [built, changes] = await Promise.all([
      readBuilt(database, head.generation),
      readChanges(database, head.generation),
    ])
    const copy = new LiveCopy(database, head, {
      articles: new Shelf(describeArticle, built.articles),
      customers: new Shelf(describeCustomer, built.customers),
      stock: new StockShelf(built.stock),
    })
    for (const change of changes) copy.#put(change)
    return copy
  }

  get head(): CopyHead {
    return this.#head
  }

  get store(): Store {
    return this.#head.store
  }

  get categories(): readonly Category[] {
    return this.#head.categories
  }

  get changedCount(): number {
    return this.articles.changedCount + this.customers.changedCount
  }

  /** Takes an answer of changes: first to the disk, in one transaction with its cursor, then into memory. */
  async apply(feed: TillFeed): Promise<void> {
    const sequence = this.#head.sequence + 1
    const changes = new Map<string, ChangeRow>()
    const listOf = <Row>(list: ListName, idOf: (row: Row) => number): FeedList<Row> => ({
      put: (row) => void changes.set(`${list} ${idOf(row)}`, { list, id: idOf(row), row, sequence }),
      remove: (id) => void changes.set(`${list} ${id}`, { list, id, row: null, sequence }),
    })
    let { store } = this.#head
    const target: FeedTarget = {
      clear: () => {
        throw new Error('A complete copy is built aside.')
      },
      setStore: (changed) => {
        store = changed
      },
      categories: {
        put: (row) => void this.#categories.set(row.id, row),
        remove: (id) => void this.#categories.delete(id),
      },
      customers: listOf('customers', (row: Customer) => row.id),
      articles: listOf('articles', (row: Article) => row.id),
      stock: listOf('stock', (row: StockLevel) => row.variant_id),
    }
    applyFeed(target, feed)
    const { cursor, at } = feed
    const categories = [...this.#categories.values()]
    await this.#save({ ...this.#head, cursor, at, store, categories, sequence }, [...changes.values()])
    for (const change of changes.values()) this.#put(change)
  }

  /** Goes over to a copy that was built of this one: with what has changed since, and where this one stands. */
  async moveTo(head: CopyHead): Promise<LiveCopy> {
    const { generation, sequence: builtAt } = head
    const changes = await readChanges(this.#database, this.#head.generation)
    const later = changes.filter(({ sequence }) => sequence > builtAt)
    const moved = { ...this.#head, generation, format: head.format }
    await write(this.#database, ['heads', 'changes'], (store) => {
      for (const change of later) store('changes').put(change, changeKey(generation, change))
      store('heads').put(moved, generation)
    })
    await deleteOthers(this.#database, generation)
    return LiveCopy.read(this.#database, moved)
  }

  #put({ list, id, row }: ChangeRow): void {
    if (row === null) this[list].remove(id)
    else if (list === 'articles') this.articles.put(row as Article)
    else if (list === 'customers') this.customers.put(row as Customer)
    else this.stock.put(row as StockLevel)
  }

  async #save(head: CopyHead, changes: readonly ChangeRow[]): Promise<void> {
    await write(this.#database, ['heads', 'changes'], (store) => {
      for (const change of changes) store('changes').put(change, changeKey(head.generation, change))
      store('heads').put(head, head.generation)
    })
    this.#head = head
  }
}
