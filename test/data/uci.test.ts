import assert from 'node:assert/strict'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { testDatabase } from '../harness/database.ts'
import { temporaryFolder } from '../harness/imports.ts'
import { dataPath, guideCommands, missingData, money, readExpected, startImport } from './shared-data.ts'

const NAME = 'uci-online-retail'
const skip = missingData(NAME)

type Expected = {
  rows: number
  distinct_invoices: number
  distinct_customers: number
  distinct_stock_codes_case_sensitive: number
  net_units: number
  net_revenue_if_each_line_rounded_half_up_to_pence: string
  revenue_by_country_top10: { country: string; revenue: string }[]
  top10_stock_codes_by_net_revenue: { stock_code: string; revenue: string }[]
  top10_stock_codes_by_net_units: { stock_code: string; units: number }[]
  top5_customers_by_net_revenue: { customer: string; revenue: string }[]
  sample_invoice_totals: Record<string, string>
  best_day: { date: string; revenue: string }
}

/** EXPECTED.json rounds nothing, the import each line, so a sum of many lines may differ by a few pence. */
const near = (actual: number, expected: string, pence: number) =>
  assert.ok(Math.abs(actual - Math.round(Number(expected) * 100)) <= pence, `${money(actual)} is not ${expected}`)

describe('UCI Online Retail, by the commands of the guide', { skip }, async () => {
  if (skip !== false) return
  const { sql, url } = await testDatabase({ after })
  const expected = readExpected<Expected>(NAME)
  const cwd = temporaryFolder({ after })
  writeFileSync(
    join(cwd, 'store.csv'),
    'code,name,currency,tax_zone,time_zone\nUK,Online Retail,GBP,NONE,Europe/London\n',
  )
  copyFileSync(dataPath(NAME, 'online_retail.csv.gz'), join(cwd, 'online_retail.csv.gz'))
  const place = { cwd, url, dataFolder: temporaryFolder({ after }) }
  const [stores, sales] = guideCommands('Invoices with returns')

  test('every invoice once, to the penny', async () => {
    for (const command of [stores, sales]) {
      const { code, output } = await startImport(command ?? [], place).ended
      assert.equal(code, 0, output)
      assert.doesNotMatch(output, /Line \d/)
    }
    const [totals] = await sql`
      select (select count(*)::integer from sales) as invoices, (select count(*)::integer from customers) as customers,
        (select count(*)::integer from products) as products, count(*)::integer as rows, sum(quantity)::integer as units,
        sum(net_minor)::bigint as revenue from sale_lines`
    assert.deepEqual(
      { ...totals, revenue: money(totals?.revenue) },
      {
        invoices: expected.distinct_invoices,
        customers: expected.distinct_customers,
        products: expected.distinct_stock_codes_case_sensitive,
        rows: expected.rows,
        units: expected.net_units,
        revenue: expected.net_revenue_if_each_line_rounded_half_up_to_pence,
      },
    )
  })

  test('countries, codes, customers, days and invoices', async () => {
    const countries = await sql<{ key: string; net: number }[]>`
      select country as key, sum(total_minor)::bigint as net from sales group by 1 order by 2 desc limit 10`
    assert.deepEqual(
      countries.map(({ key }) => key),
      expected.revenue_by_country_top10.map(({ country }) => country),
    )
    for (const [index, { revenue }] of expected.revenue_by_country_top10.entries())
      near(countries[index]?.net ?? 0, revenue, 1)
    const codes = await sql<{ key: string; net: number }[]>`
      select sku as key, sum(net_minor)::bigint as net from sale_lines group by 1 order by 2 desc limit 10`
    assert.deepEqual(
      codes.map(({ key, net }) => [key, money(net)]),
      expected.top10_stock_codes_by_net_revenue.map(({ stock_code, revenue }) => [stock_code, revenue]),
    )
    const units = await sql<{ key: string; units: number }[]>`
      select sku as key, sum(quantity)::integer as units from sale_lines group by 1 order by 2 desc limit 10`
    assert.deepEqual(
      units.map(({ key, units }) => [key, units]),
      expected.top10_stock_codes_by_net_units.map(({ stock_code, units }) => [stock_code, units]),
    )
    const customers = await sql<{ key: string; net: number }[]>`
      select c.external_id as key, sum(s.total_minor)::bigint as net from sales s join customers c on c.id = s.customer_id
      group by 1 order by 2 desc limit 5`
    assert.deepEqual(
      customers.map(({ key, net }) => [key, money(net)]),
      expected.top5_customers_by_net_revenue.map(({ customer, revenue }) => [customer, revenue]),
    )
    const [best] = await sql<{ day: string; net: number }[]>`
      select business_day as day, sum(net_minor)::bigint as net from sale_lines group by 1 order by 2 desc limit 1`
    assert.deepEqual([best?.day, money(best?.net ?? 0)], [expected.best_day.date, expected.best_day.revenue])
    for (const [invoice, total] of Object.entries(expected.sample_invoice_totals)) {
      const [row] = await sql<{ kind: string; total: number }[]>`
        select kind, total_minor as total from sales where external_id = ${invoice}`
      near(row?.total ?? 0, total, 0)
      assert.equal(row?.kind, invoice.startsWith('C') ? 'return' : 'sale')
    }
  })

  test('a second time changes nothing', async () => {
    const { code, output } = await startImport(sales ?? [], place).ended
    assert.equal(code, 0, output)
    assert.match(output, /25,900 {2}tickets already recorded/)
    assert.doesNotMatch(output, /recorded$.*sales recorded|created|updated/m)
  })
})
