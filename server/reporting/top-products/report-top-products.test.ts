import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import type { Client } from '../../../test/harness/client.ts'
import { makeRole, makeToken, makeUser } from '../../../test/harness/factories.ts'
import { makeGoldenTickets } from '../test-golden.ts'
import { insertTickets } from '../test-tickets.ts'

const application = await testApplication({ after })
const { sql, as, withToken } = application
const { montreal, vancouver, coffee, tea, coffees } = await makeGoldenTickets(sql)
const owner = as('owner')

const PATH = '/api/v1/reports/top-products'
const APRIL = 'date_from=2026-04-01&date_to=2026-04-30&currency=CAD'
const MARCH = 'date_from=2026-03-02&date_to=2026-03-31&currency=CAD'

async function report(query: string, client: Client = owner) {
  const answer = await client.get(`${PATH}?${query}`)
  assert.equal(answer.status, 200, answer.raw.toString())
  return answer.body.data
}
type Product = { key: number; rank: number; previous_rank: number } & Record<string, string | number | null>
const places = (products: Product[], measure: string) =>
  products.map((product) => [product.key, product.rank, product.previous_rank, product[measure], product.change])

describe('the top products', () => {
  it('stand with their share, their figures and those of the period before', async () => {
    const data = await report(MARCH)
    assert.deepEqual(data.period, { date_from: '2026-03-02', date_to: '2026-03-31' })
    assert.deepEqual(data.previous_period, { date_from: '2026-01-31', date_to: '2026-03-01' })
    assert.deepEqual([data.by, data.currency, data.totals.revenue], ['revenue', 'CAD', '41.00'])
    // What has no article is in the total, and has no place.
    assert.deepEqual(data.rows, [
      {
        key: coffee,
        label: 'Café – petit',
        rank: 1,
        previous_rank: null,
        revenue: '29.00',
        units: '3',
        tickets: 2,
        margin: '15.50',
        margin_rate: '0.5345',
        share: '0.7073',
        change: null,
        previous: { revenue: '0.00', units: '0', tickets: 0, margin: '0.00', margin_rate: null },
      },
      {
        key: tea,
        label: 'Thé vert',
        rank: 2,
        previous_rank: null,
        revenue: '5.00',
        units: '1',
        tickets: 1,
        margin: '2.00',
        margin_rate: '0.4000',
        share: '0.1220',
        change: null,
        previous: { revenue: '0.00', units: '0', tickets: 0, margin: '0.00', margin_rate: null },
      },
    ])
  })

  it('rise and fall by the largest difference', async () => {
    const data = await report(APRIL)
    assert.deepEqual(places(data.rows, 'revenue'), [
      [tea, 1, 2, '9.00', '0.8000'],
      [coffee, 2, 1, '-10.00', '-1.3448'],
    ])
    assert.deepEqual(places(data.rising, 'revenue'), [[tea, 1, 2, '9.00', '0.8000']])
    assert.deepEqual(places(data.falling, 'revenue'), [[coffee, 2, 1, '-10.00', '-1.3448']])
    assert.equal(data.previous_totals.revenue, '41.00')
    // More was given back than sold: there is nothing to have a share of.
    assert.equal(data.rows[0].share, null)
  })

  it('are ranked by what is asked for', async () => {
    const orders: [by: string, first: number, value: string | number][] = [
      ['units', coffee, '3'],
      ['tickets', coffee, 2],
      ['margin', coffee, '15.50'],
    ]
    for (const [by, first, value] of orders) {
      const { rows } = await report(`${MARCH}&by=${by}`)
      assert.deepEqual([rows[0].key, rows[0][by]], [first, value], by)
    }
    const byTickets = await report(`${APRIL}&by=tickets`)
    assert.deepEqual(places(byTickets.rows, 'tickets'), [
      [tea, 1, 2, 2, '1.0000'],
      [coffee, 2, 1, 1, '-0.5000'],
    ])
    // On one of the two sales of April.
    assert.equal(byTickets.rows[1].share, '0.5000')
  })

  it('fall when they are not sold any more, and rise when they are new', async () => {
    const store = { storeId: montreal, currency: 'CAD', payments: [] }
    const line = { productId: coffee, variantId: 9001, categoryId: coffees, name: 'Café', quantity: '1', gross: 1000 }
    await insertTickets(sql, [{ ...store, day: '2025-05-01', lines: [line] }])
    await insertTickets(sql, [{ ...store, day: '2025-05-02', lines: [{ ...line, productId: tea, name: 'Thé' }] }])
    const { rows, rising, falling } = await report('date_from=2025-05-02&date_to=2025-05-02')
    assert.deepEqual(places(rows, 'revenue'), [[tea, 1, null, '10.00', null]])
    assert.deepEqual(places(rising, 'revenue'), [[tea, 1, null, '10.00', null]])
    assert.deepEqual(places(falling, 'revenue'), [[coffee, null, 1, '0.00', '-1.0000']])
  })

  it('are no more than asked for, one list per currency, and none where nothing was sold', async () => {
    assert.equal((await report(`${MARCH}&limit=1`)).rows.length, 1)
    const { currencies } = await report('date_from=2026-03-02&date_to=2026-03-31')
    assert.deepEqual(
      currencies.map((block: { currency: string; rows: Product[] }) => [block.currency, block.rows[0]?.revenue]),
      [
        ['CAD', '29.00'],
        ['EUR', '30.00'],
      ],
    )
    const none = await report(`date_from=2020-01-01&date_to=2020-01-31&store_id=${montreal}`)
    assert.deepEqual([none.currency, none.totals.revenue, none.rows, none.rising], ['CAD', '0.00', [], []])
  })
})

describe('who reads them', () => {
  it('sees their own stores, and no other exists', async () => {
    const manager = as('manager', { storeIds: [vancouver] })
    const { rows } = await report('date_from=2026-03-01&date_to=2026-04-30', manager)
    assert.deepEqual(places(rows, 'revenue'), [[tea, 1, null, '4.00', null]])
    assert.equal((await manager.get(`${PATH}?store_id=${montreal}`)).status, 404)
  })

  it('sees and ranks by no margin without its permission', async () => {
    const role = await makeRole(sql, ['reports.view'])
    const { id } = await makeUser(sql, { roles: [role], storeIds: [montreal] })
    const viewer = withToken((await makeToken(sql, id)).secret)
    const { raw } = await viewer.get(`${PATH}?${MARCH}`)
    assert.ok(!raw.includes('margin'))
    for (const [language, words] of [
      ['fr', /marge/],
      ['en', /margin/],
    ] as const) {
      const refused = await viewer.get(`${PATH}?${MARCH}&by=margin`, { 'accept-language': language })
      assert.equal(refused.status, 403)
      assert.match(refused.body.errors.by[0], words)
    }
  })

  it('is told what is not understood', async () => {
    for (const [query, field] of [
      ['by=colour', 'by'],
      ['limit=0', 'limit'],
      ['limit=101', 'limit'],
      ['date_from=2026-03-02&date_to=2026-03-01', 'date_to'],
    ] as const) {
      const { status, body } = await owner.get(`${PATH}?${query}`)
      assert.equal(status, 422, query)
      assert.ok(body.errors[field], query)
    }
  })
})
