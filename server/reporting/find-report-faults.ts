import type { Queryable } from '../platform/database/connect.ts'
import { type Text, text } from '../platform/text.ts'
import { Findings } from '../platform/verification/findings.ts'
import { CALENDAR, dimensionOf, type GroupBy } from './dimensions.ts'
import type { FactName, Facts } from './measures.ts'
import { type CurrencyFacts, queryFacts } from './query-facts.ts'

export const REPORT_INVARIANTS = {
  report_totals_are_tickets: text(
    'Rapports : chaque total = somme des tickets, quel que soit le regroupement',
    'Reports: each total = sum of the tickets, however they are grouped',
  ),
  report_rows_are_tickets: text(
    'Rapports : chaque magasin et chaque jour = somme de ses tickets',
    'Reports: each store and each day = sum of its tickets',
  ),
} satisfies Record<string, Text>

type ReportInvariant = keyof typeof REPORT_INVARIANTS

/** What can be summed over the tickets alone, without their lines and payments. */
const COMPARED = ['tickets', 'net', 'tax', 'rounding', 'paid'] as const satisfies readonly FactName[]
const WHOLE_HISTORY = { from: '0001-01-01', to: '9999-12-31', storeIds: null, currency: null }
/** One grouping for each place where a report takes its rows from: tickets, lines and payments. */
const GROUPINGS: readonly GroupBy[] = ['store', 'day', 'product', 'payment_method']
/** Groupings whose rows share no ticket, with the SQL of their key. */
const KEYS: Partial<Record<GroupBy, string>> = { store: 's.store_id::text', day: 's.business_day::text' }

type SumRow = { currency: string; key: string } & Record<(typeof COMPARED)[number], string>

/** Compares reports over the whole history with the tickets themselves. `sql` sees one moment: a repeatable-read transaction. */
export async function findReportFaults(sql: Queryable): Promise<Findings<ReportInvariant>> {
  const findings = new Findings<ReportInvariant>(REPORT_INVARIANTS)
  const totals = await sumTickets(sql, "''")
  for (const grouping of GROUPINGS) {
    const dimension = dimensionOf(grouping, CALENDAR)
    // Elsewhere what was collected is the total with its rounding; only by payment is it summed over the payments.
    const names = COMPARED.filter((name) => name !== 'paid' || dimension.place === 'payment')
    const reported = await queryFacts(sql, dimension, names, WHOLE_HISTORY)
    const describe = (facts: Facts | SumRow | undefined) =>
      names.map((name) => `${name} ${facts?.[name] ?? 0}`).join(', ')
    compareTotals(grouping, totals, reported, describe, findings)
    const key = KEYS[grouping]
    if (key !== undefined) compareRows(grouping, await sumTickets(sql, key), reported, describe, findings)
  }
  return findings
}

const sumTickets = (sql: Queryable, key: string): Promise<SumRow[]> =>
  sql.unsafe<SumRow[]>(`
    select s.currency::text as currency, ${key} as key, count(*) filter (where s.kind = 'sale')::text as tickets,
      sum(s.subtotal_minor)::text as net, sum(s.tax_minor)::text as tax, sum(s.rounding_minor)::text as rounding,
      sum(s.total_minor + s.rounding_minor)::text as paid
    from sales s group by s.currency, 2 order by s.currency, 2`)

type Describe = (facts: Facts | SumRow | undefined) => string

function compareTotals(
  grouping: GroupBy,
  sums: readonly SumRow[],
  reported: readonly CurrencyFacts[],
  describe: Describe,
  findings: Findings<ReportInvariant>,
): void {
  for (const sum of sums) {
    const block = reported.find((candidate) => candidate.currency === sum.currency)
    const subject = `${grouping} ${sum.currency}`
    findings.compare('report_totals_are_tickets', subject, describe(sum), describe(block?.totals))
  }
  findings.compare('report_totals_are_tickets', `${grouping}, currencies`, sums.length, reported.length)
}

function compareRows(
  grouping: GroupBy,
  sums: readonly SumRow[],
  reported: readonly CurrencyFacts[],
  describe: Describe,
  findings: Findings<ReportInvariant>,
): void {
  const rows = new Map<string, Facts>()
  for (const { currency, groups } of reported)
    for (const { key, facts } of groups) rows.set(`${currency} ${key}`, facts)
  const isTruncated = reported.some((block) => block.isTruncated)
  for (const sum of sums) {
    const name = `${sum.currency} ${sum.key}`
    const row = rows.get(name)
    // A report shows no more rows than its limit; the totals hold them all.
    if (row === undefined && isTruncated) continue
    findings.compare('report_rows_are_tickets', `${grouping} ${name}`, describe(sum), describe(row))
  }
}
