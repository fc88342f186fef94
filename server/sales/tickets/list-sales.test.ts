import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeUser } from '../../../test/harness/factories.ts'
import { makeCustomer, makeShop, newId, saleOf } from '../../../test/harness/sales.ts'

const SALES = '/api/v1/sales'
const { sql, as } = await testApplication({ after })
const shop = await makeShop(sql, {
  tills: 1,
  articles: [
    { name: 'Théière bleue', sku: 'TH-01' },
    { name: 'Bol à thé', sku: 'BO-02' },
  ],
})
const other = await makeShop(sql)
const manager = as('manager', { storeIds: [shop.store.id] })
const owner = as('owner')
const customerId = await makeCustomer(sql)
const [early, late] = await Promise.all(
  [1, 2].map(() => makeUser(sql, { roles: ['cashier'], storeIds: [shop.store.id] })),
)

type Summary = { id: string; reference: string; total: string; kind: string; number: number }

/** Twelve sales on as many days of a month, the first four at the till, and one that comes back. */
const ids: string[] = []
for (let day = 1; day <= 12; day += 1) {
  const sale = saleOf(shop, {
    occurred_at: `2026-10-${String(day).padStart(2, '0')}T16:00:00Z`,
    lines: [{ variant_id: shop.articles[day % 2]?.variantId, quantity: String(day) }],
    cashier_id: (day <= 3 ? early : late)?.id,
    ...(day <= 4 && { register_id: shop.tillIds[0] }),
    ...(day === 7 && { customer_id: customerId }),
    ...(day === 8 && { total: '1.00' }),
  })
  const answer = await manager.post(SALES, sale)
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  ids.push(sale.id)
}
const idOf = (day: number) => ids[day - 1] as string
const foreign = saleOf(other)
assert.equal((await owner.post(SALES, foreign)).status, 201)
const returnId = newId()
const taken = {
  id: returnId,
  occurred_at: '2026-10-20T16:00:00Z',
  lines: [{ sale_line: 1, quantity: '1' }],
  refunds: [{ method: 'cash', amount: '34.50' }],
}
assert.equal((await manager.post(`${SALES}/${idOf(1)}/returns`, taken)).status, 201)

async function list(query: string, reader = manager): Promise<Summary[]> {
  const answer = await reader.get(`${SALES}?per_page=100&${query}`)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.data
}
const idsOf = (rows: readonly Summary[]) => rows.map((row) => row.id)
const days = (...numbers: number[]) => numbers.map(idOf)

test('the latest come first, and only those of one’s own stores', async () => {
  const latestFirst = [returnId, ...days(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)]
  assert.deepEqual(idsOf(await list('')), latestFirst)
  assert.deepEqual(idsOf(await list('', owner)), [foreign.id, ...latestFirst])
  assert.equal((await manager.get(`${SALES}?store_id=${other.store.id}`)).status, 404)
  assert.deepEqual(idsOf(await list(`store_id=${other.store.id}`, owner)), [foreign.id])
})

const filters: [string, string[]][] = [
  [`register_id=${shop.tillIds[0]}`, days(4, 3, 2, 1)],
  ['kind=return', [returnId]],
  ['date_from=2026-10-10&date_to=2026-10-11', days(11, 10)],
  ['date_debut=2026-10-12&kind=sale', days(12)],
  [`cashier_id=${early?.id}`, days(3, 2, 1)],
  [`customer_id=${customerId}`, days(7)],
  [`variant_id=${shop.articles[1]?.variantId}&kind=sale`, days(11, 9, 7, 5, 3, 1)],
  ['flag=total_differs', days(8)],
  ['external_id=none', []],
  [`sale_id=${idOf(1)}`, [returnId]],
  ['total_min=200&total_max=276', days(8, 7, 6)],
  ['total_max=-34.48', [returnId]],
  ['total_max=-34.49', []],
  [`q=${shop.store.id}-${shop.tillIds[0]}-0-000003`, days(3)],
  ['q=TH-01', days(12, 10, 8, 6, 4, 2)],
  ['q=theiere', days(12, 10, 8, 6, 4, 2)],
  ['q=BOL&date_to=2026-10-03', days(3, 1)],
  ['q=%25', []],
  ['q=inconnu', []],
]

for (const [query, expected] of filters) {
  test(`the filter ${query}`, async () => {
    assert.deepEqual(idsOf(await list(query)), expected)
  })
}

test('sorted by total, by number, by day', async () => {
  assert.deepEqual(idsOf(await list('sort=total')).slice(0, 3), [returnId, idOf(1), idOf(2)])
  assert.deepEqual(idsOf(await list('sort=-total')).slice(0, 2), days(12, 11))
  assert.deepEqual(idsOf(await list('sort=business_day')).slice(0, 2), days(1, 2))
  const numbers = (await list('sort=-number,occurred_at')).map((row) => row.number)
  assert.deepEqual(
    numbers,
    numbers.toSorted((left, right) => right - left),
  )
  assert.equal((await manager.get(`${SALES}?sort=colour`)).status, 422)
})

test('bounds are exact: a total stands between itself and itself', async () => {
  for (const [day, price] of [
    [20, '19.99'],
    [21, '4.35'],
  ] as const) {
    const priced = await makeShop(sql, { articles: [{ price, taxClass: 'exempt' }] })
    const sale = saleOf(priced, { occurred_at: `2026-10-${day}T16:00:00Z` })
    assert.equal((await owner.post(SALES, sale)).status, 201)
    const found = await list(`store_id=${priced.store.id}&total_min=${price}&total_max=${price}`, owner)
    assert.deepEqual(
      found.map(({ id, total }) => [id, total]),
      [[sale.id, price]],
    )
  }
})

test('the name of a customer is for those who may see customers', async () => {
  const seer = as('cashier', { storeIds: [shop.store.id] })
  const other = as('analyst', { storeIds: [shop.store.id] })
  const nameOf = async (reader: typeof manager) => {
    const answer = await reader.get(`${SALES}?customer_id=${customerId}&fields=customer_id,customer_name`)
    return answer.body.data.map((row: { customer_name: string | null }) => row.customer_name)
  }
  assert.equal(typeof (await nameOf(seer))[0], 'string')
  assert.deepEqual(await nameOf(other), [null])
})

test('by pages, and by a cursor that walks the whole collection once', async () => {
  const page = await manager.get(`${SALES}?per_page=5&page=3`)
  assert.deepEqual(page.body.meta, { current_page: 3, last_page: 3, per_page: 5, total: 13 })
  assert.deepEqual(idsOf(page.body.data), days(3, 2, 1))
  const walked: string[] = []
  let cursor: string | null = ''
  for (let steps = 0; cursor !== null && steps < 20; steps += 1) {
    const answer = await manager.get(`${SALES}?per_page=4&cursor=${encodeURIComponent(cursor)}`)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    walked.push(...idsOf(answer.body.data))
    cursor = answer.body.meta.next_cursor
  }
  assert.deepEqual(walked, idsOf(await list('')))
  assert.equal((await manager.get(`${SALES}?cursor=AAAA`)).status, 400)
})

test('a row says what a ticket is worth, without its lines', async () => {
  const [row] = await list('date_from=2026-10-07&date_to=2026-10-07')
  const [{ name: customerName }] = await sql<[{ name: string }]>`select name from customers where id = ${customerId}`
  assert.deepEqual(row, {
    id: idOf(7),
    reference: `${shop.store.id}-${shop.virtualRegisterId}-0-000003`,
    kind: 'sale',
    store_id: shop.store.id,
    register_id: shop.virtualRegisterId,
    register_name: 'Virtuelle',
    series: 0,
    number: 3,
    occurred_at: '2026-10-07T16:00:00.000Z',
    business_day: '2026-10-07',
    cashier_id: late?.id,
    cashier_name: late?.name,
    customer_id: customerId,
    customer_name: customerName,
    sale_id: null,
    external_id: null,
    currency: 'CAD',
    lines_count: 1,
    subtotal: '209.93',
    tax_total: '31.44',
    total: '241.37',
    flags: [],
  })
})

test('a row has only the fields that were asked for, and its id', async () => {
  const [row] = await list('date_from=2026-10-07&date_to=2026-10-07&fields=total,reference')
  assert.deepEqual(row, {
    id: idOf(7),
    reference: `${shop.store.id}-${shop.virtualRegisterId}-0-000003`,
    total: '241.37',
  })
})

test('a ticket is read whole, as it was answered when it was recorded', async () => {
  const sale = saleOf(shop)
  const recorded = await manager.post(SALES, sale)
  const read = await manager.get(`${SALES}/${sale.id.toUpperCase()}`)
  assert.equal(read.status, 200)
  assert.deepEqual(read.body.data, recorded.body.data)
  const inEnglish = await manager.get(`${SALES}/${sale.id}`, { 'accept-language': 'en' })
  assert.deepEqual(
    inEnglish.body.data.taxes.map((tax: { name: string }) => tax.name),
    ['GST', 'QST'],
  )
  assert.equal((await manager.get(`${SALES}/${foreign.id}`)).status, 404)
  assert.equal((await manager.get(`${SALES}/${newId()}`)).status, 404)
  assert.equal((await manager.get(`${SALES}/nothing`)).status, 400)
})
