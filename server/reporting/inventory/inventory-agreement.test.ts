import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeCategory } from '../../../test/harness/catalog.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { makeArticle } from '../../../test/harness/inventory.ts'
import { beginStocktake, countOf, sendCounts, stepStocktake } from '../../../test/harness/stocktakes.ts'
import { makeRound, takeStep } from '../../../test/harness/transfers.ts'
import { addDays } from '../resolve-scope.ts'
import { insertMovements, type TestMovement } from './test-movements.ts'

const application = await testApplication({ after }, { max: 8 })
const { sql, as, service, log } = application
const owner = as('owner')
const PATH = '/api/v1/reports/inventory'

type Row = Record<string, string | number | null>
const today = new Date().toISOString().slice(0, 10)

async function totalsOf(query: string): Promise<Row> {
  const { status, body, raw } = await owner.get(`${PATH}?${query}`)
  assert.equal(status, 200, raw.toString())
  return body.data.totals
}
const money = (minor: number): string => (minor / 100).toFixed(2)

describe('what people did to the stock', async () => {
  const round = await makeRound(application)
  const { warehouse, shop, atWarehouse, atShop } = round
  const variantId = await round.stocked('100', '2.5', 'Savon')
  const shrinkageOf = async (storeId: number) =>
    (await owner.get(`${PATH}?store_id=${storeId}`)).body.data.shrinkage.map((row: Row) => [
      row.kind,
      row.label,
      row.lost_units,
      row.found_units,
      row.lost_value,
      row.found_value,
    ])
  const adjust = (storeId: number, delta: string, reason: string) =>
    service.put(`/api/v1/product-variants/${variantId}/stock`, { store_id: storeId, delta, reason })

  it('is lost or found by its reason: adjusted, counted, or lost on the way', async () => {
    await adjust(warehouse.id, '-3', 'Emballage brisé')
    await adjust(warehouse.id, '-1', 'Vol')
    await adjust(warehouse.id, '2', 'Emballage brisé')
    const transfer = await round.sent({ [variantId]: '20' })
    await takeStep(atShop.clerk, transfer, 'receive', { [variantId]: '16' })
    const lines = [{ variant_id: variantId, outcome: 'lost', quantity: '4', reason: 'Tombé du camion' }]
    assert.equal((await takeStep(atWarehouse.manager, transfer, 'settle', undefined, { lines })).status, 200)
    const stocktake = await beginStocktake(owner, shop.id)
    await sendCounts(owner, stocktake, [countOf(variantId, '15')])
    await stepStocktake(owner, stocktake, 'finish')
    await stepStocktake(owner, stocktake, 'approve')
    assert.deepEqual(await shrinkageOf(warehouse.id), [
      ['adjustment', 'Emballage brisé', '3', '2', '7.50', '5.00'],
      ['adjustment', 'Vol', '1', '0', '2.50', '0.00'],
    ])
    assert.deepEqual(await shrinkageOf(shop.id), [
      ['transfer', 'Tombé du camion', '4', '0', '10.00', '0.00'],
      ['count', 'Inventaire', '1', '0', '2.50', '0.00'],
    ])
    const both = await totalsOf(`store_id=${warehouse.id},${shop.id}`)
    assert.deepEqual([both.lost_units, both.found_units, both.lost_value], ['9', '2', '22.50'])
  })

  it('was not lost once a late ticket explains what the count missed', async () => {
    // Its till was off the line: sold before the count, recorded after it.
    await sql`alter table stock_movements disable trigger stock_movements_append_only`
    await sql`update stock_levels set counted_at = now() where store_id = ${shop.id} and variant_id = ${variantId}`
    await sql`alter table stock_movements enable trigger stock_movements_append_only`
    const [before] = await sql<{ at: string }[]>`select now() - interval '1 minute' as at`
    const sale = await owner.post('/api/v1/sales', {
      id: randomUUID(),
      store_id: shop.id,
      lines: [{ variant_id: variantId, quantity: '1' }],
      payments: [{ method: 'cash', amount: '100.00' }],
      occurred_at: before?.at,
    })
    assert.equal(sale.status, 201, sale.raw.toString())
    assert.deepEqual(await shrinkageOf(shop.id), [['transfer', 'Tombé du camion', '4', '0', '10.00', '0.00']])
  })

  it('leaves what to order, what is beyond its target and what is promised', async () => {
    const levels = (storeId: number, body: object) => owner.put(`/api/v1/stock/${storeId}/${variantId}/levels`, body)
    await levels(warehouse.id, { reorder_point: '10', target: '50' })
    await levels(shop.id, { reorder_point: '15', target: '40' })
    // 78 in the warehouse, 28 more than wanted; 15 in the shop.
    const over = await totalsOf(`store_id=${warehouse.id}`)
    assert.deepEqual([over.over, over.over_units, over.over_value, over.low], [1, '28', '70.00', 0])
    const low = await totalsOf(`store_id=${shop.id}`)
    assert.deepEqual([low.low, low.to_reorder, low.over], [1, 1, 0])
    await round.sent({ [variantId]: '5' })
    const underWay = await totalsOf(`store_id=${shop.id}`)
    assert.deepEqual([underWay.to_reorder, underWay.in_transit, underWay.in_transit_value], [0, '5', '12.50'])
    const { body } = await owner.post('/api/v1/reservations', {
      store_id: shop.id,
      variant_id: variantId,
      quantity: '6',
      expires_at: new Date(Date.now() + 60_000).toISOString(),
    })
    assert.equal(body.success, true)
    const promised = await totalsOf(`store_id=${shop.id}`)
    assert.deepEqual([promised.to_reorder, promised.reserved, promised.units], [1, '6', '15'])
  })

  it('is worth what the ledger says', async () => {
    for (const groupBy of ['store', 'city', 'category', 'product', 'variant', 'abc_class']) {
      const [ledger] = await sql<[{ value: number; units: string }]>`
        select sum(value_minor) as value, sum(quantity)::float8::text as units from stock_movements
        where store_id in (${warehouse.id}, ${shop.id})`
      const totals = await totalsOf(`group_by=${groupBy}&store_id=${warehouse.id},${shop.id}`)
      assert.deepEqual([totals.value_at_cost, totals.units], [money(Number(ledger.value)), ledger.units], groupBy)
    }
    assert.deepEqual(log.faults, [])
  })
})

/** A small generator whose numbers are the same in every run. */
function randomOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

describe('any history of movements', async () => {
  const random = randomOf(2026)
  const categories = [await makeCategory(sql, { name: 'Un' }), await makeCategory(sql, { name: 'Deux' })]
  const stores: { id: number }[] = []
  for (let count = 0; count < 3; count += 1) stores.push(await makeStore(sql, { time_zone: 'UTC', currency: 'USD' }))
  const articles: { variantId: number; productId: number; price: number; category: number }[] = []
  for (let count = 0; count < 5; count += 1) {
    const category = categories[count % 2]?.id ?? 0
    const made = await makeArticle(sql, { price: `${count + 1}.25`, category_id: category })
    articles.push({ ...made, price: 100 * (count + 1) + 25, category })
  }
  const KINDS = ['receipt', 'sale', 'return', 'adjustment', 'count', 'transfer_in', 'transfer_out']
  const movements: TestMovement[] = []
  for (let ago = 60; ago >= 0; ago -= 1) {
    for (let count = random(8); count > 0; count -= 1) {
      const kind = KINDS[random(KINDS.length)] ?? 'receipt'
      const isOut = kind === 'sale' || kind === 'transfer_out' || (kind !== 'receipt' && random(2) === 0)
      const quantity = (1 + random(9)) * (isOut ? -1 : 1)
      movements.push({
        storeId: stores[random(3)]?.id ?? 0,
        variantId: articles[random(5)]?.variantId ?? 0,
        day: addDays(today, -ago),
        kind,
        quantity,
        value: quantity * (50 + random(100)),
        referenceType: kind === 'adjustment' && random(4) === 0 ? 'import' : null,
      })
    }
  }
  await insertMovements(sql, movements)

  const firstDay = movements.map(({ day }) => day).sort()[0] ?? today

  /** The same from the movements alone, one evening after the other. */
  function recompute(own: readonly TestMovement[], from: string, to: string) {
    const sum = (rows: readonly TestMovement[], value: (row: TestMovement) => number) =>
      rows.reduce((total, row) => total + value(row), 0)
    const evenings: number[] = []
    // Before the first movement of any of them nobody had said what there was.
    for (let day = from > firstDay ? from : firstDay; day <= to; day = addDays(day, 1)) {
      evenings.push(
        sum(
          own.filter((row) => row.day <= day),
          (row) => row.value,
        ),
      )
    }
    const differences = own.filter(
      ({ day, kind, referenceType }) =>
        day >= from && day <= to && (kind === 'count' || (kind === 'adjustment' && referenceType !== 'import')),
    )
    const average = evenings.reduce((total, value) => total + value, 0) / evenings.length
    const priceOf = (row: TestMovement) => articles.find(({ variantId }) => variantId === row.variantId)?.price ?? 0
    return {
      units: String(sum(own, (row) => row.quantity)),
      value_at_cost: money(sum(own, (row) => row.value)),
      value_at_price: money(sum(own, (row) => row.quantity * priceOf(row))),
      average_value: evenings.length === 0 ? null : money(Math.sign(average) * Math.round(Math.abs(average))),
      lost_units: String(sum(differences, (row) => Math.max(-row.quantity, 0))),
      found_units: String(sum(differences, (row) => Math.max(row.quantity, 0))),
      lost_value: money(sum(differences, (row) => Math.max(-row.value, 0))),
      found_value: money(sum(differences, (row) => Math.max(row.value, 0))),
    }
  }

  const keys: Record<string, (row: TestMovement) => number> = {
    store: (row) => row.storeId,
    variant: (row) => row.variantId,
    product: (row) => articles.find(({ variantId }) => variantId === row.variantId)?.productId ?? 0,
    category: (row) => articles.find(({ variantId }) => variantId === row.variantId)?.category ?? 0,
  }
  const periods: [from: number, to: number][] = [
    [0, 0],
    [29, 0],
    [50, 20],
    [90, 61],
    [61, 60],
  ]
  for (const [groupBy, keyOf] of Object.entries(keys)) {
    it(`says what a recomputation says, by ${groupBy}`, async () => {
      for (const [first, last] of periods) {
        const [from, to] = [addDays(today, -first), addDays(today, -last)]
        const ids = stores.map(({ id }) => id).join(',')
        const query = `group_by=${groupBy}&store_id=${ids}&date_from=${from}&date_to=${to}`
        const { data } = (await owner.get(`${PATH}?${query}`)).body
        const expected = Map.groupBy(movements, keyOf)
        assert.equal(data.rows.length, expected.size)
        const pick = (row: Row, like: object) => Object.fromEntries(Object.keys(like).map((name) => [name, row[name]]))
        for (const row of data.rows) {
          const figures = recompute(expected.get(Number(row.key)) ?? [], from, to)
          assert.deepEqual(pick(row, figures), figures, `${groupBy} ${row.key} from ${from} to ${to}`)
        }
        const totals = recompute(movements, from, to)
        assert.deepEqual(pick(data.totals, totals), totals)
      }
    })
  }
})
