import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import fc from 'fast-check'
import { testApplication } from '../../test/harness/app.ts'
import { makeStore, makeUser } from '../../test/harness/factories.ts'
import { systemActor } from '../platform/actor.ts'
import type { FactScope } from './build-fact-query.ts'
import { GROUP_BY, type GroupBy, WEEK_STARTS, type WeekStart } from './dimensions.ts'
import { KPI_NAMES } from './measures.ts'
import type { SalesBlock } from './present-sales.ts'
import { readSnapshot } from './read-snapshot.ts'
import { reportKpis } from './report-kpis.ts'
import { reportSales } from './report-sales.ts'
import { findRollUpFaults } from './rollups/find-rollup-faults.ts'
import { rollUpReports } from './rollups/roll-up-reports.ts'
import { anyTicket, DAYS } from './test-arbitraries.ts'
import { divide, figures } from './test-figures.ts'
import { type Ledger, readLedger, recompute } from './test-recompute.ts'
import { insertTickets } from './test-tickets.ts'

const { sql } = await testApplication({ after })
const stores = [
  await makeStore(sql, { city: 'Montréal', group: 'Est', currency: 'CAD' }),
  await makeStore(sql, { city: 'Montréal', currency: 'CAD', time_zone: 'America/Vancouver' }),
  await makeStore(sql, { group: 'Est', currency: 'JPY', time_zone: 'Asia/Tokyo' }),
]
const people = [(await makeUser(sql)).id, (await makeUser(sql)).id]
const customers = (
  await sql<{ id: number }[]>`insert into customers (name) values ('Un'), ('Deux'), ('Trois') returning id`
).map((row) => row.id)

const ticket = anyTicket({ storeIds: stores.map((store) => store.id), people, customers })
const some = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { freq: 3 })
const scope: fc.Arbitrary<FactScope> = fc.record({
  from: fc.constantFrom('2024-01-01', ...DAYS.slice(0, 4)),
  to: fc.constantFrom(...DAYS.slice(4), '2025-12-31'),
  storeIds: some([stores[0]?.id ?? 0], [stores[1]?.id ?? 0, stores[2]?.id ?? 0]),
  currency: some('CAD', 'JPY'),
})

const actorOf = () => ({ ...systemActor, permissions: new Set(['reports.view', 'reports.margin']) })
const inputOf = ({ from, to, storeIds, currency }: FactScope) => ({
  date_from: from,
  date_to: to,
  ...(storeIds !== null && { store_id: storeIds.join(',') }),
  ...(currency !== null && { currency }),
})

type Row = SalesBlock['rows'][number]
const keyed = (rows: readonly Row[]) =>
  new Map(rows.map(({ key, label: _, sku: __, tickets_url: ___, ...rest }) => [key, rest]))

async function checkReport(ledger: Ledger, groupBy: GroupBy, wanted: FactScope, weekStart: WeekStart): Promise<void> {
  const input = { ...inputOf(wanted), group_by: groupBy, week_start: weekStart }
  const answer = await reportSales(sql, actorOf(), input, 'fr')
  const blocks = 'currencies' in answer ? answer.currencies : [answer]
  const expected = recompute(ledger, groupBy, wanted, weekStart)
  const isArticle = groupBy === 'category' || groupBy === 'product' || groupBy === 'variant'
  const about = JSON.stringify(input)
  if (expected.size === 0) {
    assert.deepEqual(blocks[0]?.rows, [], about)
    return
  }
  assert.deepEqual(
    blocks.map((block) => block.currency),
    [...expected.keys()].sort(),
    about,
  )
  for (const block of blocks) {
    const currency = String(block.currency)
    const { totals, rows } = expected.get(currency) ?? assert.fail(about)
    assert.deepEqual(block.totals, figures(totals, currency, false), about)
    const wantedRows = new Map([...rows].map(([key, sums]) => [key, figures(sums, currency, isArticle)]))
    assert.equal(block.rows.length, wantedRows.size, about)
    assert.deepEqual(keyed(block.rows), wantedRows, about)
  }
}

async function checkKpis(ledger: Ledger, wanted: FactScope): Promise<void> {
  const answer = await reportKpis(sql, actorOf(), inputOf(wanted))
  const blocks = 'currencies' in answer ? answer.currencies : [answer]
  const periods = { value: answer.period, previous: answer.previous_period }
  for (const block of blocks) {
    const currency = String(block.currency)
    for (const side of ['value', 'previous'] as const) {
      const span = { ...wanted, from: periods[side].date_from, to: periods[side].date_to }
      const totals = recompute(ledger, 'year', span, 'monday').get(currency)?.totals
      if (totals === undefined) {
        assert.equal(block.tickets?.[side], 0)
        continue
      }
      const { net, tickets, units, average_ticket, margin, margin_rate, tax, collected } = figures(
        totals,
        currency,
        false,
      )
      const expected = {
        revenue: net,
        tickets,
        units,
        average_ticket,
        margin,
        margin_rate,
        tax,
        collected,
        returns_rate: divide(-totals.returns, totals.gross - totals.discounts, 4),
        discounts_rate: divide(totals.discounts, totals.gross, 4),
        active_customers: countCustomers(ledger, span, currency),
      }
      const seen = Object.fromEntries(KPI_NAMES.map((name) => [name, block[name]?.[side]]))
      assert.deepEqual(seen, expected, JSON.stringify(span))
    }
  }
}

function countCustomers(ledger: Ledger, span: FactScope, currency: string): number {
  const inSpan = ledger.tickets.filter(
    ({ sale }) =>
      sale.kind === 'sale' &&
      sale.currency === currency &&
      sale.customer_id !== null &&
      sale.business_day >= span.from &&
      sale.business_day <= span.to &&
      (span.storeIds === null || span.storeIds.includes(sale.store_id)),
  )
  return new Set(inSpan.map(({ sale }) => sale.customer_id)).size
}

/** What of the tickets is in the roll-ups when the reports are read: nothing, what was over, and all but what came late. */
const rolledUp = fc.constantFrom<Date | null>(null, new Date('2025-01-02T12:00:00Z'), new Date('2026-02-01T12:00:00Z'))

it('every report equals a recomputation from the rows, whatever is rolled up', { timeout: 600_000 }, async () => {
  const tickets = fc.array(ticket, { minLength: 1, maxLength: 40 })
  const late = fc.array(ticket, { maxLength: 3 })
  const check = fc.asyncProperty(
    tickets,
    late,
    rolledUp,
    scope,
    fc.constantFrom(...WEEK_STARTS),
    async (given, givenLate, now, wanted, weekStart) => {
      await sql`truncate sales, sale_lines, sale_payments, sale_taxes, receipt_prints`
      await insertTickets(sql, given)
      if (now !== null) {
        const before = await readAll(wanted, weekStart)
        await rollUpReports(sql, { now })
        assert.deepEqual(await faultsOfRollUps(), [])
        assert.deepEqual(await readAll(wanted, weekStart), before)
        await checkReports(await readLedger(sql), wanted, weekStart)
      }
      await insertTickets(sql, givenLate)
      await checkReports(await readLedger(sql), wanted, weekStart)
    },
  )
  await fc.assert(check, { numRuns: 30 })
})

const faultsOfRollUps = () =>
  readSnapshot(sql, async (tx) => (await findRollUpFaults(tx)).list().flatMap(({ first }) => first))

/** Every report with its names, which the recomputation leaves out. */
const readAll = async (wanted: FactScope, weekStart: WeekStart) => {
  const reports: unknown[] = [await reportKpis(sql, actorOf(), inputOf(wanted))]
  for (const groupBy of GROUP_BY) {
    const input = { ...inputOf(wanted), group_by: groupBy, week_start: weekStart }
    reports.push(await reportSales(sql, actorOf(), input, 'fr'))
  }
  return reports
}

async function checkReports(ledger: Ledger, wanted: FactScope, weekStart: WeekStart): Promise<void> {
  for (const groupBy of GROUP_BY) await checkReport(ledger, groupBy, wanted, weekStart)
  await checkKpis(ledger, wanted)
}
