// Sales, returns, goods, corrections by hand and stocktakes in any order of recording and of occurring: the ledger holds what
// a simple model says. STOCKTAKE_RUNS=200 plays as many stories, STOCKTAKE_SEED=… repeats one.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { testApplication } from '../../../test/harness/app.ts'
import type { Answer } from '../../../test/harness/client.ts'
import { makeShop, type Shop, saleOf } from '../../../test/harness/sales.ts'
import { beginStocktake, countOf } from '../../../test/harness/stocktakes.ts'
import { verifyInstallation } from '../../verification.ts'
import { findStockFaults } from '../index.ts'

const { sql, as, log } = await testApplication({ after }, { max: 4 })

const RUNS = Number(process.env.STOCKTAKE_RUNS ?? 12)
const SEED = process.env.STOCKTAKE_SEED === undefined ? undefined : Number(process.env.STOCKTAKE_SEED)
const ARTICLES = 2
const STOCKTAKES = 2
const MINUTES = 60
const ZONES = ['', 'A', 'B']
const BEGAN = Date.now() - 2 * MINUTES * 60_000
const at = (minute: number) => new Date(BEGAN + minute * 60_000).toISOString()

const article = fc.nat(ARTICLES - 1)
const minute = fc.integer({ min: 1, max: MINUTES })
const stocktake = fc.nat(STOCKTAKES - 1)
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('sell' as const),
      article,
      minute,
      quantity: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('giveBack' as const), sale: fc.nat(50), minute }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('receive' as const),
      article,
      minute,
      quantity: fc.integer({ min: 1, max: 9 }),
      cost: fc.integer({ min: 0, max: 900 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('set' as const), article, onHand: fc.nat(20) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant('count' as const),
      stocktake,
      article,
      minute,
      quantity: fc.nat(15),
      zone: fc.nat(ZONES.length - 1),
    }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('finish' as const), stocktake, isZero: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('reopen' as const), stocktake, article }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('approve' as const), stocktake }) },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

type Level = { onHand: number; lastCount: number; moves: { at: number; quantity: number }[] }
type Count = { at: number; order: number; quantity: number; zone: string; article: number; round: number }
type Book = {
  id: number
  status: 'counting' | 'finished' | 'approved'
  round: number
  rounds: number[]
  counts: Count[]
  finished: { at: number; isZero: boolean } | null
}

/** What is true on the shelves: a number for each article, and who counted what when. */
class Model {
  readonly levels: Level[] = Array.from({ length: ARTICLES }, () => ({ onHand: 0, lastCount: -Infinity, moves: [] }))
  readonly books: Book[] = []

  move(article: number, time: number, quantity: number): void {
    const level = this.levels[article] as Level
    level.moves.push({ at: time, quantity })
    if (time > level.lastCount) level.onHand += quantity
  }

  approve(book: Book): void {
    for (const [article, level] of this.levels.entries()) {
      const counted = this.#counted(book, article)
      if (counted === null || counted.at <= level.lastCount) continue
      const since = level.moves.filter((move) => move.at > counted.at)
      level.onHand = since.reduce((sum, move) => sum + move.quantity, counted.quantity)
      level.lastCount = counted.at
    }
  }

  #counted(book: Book, article: number): { at: number; quantity: number } | null {
    const latest = new Map<string, Count>()
    for (const count of book.counts) {
      if (count.article !== article || count.round !== book.rounds[article]) continue
      const known = latest.get(count.zone)
      if (known === undefined || count.order > known.order) latest.set(count.zone, count)
    }
    if (latest.size > 0) {
      const counts = [...latest.values()]
      return {
        at: Math.max(...counts.map((count) => count.at)),
        quantity: counts.reduce((sum, count) => sum + count.quantity, 0),
      }
    }
    return book.finished?.isZero ? { at: book.finished.at, quantity: 0 } : null
  }
}

test('the ledger holds what a simple model says, whatever comes in which order', async (t) => {
  let steps = 0
  const property = fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), async (story) => {
    const shop = await makeShop(sql, {
      articles: Array.from({ length: ARTICLES }, () => ({ cost: '3.333' })),
      stock: 0,
    })
    const manager = as('manager', { storeIds: [shop.store.id] })
    const model = new Model()
    for (let index = 0; index < ARTICLES; index += 1) await setTo(manager, shop, model, index, 10)
    for (let count = 0; count < STOCKTAKES; count += 1) model.books.push(await begin(manager, shop))
    const sales: { id: string; article: number; minute: number; left: number }[] = []
    for (const next of story) {
      steps += 1
      await play(next, { manager, shop, model, sales })
      await compare(shop, model, next)
    }
    const faults = await findStockFaults(sql)
    assert.deepEqual(faults, [], JSON.stringify(faults))
  })
  await fc.assert(property, { numRuns: RUNS, endOnFailure: true, ...(SEED !== undefined && { seed: SEED }) })
  t.diagnostic(`${steps} steps`)
  assert.deepEqual(log.faults, [])
  assert.deepEqual(
    (await verifyInstallation(sql)).filter((finding) => finding.faults > 0),
    [],
  )
})

type Caller = ReturnType<typeof as>
type Scene = {
  manager: Caller
  shop: Shop
  model: Model
  sales: { id: string; article: number; minute: number; left: number }[]
}

const variantOf = (shop: Shop, index: number) => shop.articles[index]?.variantId ?? 0

async function begin(manager: Caller, shop: Shop): Promise<Book> {
  const id = await beginStocktake(manager, shop.store.id)
  await sql`update stocktakes set started_at = ${new Date(BEGAN).toISOString()}, last_movement_id = 0 where id = ${id}`
  return {
    id,
    status: 'counting',
    round: 1,
    rounds: Array.from({ length: ARTICLES }, () => 1),
    counts: [],
    finished: null,
  }
}

async function setTo(manager: Caller, shop: Shop, model: Model, index: number, onHand: number): Promise<void> {
  const answer = await manager.put(`/api/v1/product-variants/${variantOf(shop, index)}/stock`, {
    store_id: shop.store.id,
    on_hand: String(onHand),
    reason: 'Correction',
  })
  assert.equal(answer.status, 200, answer.raw.toString())
  model.move(index, Date.now(), onHand - (model.levels[index] as Level).onHand)
}

async function compare(shop: Shop, model: Model, last: Step): Promise<void> {
  const rows = await sql<{ variant_id: number; on_hand: string }[]>`
    select variant_id, on_hand from stock_levels where store_id = ${shop.store.id} order by variant_id`
  assert.deepEqual(
    rows.map((row) => Number(row.on_hand)),
    model.levels.map((level) => level.onHand),
    JSON.stringify(last),
  )
}

async function play(next: Step, scene: Scene): Promise<void> {
  const { manager, shop, model, sales } = scene
  switch (next.act) {
    case 'sell': {
      const lines = [{ variant_id: variantOf(shop, next.article), quantity: String(next.quantity) }]
      const sale = saleOf(shop, { occurred_at: at(next.minute), lines })
      expectStatus(await manager.post('/api/v1/sales', sale), 201)
      sales.push({ id: sale.id, article: next.article, minute: next.minute, left: next.quantity })
      return model.move(next.article, BEGAN + next.minute * 60_000, -next.quantity)
    }
    case 'giveBack':
      return giveBack(next.minute, sales[next.sale % Math.max(1, sales.length)], scene)
    case 'receive': {
      const { minute, quantity, cost } = next
      const line = {
        variant_id: variantOf(shop, next.article),
        quantity: String(quantity),
        unit_cost: String(cost / 100),
      }
      const body = { store_id: shop.store.id, received_at: at(minute), lines: [line] }
      expectStatus(await manager.post('/api/v1/stock-receipts', body), 201)
      return model.move(next.article, BEGAN + minute * 60_000, quantity)
    }
    case 'set':
      return setTo(manager, shop, model, next.article, next.onHand)
    default:
      return playStocktake(next, scene)
  }
}

async function giveBack(minute: number, sale: Scene['sales'][number] | undefined, { manager, model }: Scene) {
  if (sale === undefined || sale.left === 0) return
  const paid = (await manager.get(`/api/v1/sales/${sale.id}`)).body.data
  const wanted = { id: randomUUID(), occurred_at: at(minute), lines: [{ sale_line: 1, quantity: '1', restock: true }] }
  const asked = await manager.post(`/api/v1/sales/${sale.id}/returns`, { ...wanted, refunds: [] })
  const due = /([0-9]+[.,][0-9]{2})/.exec(JSON.stringify(asked.body.errors ?? ''))?.[1]?.replace(',', '.')
  const refunds = [{ method: 'cash', amount: due ?? paid.total }]
  expectStatus(await manager.post(`/api/v1/sales/${sale.id}/returns`, { ...wanted, refunds }), 201)
  sale.left -= 1
  model.move(sale.article, BEGAN + minute * 60_000, 1)
}

async function playStocktake(
  next: Extract<Step, { stocktake: number }>,
  { manager, shop, model }: Scene,
): Promise<void> {
  const book = model.books[next.stocktake] as Book
  const post = (name: string, body?: object) => manager.post(`/api/v1/stocktakes/${book.id}/${name}`, body)
  switch (next.act) {
    case 'count': {
      const zone = ZONES[next.zone] as string
      const quantity = String(next.quantity)
      const more = { counted_at: at(next.minute), ...(zone !== '' && { zone }) }
      const answer = await post('counts', { counts: [countOf(variantOf(shop, next.article), quantity, more)] })
      if (book.status !== 'counting') return expectStatus(answer, 409)
      if (book.rounds[next.article] !== book.round) return expectStatus(answer, 422)
      expectStatus(answer, 201)
      const { article, quantity: counted } = next
      const time = BEGAN + next.minute * 60_000
      book.counts.push({ at: time, order: book.counts.length, quantity: counted, zone, article, round: book.round })
      return
    }
    case 'finish': {
      const answer = await post('finish', { uncounted: next.isZero ? 'zero' : 'leave' })
      if (book.status !== 'counting') return expectStatus(answer, 409)
      expectStatus(answer, 200)
      book.status = 'finished'
      book.finished = { at: Date.parse(answer.body.data.finished_at), isZero: next.isZero }
      return
    }
    case 'reopen': {
      const answer = await post('reopen', { variant_ids: [variantOf(shop, next.article)] })
      if (book.status !== 'finished') return expectStatus(answer, 409)
      expectStatus(answer, 200)
      book.status = 'counting'
      book.round += 1
      book.rounds[next.article] = book.round
      book.finished = null
      return
    }
    case 'approve': {
      const answer = await post('approve')
      if (book.status !== 'finished') return expectStatus(answer, 409)
      expectStatus(answer, 200)
      model.approve(book)
      // The shelves are counted again.
      model.books[next.stocktake] = await begin(manager, shop)
    }
  }
}

function expectStatus(answer: Answer, status: number): void {
  assert.equal(answer.status, status, answer.raw.toString())
}
