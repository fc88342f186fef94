import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { rollUpReports } from '../../server/reporting/rollups/roll-up-reports.ts'
import { testApplication } from '../harness/app.ts'
import { temporaryFolder } from '../harness/imports.ts'
import { dataPath, guideCommands, missingData, money, readExpected, startImport, untilImported } from './shared-data.ts'

const NAME = 'maven-mexico-toys'
const skip = missingData(NAME)

type Expected = {
  sales_rows: number
  stores: number
  cities: number
  products: number
  distinct_days: number
  units: number
  revenue: string
  cost_of_goods: string
  profit: string
  first_date: string
  last_date: string
  revenue_by_year: Record<string, string>
  revenue_by_month: Record<string, string>
  revenue_by_store: Record<string, string>
  revenue_by_location_type: { location: string; value: string }[]
  revenue_by_category: { category: string; value: string }[]
  top5_stores_by_revenue: { store: string; value: string }[]
  bottom3_stores_by_revenue: { store: string; value: string }[]
  top5_cities_by_revenue: { city: string; value: string }[]
  top5_products_by_revenue: { product: string; value: string }[]
  top5_products_by_units: { product: string; value: number }[]
  top5_products_by_profit: { product: string; value: string }[]
  'revenue_of_2018-05-05_all_stores': string
  'revenue_of_2018-05-05_top3': { store: string; value: string }[]
  inventory_rows: number
  inventory_rows_with_zero_stock: number
  inventory_units_on_hand: number
  inventory_value_at_cost: string
  inventory_value_at_price: string
  top5_stores_by_units_on_hand: { store: string; value: number }[]
}
type Row = { key: string; label: string; net: string; units: string; revenue: string; margin: string }

/** An import, killed, and another, beside whatever else is tested: what hangs is ended, nothing is measured. */
const TWO_IMPORTS_MS = 1_200_000

describe('the Maven chain, by the commands of the guide', { skip, timeout: TWO_IMPORTS_MS }, async () => {
  if (skip !== false) return
  const { sql, as, config } = await testApplication({ after })
  const expected = readExpected<Expected>(NAME)
  const place = { cwd: dataPath(NAME), url: config.databaseUrl ?? '', dataFolder: temporaryFolder({ after }) }
  const [stores, products, stock, sales] = guideCommands('A chain of fifty stores')

  test('stores, products and stock', async () => {
    for (const command of [stores, products, stock]) {
      const { code, output } = await startImport(command ?? [], place).ended
      assert.equal(code, 0, output)
    }
    const [counts] = await sql`
      select (select count(*)::integer from stores) as stores, (select count(*)::integer from products) as products,
        (select count(*)::integer from stock_levels) as levels, (select sum(on_hand)::integer from stock_levels) as units,
        (select sum(value_minor)::integer from stock_levels) as value`
    assert.deepEqual(
      { ...counts, value: money(counts?.value) },
      {
        stores: 50,
        products: 35,
        levels: expected.inventory_rows,
        units: expected.inventory_units_on_hand,
        value: expected.inventory_value_at_cost,
      },
    )
  })

  test('829,262 sales, with a kill -9 in the middle', { timeout: TWO_IMPORTS_MS }, async () => {
    const first = startImport(sales ?? [], place)
    await untilImported(sql, 'sales', expected.sales_rows / 2)
    first.child.kill('SIGKILL')
    await first.ended
    const { code, output } = await startImport(sales ?? [], place).ended
    assert.equal(code, 0, output)
    assert.match(output, /An interrupted import was taken up/)
    const [levels] = await sql`select count(*)::integer as count from stock_levels`
    assert.equal(levels?.count, expected.inventory_rows)
  })

  const owner = as('owner')
  const PERIOD = `date_from=${expected.first_date}&date_to=${expected.last_date}`
  async function get(path: string) {
    const { status, body, raw } = await owner.get(`/api/v1${path}`)
    assert.equal(status, 200, raw.toString())
    return body
  }
  const report = async (query: string) => (await get(`/reports/${query}`)).data
  /** The revenue of each group, by its name or by its key. */
  const revenueBy = async (groupBy: string, name: 'key' | 'label') => {
    const { rows } = await report(`sales?${PERIOD}&group_by=${groupBy}`)
    return rows.map((row: Row): [string, string] => [row[name], row.net])
  }
  const pairs = (rows: readonly object[]) => rows.map((row) => Object.values(row))

  /** Every sales figure of EXPECTED.json, by the report that answers it. */
  async function checkSales(): Promise<void> {
    const { currency, totals, rows } = await report(`sales?${PERIOD}&group_by=day`)
    assert.deepEqual(
      [currency, totals.tickets, totals.units, totals.net, totals.cost, totals.margin, rows.length],
      [
        'USD',
        expected.sales_rows,
        String(expected.units),
        expected.revenue,
        expected.cost_of_goods,
        expected.profit,
        expected.distinct_days,
      ],
    )
    assert.deepEqual(Object.fromEntries(await revenueBy('year', 'key')), expected.revenue_by_year)
    assert.deepEqual(Object.fromEntries(await revenueBy('month', 'key')), expected.revenue_by_month)
    const stores = await revenueBy('store', 'label')
    assert.deepEqual(Object.fromEntries(stores), expected.revenue_by_store)
    assert.equal(stores.length, expected.stores)
    assert.deepEqual(stores.slice(0, 5), pairs(expected.top5_stores_by_revenue))
    assert.deepEqual(stores.slice(-3), pairs(expected.bottom3_stores_by_revenue))
    assert.deepEqual(await revenueBy('store_group', 'key'), pairs(expected.revenue_by_location_type))
    const cities = await revenueBy('city', 'key')
    assert.equal(cities.length, expected.cities)
    assert.deepEqual(cities.slice(0, 5), pairs(expected.top5_cities_by_revenue))
    assert.deepEqual(await revenueBy('category', 'label'), pairs(expected.revenue_by_category))
    assert.equal((await revenueBy('product', 'label')).length, expected.products)
    for (const [by, top] of [
      ['revenue', expected.top5_products_by_revenue],
      ['units', expected.top5_products_by_units],
      ['margin', expected.top5_products_by_profit],
    ] as const) {
      const { rows: products } = await report(`top-products?${PERIOD}&by=${by}&limit=5`)
      assert.deepEqual(
        products.map((row: Row) => [row.label, row[by]]),
        top.map(({ product, value }) => [product, String(value)]),
      )
    }
    const { years, rows: months, totals: yearly } = (await report(`trends?${PERIOD}`)).months
    assert.deepEqual(
      Object.fromEntries(years.map((year: number, index: number) => [year, yearly[index]])),
      expected.revenue_by_year,
    )
    for (const { month, values } of months) {
      for (const [index, value] of values.entries()) {
        const name = `${years[index]}-${String(month).padStart(2, '0')}`
        assert.equal(value ?? undefined, expected.revenue_by_month[name], name)
      }
    }
    const day = await report('dashboard?date=2018-05-05')
    assert.equal(day.figures.revenue.value, expected['revenue_of_2018-05-05_all_stores'])
    assert.deepEqual(
      day.stores.slice(0, 3).map((row: Row) => [row.label, row.revenue]),
      pairs(expected['revenue_of_2018-05-05_top3']),
    )
  }

  test('every sales figure, by the report that answers it', checkSales)

  test('every stock figure', async () => {
    for (const groupBy of ['store', 'store_group', 'city', 'category', 'product', 'variant', 'abc_class']) {
      const { totals } = await report(`inventory?group_by=${groupBy}`)
      assert.deepEqual(
        [totals.articles, totals.units, totals.value_at_cost, totals.value_at_price],
        [
          expected.inventory_rows,
          String(expected.inventory_units_on_hand),
          expected.inventory_value_at_cost,
          expected.inventory_value_at_price,
        ],
        groupBy,
      )
    }
    const { rows } = await report('inventory?sort=-units,label&limit=5')
    assert.deepEqual(
      rows.map((row: Row) => [row.label, Number(row.units)]),
      pairs(expected.top5_stores_by_units_on_hand),
    )
    // What a store has never had is none, and no alert.
    assert.equal((await get('/stock?status=out&per_page=1')).meta.total, expected.inventory_rows_with_zero_stock)
  })

  test('the same once some months are rolled up, beside others that are not', { timeout: TWO_IMPORTS_MS }, async () => {
    assert.ok((await rollUpReports(sql, { from: '2018-04-01' })) > 0)
    await checkSales()
  })
})
