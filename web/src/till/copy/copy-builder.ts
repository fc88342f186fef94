import type { Article, Category, Customer, StockLevel, Store } from '../memory.ts'
import type { AskFeed } from './ask-feed.ts'
import {
  answerOf,
  type BuiltCopy,
  type ChangeRow,
  type CopyHead,
  INDEX_FORMAT,
  readChunks,
  SHELVES,
  type ShelfName,
  writeBuilt,
} from './copy-database.ts'
import { applyFeed, type FeedTarget } from './feed-target.ts'
import { describeArticle, describeCustomer } from './shelf-documents.ts'
import { type Chunk, rowOf, ShelfBuilder } from './shelf-index.ts'
import { buildStock, type StockIndex, StockShelf } from './stock-shelf.ts'

/** Gathers a complete copy aside, while another is sold from. */
export class CopyBuilder implements FeedTarget {
  #articles = new ShelfBuilder()
  #customers = new ShelfBuilder()
  #stock = new Map<number, StockLevel>()
  #categories = new Map<number, Category>()
  #store: Store | null = null

  readonly articles = {
    put: (row: Article) => this.putText('articles', row, JSON.stringify(row)),
    remove: (id: number) => this.#articles.remove(id),
  }
  readonly customers = {
    put: (row: Customer) => this.putText('customers', row, JSON.stringify(row)),
    remove: (id: number) => this.#customers.remove(id),
  }
  readonly stock = {
    put: (row: StockLevel) => void this.#stock.set(row.variant_id, row),
    remove: (id: number) => void this.#stock.delete(id),
  }
  readonly categories = {
    put: (row: Category) => void this.#categories.set(row.id, row),
    remove: (id: number) => void this.#categories.delete(id),
  }

  get rowCount(): number {
    return this.#articles.count + this.#customers.count + this.#stock.size
  }

  clear(): void {
    this.#articles = new ShelfBuilder()
    this.#customers = new ShelfBuilder()
    this.#stock.clear()
    this.#categories.clear()
    this.#store = null
  }

  setStore(store: Store): void {
    this.#store = store
  }

  /** A row with its JSON, where that is at hand. */
  putText(name: ShelfName, row: unknown, text: string): void {
    if (name === 'articles') this.#articles.put(describeArticle(row as Article), text)
    else this.#customers.put(describeCustomer(row as Customer), text)
  }

  build(): BuiltCopy {
    return { articles: this.#articles.build(), customers: this.#customers.build(), stock: buildStock(this.#stock) }
  }

  /** @throws when no answer has begun a complete copy */
  get known(): { store: Store; categories: Category[] } {
    if (this.#store === null) throw new Error('A complete copy begins with its store.')
    return { store: this.#store, categories: [...this.#categories.values()] }
  }
}

type Told = (rows: number) => void

/** Takes a whole copy from the server. @throws FeedRefused */
export async function buildFromFeed(
  database: IDBDatabase,
  { storeId, generation, ask, tell }: { storeId: number; generation: number; ask: AskFeed; tell: Told },
): Promise<void> {
  const builder = new CopyBuilder()
  let since: string | null = null
  for (;;) {
    const feed = await ask(since)
    applyFeed(builder, feed)
    since = feed.cursor
    tell(builder.rowCount)
    if (feed.has_more) continue
    const head = { generation, format: INDEX_FORMAT, storeId, cursor: feed.cursor, at: feed.at, sequence: 0 }
    await writeBuilt(database, { ...head, ...builder.known }, builder.build())
    return
  }
}

/** Builds the newest copy anew with what has changed in it since, without a network. */
export async function buildFromDisk(database: IDBDatabase, generation: number): Promise<void> {
  const { head, stock, changes } = await readMoment(database)
  const builder = new CopyBuilder()
  for (const name of SHELVES) {
    for (const chunk of await readChunks(database, head.generation, name)) putChunk(builder, name, chunk)
  }
  for (const level of new StockShelf(stock).built()) builder.stock.put(level)
  for (const { list, id, row } of changes) {
    if (row === null) builder[list].remove(id)
    else if (list === 'stock') builder.stock.put(row as StockLevel)
    else builder.putText(list, row, JSON.stringify(row))
  }
  await writeBuilt(database, { ...head, generation, format: INDEX_FORMAT }, builder.build())
}

function putChunk(builder: CopyBuilder, name: ShelfName, chunk: Chunk): void {
  for (const rank of chunk.ends.keys()) {
    const text = rowOf(chunk, rank)
    builder.putText(name, JSON.parse(text), text)
  }
}

/** The head and the changes of one moment: what is written meanwhile has a greater sequence. */
async function readMoment(
  database: IDBDatabase,
): Promise<{ head: CopyHead; stock: StockIndex; changes: readonly ChangeRow[] }> {
  const transaction = database.transaction(['heads', 'parts', 'changes'])
  const heads = await answerOf<CopyHead[]>(transaction.objectStore('heads').getAll())
  const head = heads.sort((left, right) => right.generation - left.generation)[0]
  if (head === undefined) throw new Error('There is no copy to build anew.')
  const [stock, changes] = await Promise.all([
    answerOf<StockIndex>(transaction.objectStore('parts').get([head.generation, 'stock'])),
    answerOf<ChangeRow[]>(
      transaction.objectStore('changes').getAll(IDBKeyRange.bound([head.generation], [head.generation, []])),
    ),
  ])
  return { head, stock, changes }
}
