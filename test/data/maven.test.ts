import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { testDatabase } from '../harness/database.ts'
import { temporaryFolder } from '../harness/imports.ts'
import { dataPath, guideCommands, missingData, money, readExpected, startImport, untilImported } from './shared-data.ts'

const NAME = 'maven-mexico-toys'
const skip = missingData(NAME)

type Expected = {
  sales_rows: number
  units: number
  revenue: string
  cost_of_goods: string
  inventory_rows: number
  inventory_units_on_hand: number
  inventory_value_at_cost: string
  revenue_by_store: Record<string, string>
  revenue_by_month: Record<string, string>
  revenue_by_location_type: { location: string; value: string }[]
  revenue_by_category: { category: string; value: string }[]
}

/** An import, killed, and another, beside whatever else is tested: what hangs is ended, nothing is measured. */
const TWO_IMPORTS_MS = 1_200_000

describe('the Maven chain, by the commands of the guide', { skip, timeout: TWO_IMPORTS_MS }, async () => {
  if (skip !== false) return
  const { sql, url } = await testDatabase({ after })
  const expected = readExpected<Expected>(NAME)
  const place = { cwd: dataPath(NAME), url, dataFolder: temporaryFolder({ after }) }
  const [stores, products, stock, sales] = guideCommands('A chain of fifty stores')

  const byKey = async (column: 'p.name' | 's.name' | 's.store_group' | 'l.category_name' | 'month') => {
    const key = column === 'month' ? `to_char(l.business_day, 'YYYY-MM')` : column
    const rows = await sql.unsafe<{ key: string; net: number }[]>(
      `select ${key} as key, sum(l.net_minor)::bigint as net from sale_lines l join stores s on s.id = l.store_id
       join products p on p.id = l.product_id group by 1`,
    )
    return Object.fromEntries(rows.map((row) => [row.key, money(row.net)]))
  }

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
    const [totals] = await sql`
      select count(*)::integer as tickets, sum(quantity)::integer as units, sum(net_minor)::bigint as revenue,
        sum(cost_minor)::bigint as cost from sale_lines`
    assert.deepEqual(
      { ...totals, revenue: money(totals?.revenue), cost: money(totals?.cost) },
      { tickets: expected.sales_rows, units: expected.units, revenue: expected.revenue, cost: expected.cost_of_goods },
    )
    assert.deepEqual(await byKey('s.name'), expected.revenue_by_store)
    assert.deepEqual(await byKey('month'), expected.revenue_by_month)
    assert.deepEqual(
      await byKey('s.store_group'),
      Object.fromEntries(expected.revenue_by_location_type.map(({ location, value }) => [location, value])),
    )
    assert.deepEqual(
      await byKey('l.category_name'),
      Object.fromEntries(expected.revenue_by_category.map(({ category, value }) => [category, value])),
    )
    const [levels] = await sql`select count(*)::integer as count from stock_levels`
    assert.equal(levels?.count, expected.inventory_rows)
  })
})
