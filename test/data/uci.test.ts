import assert from 'node:assert/strict'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { rollUpReports } from '../../server/reporting/rollups/roll-up-reports.ts'
import { testApplication } from '../harness/app.ts'
import { temporaryFolder } from '../harness/imports.ts'
import { dataPath, guideCommands, missingData, money, readExpected, startImport } from './shared-data.ts'

const NAME = 'uci-online-retail'
const skip = missingData(NAME)

type Expected = {
  rows: number
  first_invoice_datetime: string
  last_invoice_datetime: string
  distinct_days: number
  distinct_invoices: number
  cancellation_invoices_C_prefix: number
  distinct_countries: number
  distinct_customers: number
  distinct_stock_codes_case_sensitive: number
  net_units: number
  net_revenue_if_each_line_rounded_half_up_to_pence: string
  revenue_by_month: Record<string, string>
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
  const { sql, as, config } = await testApplication({ after })
  const expected = readExpected<Expected>(NAME)
  const cwd = temporaryFolder({ after })
  writeFileSync(
    join(cwd, 'store.csv'),
    'code,name,currency,tax_zone,time_zone\nUK,Online Retail,GBP,NONE,Europe/London\n',
  )
  copyFileSync(dataPath(NAME, 'online_retail.csv.gz'), join(cwd, 'online_retail.csv.gz'))
  const place = { cwd, url: config.databaseUrl ?? '', dataFolder: temporaryFolder({ after }) }
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

  const owner = as('owner')
  const PERIOD = `date_from=${expected.first_invoice_datetime.slice(0, 10)}&date_to=${expected.last_invoice_datetime.slice(0, 10)}`
  async function report(query: string) {
    const { status, body, raw } = await owner.get(`/api/v1/reports/${query}`)
    assert.equal(status, 200, raw.toString())
    return body.data
  }
  type Row = { key: string; label: string; sku: string | null; net: string; units: string; revenue: string }
  const rowsBy = async (groupBy: string): Promise<Row[]> => (await report(`sales?${PERIOD}&group_by=${groupBy}`)).rows
  const pence = (amount: string) => Math.round(Number(amount) * 100)

  /** Every figure of EXPECTED.json, by the report that answers it. */
  async function checkReports(): Promise<void> {
    const { currency, totals, rows: days } = await report(`sales?${PERIOD}&group_by=day`)
    // Two lines that write bad debts off have a quantity of one and a negative price: their money counts, no unit does.
    const adjustments = 2
    assert.deepEqual(
      [currency, totals.units, totals.net, days.length],
      [
        'GBP',
        String(expected.net_units - adjustments),
        expected.net_revenue_if_each_line_rounded_half_up_to_pence,
        expected.distinct_days,
      ],
    )
    // What only takes goods back is a return, whether its number begins with a C or not.
    const returns = (await owner.get('/api/v1/sales?kind=return&per_page=1')).body.meta.total
    assert.ok(returns >= expected.cancellation_invoices_C_prefix)
    assert.equal(totals.tickets + returns, expected.distinct_invoices)
    const [best] = days.toSorted((one: Row, other: Row) => pence(other.net) - pence(one.net))
    assert.deepEqual([best.key, best.net], [expected.best_day.date, expected.best_day.revenue])
    const dashboard = await report(`dashboard?date=${expected.best_day.date}`)
    assert.equal(dashboard.figures.revenue.value, expected.best_day.revenue)

    const months = await rowsBy('month')
    assert.deepEqual(
      months.map(({ key }) => key),
      Object.keys(expected.revenue_by_month),
    )
    for (const { key, net } of months) near(pence(net), expected.revenue_by_month[key] ?? '', 1)

    const countries = await rowsBy('country')
    assert.equal(countries.length, expected.distinct_countries)
    assert.deepEqual(
      countries.slice(0, 10).map(({ key }) => key),
      expected.revenue_by_country_top10.map(({ country }) => country),
    )
    for (const [index, { revenue }] of expected.revenue_by_country_top10.entries())
      near(pence(countries[index]?.net ?? '0'), revenue, 1)

    const codes = await rowsBy('variant')
    assert.equal(codes.length, expected.distinct_stock_codes_case_sensitive)
    assert.deepEqual(
      codes.slice(0, 10).map(({ sku, net }) => [sku, net]),
      expected.top10_stock_codes_by_net_revenue.map(({ stock_code, revenue }) => [stock_code, revenue]),
    )
    const byUnits = codes.toSorted((one, other) => Number(other.units) - Number(one.units))
    assert.deepEqual(
      byUnits.slice(0, 10).map(({ sku, units }) => [sku, Number(units)]),
      expected.top10_stock_codes_by_net_units.map(({ stock_code, units }) => [stock_code, units]),
    )
    const best10 = async (by: string) => (await report(`top-products?${PERIOD}&by=${by}`)).rows
    assert.deepEqual(
      (await best10('revenue')).map(({ revenue }: Row) => revenue),
      expected.top10_stock_codes_by_net_revenue.map(({ revenue }) => revenue),
    )
    assert.deepEqual(
      (await best10('units')).map(({ units }: Row) => Number(units)),
      expected.top10_stock_codes_by_net_units.map(({ units }) => units),
    )

    const customers = (await rowsBy('customer')).filter(({ key }) => key !== null)
    const top5 = await Promise.all(
      customers.slice(0, 5).map(async ({ key, net }) => {
        const { body } = await owner.get(`/api/v1/customers/${key}`)
        return [body.data.external_id, net]
      }),
    )
    assert.deepEqual(
      top5,
      expected.top5_customers_by_net_revenue.map(({ customer, revenue }) => [customer, revenue]),
    )
  }

  test('every figure, by the report that answers it', checkReports)

  test('single invoices', async () => {
    for (const [invoice, total] of Object.entries(expected.sample_invoice_totals)) {
      const { body } = await owner.get(`/api/v1/sales?external_id=${invoice}`)
      const [ticket] = body.data
      near(pence(ticket.total), total, 0)
      assert.equal(ticket.kind, invoice.startsWith('C') ? 'return' : 'sale')
    }
  })

  test('the same once the days are rolled up', async () => {
    assert.ok((await rollUpReports(sql)) > 0)
    await checkReports()
  })

  test('a second time changes nothing', async () => {
    const { code, output } = await startImport(sales ?? [], place).ended
    assert.equal(code, 0, output)
    assert.match(output, /25,900 {2}tickets already recorded/)
    assert.doesNotMatch(output, /recorded$.*sales recorded|created|updated/m)
  })
})
