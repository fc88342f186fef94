import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import type { Client } from '../../../test/harness/client.ts'
import { makeRole, makeStore, makeToken, makeUser } from '../../../test/harness/factories.ts'
import { makeArticle } from '../../../test/harness/inventory.ts'
import { insertMovements } from '../inventory/test-movements.ts'
import { addDays, yearBefore } from '../resolve-scope.ts'
import { insertTickets, type TestTicket } from '../test-tickets.ts'

const application = await testApplication({ after })
const { sql, as, withToken } = application
const owner = as('owner')

const PATH = '/api/v1/reports/stores'
const today = new Date().toISOString().slice(0, 10)
const utc = { time_zone: 'UTC', tax_zone: 'NONE' }
const north = await makeStore(sql, { ...utc, name: 'Nord', city: 'Laval', group: 'Couronne' })
const south = await makeStore(sql, { ...utc, name: 'Sud' })
const idle = await makeStore(sql, { ...utc, name: 'Fermé' })
const depot = await makeStore(sql, { ...utc, name: 'Entrepôt', kind: 'warehouse' })
const empty = await makeStore(sql, { ...utc, name: 'Entrepôt vide', kind: 'warehouse' })
const lyon = await makeStore(sql, { ...utc, name: 'Lyon', currency: 'EUR' })
const tea = await makeArticle(sql, { name: 'Thé', price: '20.00' })

const ticket = (storeId: number, day: string, net: number, cost: number, quantity = '1'): TestTicket => ({
  storeId,
  day,
  currency: storeId === lyon.id ? 'EUR' : 'CAD',
  lines: [{ name: 'Thé', quantity, gross: net, cost, productId: tea.productId, variantId: tea.variantId }],
  payments: [],
})
// Ten days that are just over, the ten before them, and the same of a year ago. From the first of a month on they would be
// compared with the days of another month.
const isFirst = addDays(today, -16).endsWith('-01')
const ago = (days: number) => addDays(today, -days - Number(isFirst))
const period = { date_from: ago(16), date_to: ago(7) }
const lastYear = yearBefore(period)
const NOW = `date_from=${period.date_from}&date_to=${period.date_to}`
await insertTickets(sql, [
  ticket(north.id, ago(16), 20_000, 8000, '4'),
  ticket(north.id, ago(7), 10_000, 4000, '2'),
  ticket(south.id, ago(12), 40_000, 30_000, '8'),
  ticket(lyon.id, ago(12), 5000, 1000),
  ticket(north.id, ago(17), 60_000, 20_000, '9'),
  ticket(south.id, ago(26), 50_000, 20_000, '9'),
  ticket(north.id, ago(27), 99_900, 0),
  ticket(north.id, lastYear.date_from, 15_000, 5000, '3'),
  ticket(north.id, lastYear.date_to, 1000, 500),
  ticket(north.id, addDays(lastYear.date_to, 1), 77_700, 0),
])
await insertMovements(sql, [
  { storeId: north.id, variantId: tea.variantId, day: ago(26), kind: 'receipt', quantity: 50, value: 60_000 },
  { storeId: depot.id, variantId: tea.variantId, day: ago(26), kind: 'receipt', quantity: 5, value: 6000 },
  { storeId: north.id, variantId: tea.variantId, day: ago(11), kind: 'sale', quantity: -20, value: -24_000 },
])

async function report(query = '', client: Client = owner) {
  const answer = await client.get(`${PATH}?${NOW}&${query}`)
  assert.equal(answer.status, 200, answer.raw.toString())
  return answer.body.data
}
type Row = Record<string, string | number | null | Record<string, string | number | null>>
const pick = (row: Row, ...names: string[]) => names.map((name) => row[name])

describe('the report of stores', () => {
  it('ranks each store and puts it beside itself, earlier', async () => {
    const data = await report('currency=CAD')
    assert.deepEqual(data.previous_period, { date_from: ago(26), date_to: ago(17) })
    assert.deepEqual(data.last_year, lastYear)
    assert.deepEqual(
      data.rows.map((row: Row) => pick(row, 'rank', 'previous_rank', 'key', 'label', 'revenue')),
      [
        [1, 2, south.id, 'Sud', '400.00'],
        [2, 1, north.id, 'Nord', '300.00'],
        [null, null, idle.id, 'Fermé', '0.00'],
        [null, null, depot.id, 'Entrepôt', '0.00'],
      ],
    )
    const [, row] = data.rows
    assert.deepEqual(pick(row, 'city', 'store_group'), ['Laval', 'Couronne'])
    assert.deepEqual(pick(row, 'tickets', 'average_ticket', 'units', 'margin', 'margin_rate'), [
      2,
      '150.00',
      '6',
      '180.00',
      '0.6000',
    ])
    assert.deepEqual(pick(row.previous, 'revenue', 'tickets', 'margin'), ['600.00', 1, '400.00'])
    assert.deepEqual(pick(row.change, 'revenue', 'tickets', 'average_ticket', 'margin'), [
      '-0.5000',
      '1.0000',
      '-0.7500',
      '-0.5500',
    ])
    assert.deepEqual(pick(row.last_year, 'revenue', 'tickets'), ['160.00', 2])
    assert.deepEqual(pick(row.last_year_change, 'revenue', 'tickets'), ['0.8750', '0.0000'])
    assert.deepEqual(pick(row, 'tickets_url', 'stock_url'), [
      `/api/v1/sales?store_id=${north.id}&${NOW}`,
      `/api/v1/stock?store_id=${north.id}`,
    ])
  })

  it('has the tickets behind a row where it says', async () => {
    const { rows } = await report(`store_id=${north.id}`)
    await sql`insert into sale_identities (id, store_id, body_hash) select id, store_id, '' from sales`
    const tickets = await owner.get(rows[0].tickets_url)
    assert.deepEqual(tickets.body.data.map(({ subtotal }: { subtotal: string }) => subtotal).sort(), [
      '100.00',
      '200.00',
    ])
    const stock = await owner.get(rows[0].stock_url)
    assert.deepEqual([stock.body.meta.total, stock.body.data[0].on_hand], [1, '30'])
  })

  it('tells how the stock turned, of each store and of all', async () => {
    const { rows, totals } = await report('currency=CAD')
    // Five evenings of 600.00 and five of 360.00; 120.00 was sold.
    assert.deepEqual(pick(rows[1], 'on_hand', 'value_at_cost', 'value_at_price', 'rotation', 'days_of_cover'), [
      '30',
      '360.00',
      '600.00',
      '0.25',
      '50.00',
    ])
    assert.deepEqual(pick(rows[3], 'on_hand', 'rotation', 'days_of_cover'), ['5', '0.00', null])
    // 480.00 and 60.00 on average; 420.00 sold; 35 on hand, 1.4 a day.
    assert.deepEqual(pick(totals, 'revenue', 'value_at_cost', 'rotation', 'days_of_cover'), [
      '700.00',
      '420.00',
      '0.78',
      '25.00',
    ])
    assert.deepEqual(pick(totals.previous, 'revenue', 'tickets'), ['1100.00', 2])
    assert.equal(totals.change.revenue, '-0.3636')
  })

  it('says what the inventory and the sales reports say', async () => {
    const { rows } = await report('currency=CAD')
    const inventory = (await owner.get(`/api/v1/reports/inventory?${NOW}&currency=CAD`)).body.data.rows
    const sales = (await owner.get(`/api/v1/reports/sales?${NOW}&currency=CAD&group_by=store`)).body.data.rows
    for (const row of rows) {
      const stock = inventory.find(({ key }: Row) => key === row.key)
      const sold = sales.find(({ key }: Row) => key === row.key)
      if (stock !== undefined) {
        const names = ['value_at_cost', 'value_at_price', 'rotation', 'days_of_cover']
        assert.deepEqual(pick(row, ...names), pick(stock, ...names))
      }
      if (sold !== undefined) {
        const names = ['tickets', 'units', 'average_ticket', 'margin', 'margin_rate']
        assert.deepEqual(pick(row, ...names), pick(sold, ...names))
      }
    }
  })

  it('has a block per currency, and no row of an empty warehouse', async () => {
    const { currencies } = await report()
    assert.deepEqual(
      currencies.map(({ currency, rows }: { currency: string; rows: Row[] }) => [currency, rows.map(({ key }) => key)]),
      [
        ['CAD', [south.id, north.id, idle.id, depot.id]],
        ['EUR', [lyon.id]],
      ],
    )
    const alone = await report(`store_id=${empty.id}`)
    assert.deepEqual([alone.currency, alone.rows, alone.totals.revenue], ['CAD', [], '0.00'])
  })

  it('puts the 28th of February beside the 29th', async () => {
    const { body } = await owner.get(`${PATH}?date_from=2096-02-29&date_to=2096-02-29`)
    assert.deepEqual(body.data.last_year, { date_from: '2095-02-28', date_to: '2095-02-28' })
  })
})

describe('who reads it', () => {
  it('sees and is ranked among their own stores', async () => {
    const manager = as('manager', { storeIds: [north.id] })
    const { rows, totals } = await report('', manager)
    assert.deepEqual(
      rows.map((row: Row) => pick(row, 'rank', 'previous_rank', 'key')),
      [[1, 1, north.id]],
    )
    assert.equal(totals.revenue, '300.00')
    assert.equal((await manager.get(`${PATH}?store_id=${south.id}`)).status, 404)
  })

  it('sees neither margin nor cost without their permission', async () => {
    const role = await makeRole(sql, ['reports.view'])
    const { id } = await makeUser(sql, { roles: [role], storeIds: [north.id] })
    const viewer = withToken((await makeToken(sql, id)).secret)
    const { raw, body } = await viewer.get(`${PATH}?${NOW}`)
    assert.doesNotMatch(raw.toString(), /margin|at_cost|rotation/)
    assert.deepEqual(pick(body.data.rows[0], 'revenue', 'value_at_price', 'days_of_cover'), [
      '300.00',
      '600.00',
      '50.00',
    ])
  })

  it('may ask for a year, and is told that it may not ask for more', async () => {
    const query = `date_from=${addDays(today, -366)}&date_to=${today}`
    for (const [language, words] of [
      ['fr', /366 jours/],
      ['en', /366 days/],
    ] as const) {
      const { status, body } = await owner.get(`${PATH}?${query}`, { 'accept-language': language })
      assert.equal(status, 422)
      assert.match(body.errors.date_to[0], words)
    }
  })
})
