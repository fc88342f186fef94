import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeRole, makeStore, makeToken, makeUser } from '../../../test/harness/factories.ts'
import { makeShop, makeTill, saleOf } from '../../../test/harness/sales.ts'
import { makeTillOn } from '../../../test/harness/tills.ts'
import { addDays } from '../resolve-scope.ts'
import { insertTickets, type TestTicket } from '../test-tickets.ts'

const application = await testApplication({ after }, { max: 8 })
const { sql, as, withToken, log } = application
const owner = as('owner')

const PATH = '/api/v1/reports/dashboard'
const DAY = '2026-03-14'
const north = await makeStore(sql, { name: 'Nord', tax_zone: 'NONE' })
const south = await makeStore(sql, { name: 'Sud', tax_zone: 'NONE' })
const lyon = await makeStore(sql, { name: 'Lyon', currency: 'EUR', tax_zone: 'NONE' })

const ticket = (storeId: number, day: string, hour: number, net: number, quantity = '1'): TestTicket => ({
  storeId,
  day,
  hour,
  currency: storeId === lyon.id ? 'EUR' : 'CAD',
  lines: [{ name: 'Thé', quantity, gross: net, cost: net / 4 }],
  payments: [],
})
await insertTickets(sql, [
  ticket(north.id, DAY, 10, 3000, '2'),
  ticket(north.id, DAY, 12, 1000),
  ticket(south.id, DAY, 12, 6000, '3'),
  ticket(lyon.id, DAY, 9, 2000),
  // A week, and fifty-two weeks before.
  ticket(north.id, '2026-03-07', 9, 8000),
  ticket(south.id, '2026-03-07', 13, 2000),
  ticket(south.id, '2025-03-15', 12, 4000),
  // Neither.
  ticket(north.id, '2026-03-13', 12, 99_900),
  ticket(north.id, '2025-03-14', 12, 99_900),
])

type Row = Record<string, unknown>
const pick = (row: Row, ...names: string[]) => names.map((name) => row[name])
async function dashboard(query = '', client: Pick<typeof owner, 'get'> = owner) {
  const answer = await client.get(`${PATH}?${query}`)
  assert.equal(answer.status, 200, answer.raw.toString())
  return answer.body.data
}

describe('the day', () => {
  it('stands beside the same weekday of last week and last year', async () => {
    const data = await dashboard(`date=${DAY}&currency=CAD`)
    assert.deepEqual(pick(data, 'date', 'last_week', 'last_year', 'currency'), [DAY, '2026-03-07', '2025-03-15', 'CAD'])
    assert.deepEqual(data.figures, {
      revenue: {
        value: '100.00',
        last_week: '100.00',
        last_week_change: '0.0000',
        last_year: '40.00',
        last_year_change: '1.5000',
      },
      tickets: { value: 3, last_week: 2, last_week_change: '0.5000', last_year: 1, last_year_change: '2.0000' },
      average_ticket: {
        value: '33.33',
        last_week: '50.00',
        last_week_change: '-0.3333',
        last_year: '40.00',
        last_year_change: '-0.1667',
      },
      units: { value: '6', last_week: '2', last_week_change: '2.0000', last_year: '1', last_year_change: '5.0000' },
      margin: {
        value: '75.00',
        last_week: '75.00',
        last_week_change: '0.0000',
        last_year: '30.00',
        last_year_change: '1.5000',
      },
      margin_rate: {
        value: '0.7500',
        last_week: '0.7500',
        last_week_change: '0.0000',
        last_year: '0.7500',
        last_year_change: '0.0000',
      },
    })
  })

  it('is told by hour, from the first that sold on any of the three days to the last', async () => {
    const { hours } = await dashboard(`date=${DAY}&currency=CAD`)
    assert.deepEqual(
      hours.map((row: Row & { last_week: Row; last_year: Row }) => [
        ...pick(row, 'hour', 'label', 'revenue', 'tickets'),
        row.last_week.revenue,
        row.last_year.revenue,
      ]),
      [
        [9, '9\u00a0h', '0.00', 0, '80.00', '0.00'],
        [10, '10\u00a0h', '30.00', 1, '0.00', '0.00'],
        [11, '11\u00a0h', '0.00', 0, '0.00', '0.00'],
        [12, '12\u00a0h', '70.00', 2, '0.00', '40.00'],
        [13, '13\u00a0h', '0.00', 0, '20.00', '0.00'],
      ],
    )
  })

  it('tells of one store what it tells of it among others', async () => {
    const among = await dashboard(`date=${DAY}&store_id=${north.id},${south.id}`)
    const alone = await dashboard(`date=${DAY}&store_id=${north.id}`)
    const { rank: _rank, last_week_rank: _lastRank, share: _share, ...row } = among.stores[1]
    const { rank, last_week_rank, share, ...only } = alone.stores[0]
    assert.deepEqual(only, row)
    assert.deepEqual([alone.stores.length, rank, last_week_rank, share], [1, 1, 1, '1.0000'])
    assert.deepEqual(pick(alone.figures.revenue, 'value', 'last_week', 'last_year'), ['40.00', '80.00', '0.00'])
  })

  it('ranks the stores, and opens the tickets behind each', async () => {
    const { stores } = await dashboard(`date=${DAY}&store_id=${north.id},${south.id}`)
    assert.deepEqual(
      stores.map((row: Row & { last_week: Row }) => [
        ...pick(row, 'rank', 'last_week_rank', 'label', 'revenue', 'share', 'average_ticket'),
        row.last_week.revenue,
        row.tickets_url,
      ]),
      [
        [
          1,
          2,
          'Sud',
          '60.00',
          '0.6000',
          '60.00',
          '20.00',
          `/api/v1/sales?store_id=${south.id}&date_from=${DAY}&date_to=${DAY}`,
        ],
        [
          2,
          1,
          'Nord',
          '40.00',
          '0.4000',
          '20.00',
          '80.00',
          `/api/v1/sales?store_id=${north.id}&date_from=${DAY}&date_to=${DAY}`,
        ],
      ],
    )
  })

  it('has a block per currency', async () => {
    const { currencies } = await dashboard(`date=${DAY}`)
    assert.deepEqual(
      currencies.map(({ currency, figures }: { currency: string; figures: Record<string, Row> }) => [
        currency,
        figures.revenue?.value,
      ]),
      [
        ['CAD', '100.00'],
        ['EUR', '20.00'],
      ],
    )
  })

  it('is what the sales report says of it', async () => {
    const { figures } = await dashboard(`date=${DAY}&store_id=${north.id}`)
    const { body } = await owner.get(`/api/v1/reports/sales?date_from=${DAY}&date_to=${DAY}&store_id=${north.id}`)
    const { totals } = body.data
    assert.deepEqual(
      [figures.revenue.value, figures.tickets.value, figures.units.value, figures.margin.value],
      [totals.net, totals.tickets, totals.units, totals.margin],
    )
  })

  it('may have sold nothing', async () => {
    const data = await dashboard(`date=2020-01-01&store_id=${north.id}`)
    assert.deepEqual(pick(data.figures.revenue, 'value', 'last_week', 'last_week_change'), ['0.00', '0.00', null])
    assert.deepEqual([data.hours, data.stores.length, data.stores[0].rank, data.stores[0].share], [[], 1, null, null])
  })
})

describe('how things are now', async () => {
  const shop = await makeShop(sql, {
    store: { name: 'Plateau' },
    articles: [{ name: 'Thé' }, { name: 'Tasse' }],
    stock: 5,
  })
  const [tea, cup] = shop.articles
  const manager = as('manager', { storeIds: [shop.store.id] })
  const [drawer, quiet] = [await makeTill(sql, shop.store.id), await makeTill(sql, shop.store.id)]
  const registersOf = async (client: Pick<typeof owner, 'get'> = manager) =>
    (await dashboard(`store_id=${shop.store.id}`, client)).registers
  const registerOf = async (id: number) => (await registersOf()).find((row: Row) => row.id === id)

  it('a register without anything is closed, and has been silent for ever', async () => {
    assert.deepEqual(await registerOf(quiet), {
      id: quiet,
      name: (await sql<{ name: string }[]>`select name from registers where id = ${quiet}`)[0]?.name,
      kind: 'till',
      store_id: shop.store.id,
      store_name: 'Plateau',
      state: 'closed',
      session: null,
      device: null,
      last_sale: null,
      silent_since: null,
    })
  })

  it('an open one says since when, who stands there, what the drawer should hold and its last sale', async () => {
    const opened = await manager.post(`/api/v1/registers/${drawer}/sessions`, { opening_float: '100.00' })
    assert.equal(opened.status, 201, opened.raw.toString())
    const sale = await manager.post(
      '/api/v1/sales',
      saleOf(shop, { register_id: drawer, session_id: opened.body.data.id }),
    )
    assert.equal(sale.status, 201, sale.raw.toString())
    const register = await registerOf(drawer)
    assert.equal(register.state, 'open')
    assert.deepEqual(pick(register.session, 'id', 'opened_at', 'cashier_name', 'session_url'), [
      opened.body.data.id,
      opened.body.data.opened_at,
      (await manager.person).name,
      `/api/v1/register-sessions/${opened.body.data.id}`,
    ])
    const session = await manager.get(register.session.session_url)
    assert.equal(register.session.expected_cash, session.body.data.expected_cash)
    const { id, reference, total, occurred_at } = sale.body.data
    assert.deepEqual(register.last_sale, {
      id,
      reference,
      kind: 'sale',
      occurred_at,
      currency: 'CAD',
      total,
      sale_url: `/api/v1/sales/${id}`,
    })
    const [recorded] = await sql<{ at: string }[]>`select recorded_at as at from sales where id = ${id}`
    assert.equal(register.silent_since, recorded?.at)
    const closed = await manager.post(`/api/v1/register-sessions/${opened.body.data.id}/close`, {
      counted: { cash: register.session.expected_cash },
    })
    assert.equal(closed.status, 200, closed.raw.toString())
    assert.deepEqual(pick(await registerOf(drawer), 'state', 'session'), ['closed', null])
  })

  it('what a till delivers is its last sale, and its device was seen', async () => {
    const registerId = await makeTill(sql, shop.store.id)
    const till = await makeTillOn(application, manager, { storeId: shop.store.id, registerId })
    const at = new Date(Date.now() - 60_000).toISOString()
    const record = till.record('sale', {
      occurred_at: at,
      lines: [{ variant_id: tea?.variantId, quantity: '1', unit_price: '29.99' }],
      payments: [{ method: 'card', amount: '34.48' }],
      total: '34.48',
      taxes: [
        { code: 'TPS', amount: '1.50' },
        { code: 'TVQ', amount: '2.99' },
      ],
    })
    const delivered = await till.deliver([record])
    assert.equal(delivered.status, 200, delivered.raw.toString())
    const register = await registerOf(registerId)
    assert.deepEqual(pick(register.last_sale, 'id', 'occurred_at', 'total'), [record.id, at, '34.48'])
    assert.equal(register.device.id, till.deviceId)
    assert.ok(Date.parse(register.device.last_seen_at) > Date.parse(at))
    assert.equal(register.silent_since, [register.device.last_seen_at, register.silent_since].sort().at(-1))
  })

  it('programs sell at the virtual register, which has no drawer', async () => {
    assert.equal(await registerOf(shop.virtualRegisterId), undefined)
    assert.equal((await manager.post('/api/v1/sales', saleOf(shop))).status, 201)
    const virtual = await registerOf(shop.virtualRegisterId)
    assert.deepEqual(pick(virtual, 'kind', 'state', 'session'), ['virtual', null, null])
    assert.notEqual(virtual.last_sale, null)
  })

  it('the stock calls for attention as its list does, the newest first', async () => {
    const sell = (variantId: number | undefined, quantity: string) =>
      manager.post('/api/v1/sales', saleOf(shop, { lines: [{ variant_id: variantId, quantity }] }))
    await sell(cup?.variantId, '5')
    await sell(tea?.variantId, '9')
    const { alerts } = await dashboard(`store_id=${shop.store.id}`, manager)
    const list = await manager.get(alerts.alerts_url)
    assert.equal(alerts.total, list.body.meta.total)
    assert.deepEqual(alerts.counts, { out: 1, low: 0, negative: 1, over: 0, no_sale: 0 })
    assert.deepEqual(
      alerts.newest.map((row: Row) => pick(row, 'id', 'kind', 'product_name', 'on_hand', 'store_name')),
      list.body.data.map((row: Row) => [...pick(row, 'id', 'kind', 'product_name', 'on_hand'), 'Plateau']),
    )
    // What was deleted is left out once none of it is counted.
    await owner.del(`/api/v1/products/${cup?.productId}`)
    const after = (await dashboard(`store_id=${shop.store.id}`, manager)).alerts
    const listed = await manager.get(after.alerts_url)
    assert.equal(after.total, listed.body.meta.total)
  })

  it('is told to those who may see it', async () => {
    const opened = await manager.post(`/api/v1/registers/${drawer}/sessions`, { opening_float: '50.00' })
    assert.equal(opened.status, 201, opened.raw.toString())
    const viewer = async (...permissions: string[]) => {
      const role = await makeRole(sql, ['reports.view', ...permissions])
      const { id } = await makeUser(sql, { roles: [role], storeIds: [shop.store.id] })
      const data = await dashboard('', withToken((await makeToken(sql, id)).secret))
      const register = data.registers.find((row: Row) => row.id === drawer)
      return { data, session: register.session, lastSale: register.last_sale }
    }
    assert.equal((await viewer()).lastSale, null)
    assert.match((await viewer('sales.view')).lastSale.total, /^\d+\.\d\d$/)
    const least = await viewer()
    assert.deepEqual(pick(least.session, 'cashier_id', 'cashier_name', 'expected_cash'), [null, null, null])
    assert.equal(least.data.alerts, null)
    assert.doesNotMatch(JSON.stringify(least.data), /margin/)
    const more = await viewer('sessions.view', 'stock.view', 'reports.margin')
    assert.deepEqual(pick(more.session, 'cashier_name', 'expected_cash'), [(await manager.person).name, null])
    assert.notEqual(more.data.alerts, null)
    assert.ok('margin' in more.data.figures)
    assert.equal((await viewer('sessions.cash')).session.expected_cash, '50.00')
  })

  it('is that of their own stores', async () => {
    const stranger = as('manager', { storeIds: [north.id] })
    const data = await dashboard('', stranger)
    assert.ok(data.registers.every((row: Row) => row.store_id === north.id))
    assert.equal(data.alerts.total, 0)
    assert.deepEqual(
      data.stores.map((row: Row) => row.label),
      ['Nord'],
    )
    assert.equal((await stranger.get(`${PATH}?store_id=${shop.store.id}`)).status, 404)
    const { body } = await as('manager').get(PATH)
    assert.deepEqual(pick(body.data, 'currency', 'stores', 'hours', 'registers'), [null, [], [], []])
    assert.deepEqual(log.faults, [])
  })
})

describe('the date', () => {
  it('is the latest that has begun in any store', async () => {
    const places = [
      await makeStore(sql, { time_zone: 'Pacific/Kiritimati', tax_zone: 'NONE' }),
      await makeStore(sql, { time_zone: 'Pacific/Pago_Pago', tax_zone: 'NONE' }),
    ]
    const dayIn = (zone: string) => Temporal.Now.plainDateISO(zone).toString()
    const both = await dashboard(`store_id=${places.map(({ id }) => id).join(',')}`)
    assert.equal(both.date, dayIn('Pacific/Kiritimati'))
    const west = await dashboard(`store_id=${places[1]?.id}`)
    assert.equal(west.date, dayIn('Pacific/Pago_Pago'))
    assert.equal(both.last_week, addDays(both.date, -7))
  })

  it('is refused by its name where it is none, or too far', async () => {
    for (const [date, status] of [
      ['2026-02-29', 400],
      ['1899-12-31', 422],
      ['2200-01-01', 422],
    ] as const) {
      for (const [language, words] of [
        ['fr', /date/i],
        ['en', /date/i],
      ] as const) {
        const answer = await owner.get(`${PATH}?date=${date}`, { 'accept-language': language })
        assert.equal(answer.status, status, date)
        assert.match(answer.body.errors.date[0], words)
      }
    }
    assert.equal((await owner.get(`${PATH}?date_from=2026-01-01`)).status, 400)
  })
})
