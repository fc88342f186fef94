import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import type { TillFeed } from '../../api/index.ts'
import { FeedRefused } from './ask-feed.ts'
import { buildFromDisk, buildFromFeed } from './copy-builder.ts'
import { openCopyDatabase, readHead, write } from './copy-database.ts'
import type { BuildJob, CopyNews } from './copy-protocol.ts'
import { MANY_CHANGES } from './live-copy.ts'
import { StoreCopyCore } from './store-copy-core.ts'
import { articleOf } from './testing/articles.ts'
import { feedPage, STORE } from './testing/feed-pages.ts'

const NONE_SOLD: ReadonlyMap<number, number> = new Map()

let database: IDBDatabase
let core: StoreCopyCore
let news: CopyNews[]
let jobs: BuildJob['from'][]
/** What the server answers to a copy that begins, and to one that follows. */
let answers: { complete: TillFeed[]; changes: (TillFeed | number)[] }

const begin = (...names: string[]) =>
  feedPage({ complete: true, store: STORE, articles: names.map((name, index) => articleOf(index + 1, name)) })

const askOf = () => async () => {
  const answer = answers.changes.shift() ?? feedPage({})
  if (typeof answer === 'number') throw new FeedRefused(answer)
  return answer
}

function openCore(): StoreCopyCore {
  return new StoreCopyCore({
    database,
    askOf,
    build: async ({ from, storeId, generation }, tell) => {
      jobs.push(from)
      if (from === 'disk') await buildFromDisk(database, generation)
      else {
        const ask = async () => answers.complete.shift() ?? assert.fail('nobody asked to begin')
        await buildFromFeed(database, { storeId, generation, ask, tell })
      }
    },
    stopBuilding: () => {},
    tell: (said) => news.push(said),
  })
}

const names = () => core.search('the', 50).map(({ name }) => name)
const last = () => news.at(-1) ?? assert.fail()

beforeEach(async () => {
  for (const { name = '' } of await indexedDB.databases()) indexedDB.deleteDatabase(name)
  database = await openCopyDatabase()
  news = []
  jobs = []
  answers = { complete: [begin('Thé vert', 'Thé noir')], changes: [] }
  core = openCore()
})
afterEach(() => {
  core.pause()
  database.close()
})

test('a copy is made of the server’s, followed, and there again at the next start', async () => {
  await core.open(1, NONE_SOLD)
  await core.refresh()
  assert.deepEqual([last().state, last().articleCount, last().isOnline, last().progress], ['complete', 2, true, null])
  answers.changes = [
    feedPage({ articles: [articleOf(3, 'Thé blanc')], has_more: true, cursor: 'd' }),
    feedPage({ deleted: { articles: [2], customers: [], stock: [], categories: [] }, cursor: 'e' }),
  ]
  const { version } = last()
  await core.refresh()
  assert.deepEqual(names(), ['Thé blanc', 'Thé vert'])
  assert.ok(last().version > version)
  core.pause()
  core = openCore()
  await core.open(1, NONE_SOLD)
  assert.deepEqual([names(), last().state], [['Thé blanc', 'Thé vert'], 'complete'])
  assert.equal((await readHead(database))?.cursor, 'e')
})

test('where the server begins anew, one sells from what there was until all of it is here', async () => {
  await core.open(1, NONE_SOLD)
  await core.refresh()
  answers.complete = [{ ...begin('Thé fumé'), has_more: true }, feedPage({ articles: [articleOf(9, 'Thé rouge')] })]
  answers.changes = [begin('Thé fumé')]
  await core.refresh()
  assert.deepEqual([names(), jobs, last().articleCount], [['Thé fumé', 'Thé rouge'], ['feed', 'feed'], 2])
  const shown = news.filter(({ progress }) => progress !== null).map(({ articleCount }) => articleCount)
  assert.deepEqual(new Set(shown), new Set([0, 2]))
})

test('without an answer one goes on selling, and says so; without a session it asks for one', async () => {
  await core.open(1, NONE_SOLD)
  await core.refresh()
  for (const [status, expected] of [
    [0, { isOnline: false, needsSignIn: false, isStale: false }],
    [503, { isOnline: false, needsSignIn: false, isStale: false }],
    [0, { isOnline: false, needsSignIn: false, isStale: true }],
    [401, { isOnline: true, needsSignIn: true, isStale: true }],
  ] as const) {
    answers.changes = [status]
    await core.refresh()
    const { isOnline, needsSignIn, isStale } = last()
    assert.deepEqual({ isOnline, needsSignIn, isStale }, expected)
    assert.equal(names().length, 2)
  }
  await core.refresh()
  assert.deepEqual([last().isOnline, last().needsSignIn, last().isStale], [true, false, false])
})

test('many changes are built into the index; one of an older format is built anew from its rows, without a network', async () => {
  await core.open(1, NONE_SOLD)
  await core.refresh()
  const many = Array.from({ length: MANY_CHANGES + 1 }, (_none, index) => articleOf(index + 10, `Savon ${index}`))
  answers.changes = [feedPage({ articles: many })]
  await core.refresh()
  assert.deepEqual(jobs, ['feed', 'disk'])
  assert.deepEqual([names().length, core.articles([10])[0]?.name], [2, 'Savon 0'])
  core.pause()
  const head = (await readHead(database)) ?? assert.fail()
  await write(database, ['heads'], (store) => store('heads').put({ ...head, format: 0 }, head.generation))
  core = openCore()
  await core.open(1, NONE_SOLD)
  assert.deepEqual([jobs.at(-1), names().length, last().articleCount], ['disk', 2, MANY_CHANGES + 3])
})

test('another store is another copy, and what sells here comes first', async () => {
  await core.open(1, new Map([[2, 5]]))
  await core.refresh()
  assert.deepEqual(names(), ['Thé noir', 'Thé vert'])
  core.addSold([1, 1])
  assert.deepEqual(
    core.favourites(5).map(({ id }) => id),
    [2, 1],
  )
  answers.complete = [begin('Autre')]
  await core.open(2, NONE_SOLD)
  assert.deepEqual([last().state, last().store], ['none', null])
  await core.refresh()
  assert.deepEqual([names(), core.search('autre', 5).length], [[], 1])
})

test('categories hold what is below them, and customers are found by name, telephone and address', async () => {
  answers.complete = [
    feedPage({
      complete: true,
      store: STORE,
      categories: [
        { id: 1, name: 'Boissons', parent_id: null, position: 1 },
        { id: 2, name: 'Thés', parent_id: 1, position: 1 },
      ],
      articles: [articleOf(1, 'Thé', { category_id: 2 }), articleOf(2, 'Eau', { category_id: 1 }), articleOf(3, 'Sel')],
      customers: [
        {
          id: 7,
          name: 'Zoé Lévesque',
          email: 'zoe@example.com',
          phone: '514 555-0123',
          external_id: null,
          tax_exemption: null,
        },
      ],
      stock: [{ variant_id: 1, on_hand: '3.5', available: '2.25' }],
    }),
  ]
  await core.open(1, NONE_SOLD)
  await core.refresh()
  const idsOf = (category: number | null) => core.articlesOf(category, 10).map(({ id }) => id)
  assert.deepEqual([idsOf(1), idsOf(2), idsOf(null)], [[2, 1], [1], [3]])
  for (const typed of ['levesque', 'zoé', '(514) 555 01', 'zoe@example.com']) {
    assert.deepEqual(
      core.customers(typed, 5).map(({ id }) => id),
      [7],
      typed,
    )
  }
  assert.deepEqual(core.stockOf([1, 2]), [{ variant_id: 1, on_hand: '3.5', available: '2.25' }])
})
