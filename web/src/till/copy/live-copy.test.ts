import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { TillFeed } from '../../api/index.ts'
import { buildFromDisk, buildFromFeed } from './copy-builder.ts'
import { openCopyDatabase, readHead } from './copy-database.ts'
import { LiveCopy } from './live-copy.ts'
import { articleOf } from './testing/articles.ts'
import { feedPage, STORE } from './testing/feed-pages.ts'

const LIST_SIZE = 12

const customer = (id: number, name: string) => ({
  id,
  name,
  email: null,
  phone: null,
  external_id: null,
  tax_exemption: null,
})

const id = fc.integer({ min: 1, max: LIST_SIZE })
const name = fc.constantFrom('Thé', 'thé vert', 'Zoé', 'Épices')
const gone = fc.uniqueArray(id, { maxLength: 3 })
const change = fc
  .record({
    articles: fc.array(
      fc.tuple(id, name).map(([at, called]) => articleOf(at, called)),
      { maxLength: 4 },
    ),
    customers: fc.array(
      fc.tuple(id, name).map(([at, called]) => customer(at, called)),
      { maxLength: 3 },
    ),
    stock: fc.array(
      id.map((at) => ({ variant_id: at, on_hand: `${at}.5`, available: '-0.25' })),
      { maxLength: 3 },
    ),
    categories: fc.array(
      fc.tuple(id, name).map(([at, called]) => ({ id: at, name: called, parent_id: null, position: 1 })),
      { maxLength: 2 },
    ),
    deleted: fc.record({ articles: gone, customers: gone, stock: gone, categories: gone }),
  })
  .map((said) => feedPage(said))

/** What the guide tells a till to hold after these answers. */
function expected(pages: readonly TillFeed[]) {
  const lists = { articles: new Map(), customers: new Map(), stock: new Map(), categories: new Map() }
  for (const feed of pages) {
    for (const list of ['articles', 'customers', 'stock', 'categories'] as const) {
      if (feed.complete) lists[list].clear()
      for (const at of feed.deleted[list]) lists[list].delete(at)
      for (const row of feed[list]) lists[list].set('variant_id' in row ? row.variant_id : row.id, row)
    }
  }
  return lists
}

function contentsOf(copy: LiveCopy) {
  const all = <Row>(get: (at: number) => Row | null) => {
    const ids = Array.from({ length: LIST_SIZE }, (_none, index) => index + 1)
    return new Map(
      ids.flatMap((at) => {
        const row = get(at)
        return row === null ? [] : [[at, row] as const]
      }),
    )
  }
  return {
    articles: all((at) => copy.articles.get(at)),
    customers: all((at) => copy.customers.get(at)),
    stock: all((at) => copy.stock.get(at)),
    categories: new Map(copy.categories.map((category) => [category.id, category])),
  }
}

const sorted = (lists: Record<string, Map<number, unknown>>) =>
  Object.fromEntries(Object.entries(lists).map(([key, map]) => [key, [...map].sort(([a], [b]) => a - b)]))

const databases = indexedDB.databases.bind(indexedDB)

async function fresh(): Promise<IDBDatabase> {
  for (const { name: known } of await databases()) indexedDB.deleteDatabase(known ?? '')
  return openCopyDatabase()
}

test('any sequence of answers makes the copy that the guide asks for, also after a restart and when built anew', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 3 }),
      fc.array(change, { maxLength: 4 }),
      fc.array(change, { maxLength: 3 }),
      async (walk, before, after) => {
        const database = await fresh()
        const first = walk.map((feed, index) => ({
          ...feed,
          complete: index === 0,
          store: index === 0 ? STORE : null,
          has_more: index < walk.length - 1,
        }))
        const answers = [...first]
        await buildFromFeed(database, {
          storeId: 1,
          generation: 1,
          ask: async () => answers.shift() as TillFeed,
          tell: () => {},
        })
        let copy = await LiveCopy.read(database, (await readHead(database)) ?? assert.fail())
        for (const feed of before) await copy.apply(feed)
        assert.deepEqual(sorted(contentsOf(copy)), sorted(expected([...first, ...before])))
        copy = await LiveCopy.read(database, (await readHead(database)) ?? assert.fail())
        assert.deepEqual(sorted(contentsOf(copy)), sorted(expected([...first, ...before])))
        // What changes while the copy is built anew is not lost.
        const built = buildFromDisk(database, 2)
        for (const feed of after) await copy.apply(feed)
        await built
        const moved = await copy.moveTo((await readHead(database)) ?? assert.fail())
        assert.deepEqual(sorted(contentsOf(moved)), sorted(expected([...first, ...before, ...after])))
        assert.equal((await readHead(database))?.generation, 2)
        const again = await LiveCopy.read(database, (await readHead(database)) ?? assert.fail())
        assert.deepEqual(sorted(contentsOf(again)), sorted(contentsOf(moved)))
        database.close()
      },
    ),
    { numRuns: 25 },
  )
})
