import type { Category, Store } from '../memory.ts'
import type { BuiltShelf, Chunk, ShelfIndex } from './shelf-index.ts'
import type { StockIndex } from './stock-shelf.ts'

/** Of the indexes: another makes them anew from the rows that stand here, without a network. */
export const INDEX_FORMAT = 1

/** What a copy is of, and how far it has come. A copy without its head is none. */
export type CopyHead = {
  readonly generation: number
  readonly format: number
  readonly storeId: number
  readonly cursor: string
  readonly at: string
  readonly store: Store
  readonly categories: readonly Category[]
  /** Grows with each change that is written beside the built part. */
  readonly sequence: number
}

export const SHELVES = ['articles', 'customers'] as const
export type ShelfName = (typeof SHELVES)[number]
export type ListName = ShelfName | 'stock'

/** A row in the place of a built one; null: it is gone. */
export type ChangeRow = {
  readonly list: ListName
  readonly id: number
  readonly row: unknown
  readonly sequence: number
}

export type BuiltCopy = Readonly<Record<ShelfName, BuiltShelf>> & { readonly stock: StockIndex }

const NAME = 'comptoir-copy'
const VERSION = 1
const STORES = ['heads', 'parts', 'chunks', 'changes'] as const
type StoreName = (typeof STORES)[number]

/** The copy has a database of its own: one that is broken is thrown away, which what the till has sold is never. */
export async function openCopyDatabase(): Promise<IDBDatabase> {
  try {
    return await openDatabase()
  } catch {
    await answerOf(indexedDB.deleteDatabase(NAME))
    return openDatabase()
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open(NAME, VERSION)
  opening.onupgradeneeded = () => {
    for (const name of STORES) opening.result.createObjectStore(name)
  }
  return answerOf(opening)
}

export const answerOf = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })

/** Writes in one transaction; resolves once it is committed. */
export function write(
  database: IDBDatabase,
  names: readonly StoreName[],
  work: (store: (name: StoreName) => IDBObjectStore) => void,
): Promise<void> {
  const transaction = database.transaction([...names], 'readwrite', { durability: 'relaxed' })
  return new Promise((done, fail) => {
    transaction.oncomplete = () => done()
    transaction.onabort = () => fail(transaction.error)
    work((name) => transaction.objectStore(name))
  })
}

const rangeOf = (...prefix: readonly (number | string)[]): IDBKeyRange =>
  IDBKeyRange.bound([...prefix], [...prefix, []])

/** The newest copy's head; null: there is none. */
export async function readHead(database: IDBDatabase): Promise<CopyHead | null> {
  const heads = await answerOf<CopyHead[]>(database.transaction('heads').objectStore('heads').getAll())
  return heads.sort((left, right) => right.generation - left.generation)[0] ?? null
}

export async function readBuilt(database: IDBDatabase, generation: number): Promise<BuiltCopy> {
  const transaction = database.transaction(['parts', 'chunks'])
  const parts = transaction.objectStore('parts')
  const [articles, customers, stock] = await Promise.all([
    answerOf<ShelfIndex>(parts.get([generation, 'articles'])),
    answerOf<ShelfIndex>(parts.get([generation, 'customers'])),
    answerOf<StockIndex>(parts.get([generation, 'stock'])),
  ])
  const [articleChunks, customerChunks] = await Promise.all(
    SHELVES.map((name) => readChunks(database, generation, name)),
  )
  return {
    articles: { index: articles, chunks: articleChunks ?? [] },
    customers: { index: customers, chunks: customerChunks ?? [] },
    stock,
  }
}

export const readChunks = (database: IDBDatabase, generation: number, name: ShelfName): Promise<Chunk[]> =>
  answerOf(database.transaction('chunks').objectStore('chunks').getAll(rangeOf(generation, name)))

/** In the order in which they were made, as far as that matters: the last of each id. */
export const readChanges = (database: IDBDatabase, generation: number): Promise<ChangeRow[]> =>
  answerOf(database.transaction('changes').objectStore('changes').getAll(rangeOf(generation)))

export const changeKey = (generation: number, { list, id }: Pick<ChangeRow, 'list' | 'id'>) => [generation, list, id]

/** So many pieces are written at a time: what is built aside must not fill the memory twice. */
const CHUNKS_AT_A_TIME = 32

/** Writes a copy that was built aside. Its head comes last, and makes it one. */
export async function writeBuilt(database: IDBDatabase, head: CopyHead, built: BuiltCopy): Promise<void> {
  const { generation } = head
  for (const name of SHELVES) {
    const { chunks } = built[name]
    for (let from = 0; from < chunks.length; from += CHUNKS_AT_A_TIME) {
      await write(database, ['chunks'], (store) => {
        chunks.slice(from, from + CHUNKS_AT_A_TIME).forEach((chunk, offset) => {
          store('chunks').put(chunk, [generation, name, from + offset])
        })
      })
    }
  }
  await write(database, ['parts', 'heads'], (store) => {
    for (const name of SHELVES) store('parts').put(built[name].index, [generation, name])
    store('parts').put(built.stock, [generation, 'stock'])
    store('heads').put(head, generation)
  })
}

/** Forgets all other generations, begun ones too. */
export const deleteOthers = (database: IDBDatabase, generation: number): Promise<void> =>
  write(database, STORES, (store) => {
    for (const name of ['parts', 'chunks', 'changes'] as const) {
      store(name).delete(IDBKeyRange.upperBound([generation], true))
      store(name).delete(IDBKeyRange.lowerBound([generation, [[]]]))
    }
    store('heads').delete(IDBKeyRange.upperBound(generation, true))
    store('heads').delete(IDBKeyRange.lowerBound(generation, true))
  })
