import {
  addUpSums,
  CLOSING_AMOUNTS,
  type ClosingPayment,
  type ClosingSums,
  type ClosingTax,
  type ClosingTotals,
  type Coverage,
  NO_TOTALS,
} from '../../../rules/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { arrayLiteral } from '../../platform/database/insert-set.ts'
import { together } from '../../platform/database/together.ts'
import type { Fragment } from '../../platform/http/select-page.ts'

export type DaySums = ClosingSums & { businessDay: string }

type TotalsRow = { business_day: string; tickets: number; return_tickets: number } & Record<
  (typeof CLOSING_AMOUNTS)[number],
  string
>
type TaxRow = { business_day: string; code: string; rate_ppm: number; base: string; amount: string }
type PaymentRow = { business_day: string; method: string; count: number; amount: string }

/**
 * What the tickets at these places of a store's journal add up to, by their business day. It reads those tickets and no
 * others, whatever the history.
 */
export async function sumCoveredTickets(
  sql: Queryable,
  storeId: number,
  covers: readonly Coverage[],
): Promise<DaySums[]> {
  const news = covers.filter(({ from, to }) => from <= to)
  if (news.length === 0) return []
  const covered = coveredTickets(sql, storeId, news)
  const [totals, taxes, payments] = await together([
    sql<TotalsRow[]>`
      with ticket as materialized (${covered}), line as (
        select ticket.business_day, sum(gross_minor) filter (where line.kind <> 'return') as gross,
          sum(discount_minor) filter (where line.kind <> 'return') as discounts,
          sum(net_minor) filter (where line.kind = 'return') as returns, sum(net_minor) as net, sum(tax_minor) as tax
        from ticket join sale_lines line on line.store_id = ${storeId} and line.sale_id = ticket.id group by 1
      ), whole as (
        select business_day, count(*) filter (where kind = 'sale') as tickets,
          count(*) filter (where kind = 'return') as return_tickets, sum(total_minor) as total,
          sum(rounding_minor) as rounding
        from ticket group by 1
      )
      select business_day, tickets, return_tickets, coalesce(gross, 0)::text as gross,
        coalesce(discounts, 0)::text as discounts, coalesce(returns, 0)::text as returns, coalesce(net, 0)::text as net,
        coalesce(tax, 0)::text as tax, total::text, rounding::text
      from whole left join line using (business_day) order by business_day`,
    sql<TaxRow[]>`
      with ticket as materialized (${covered})
      select ticket.business_day, tax.code, tax.rate_ppm, sum(base_minor)::text as base, sum(amount_minor)::text as amount
      from ticket join sale_taxes tax on tax.store_id = ${storeId} and tax.sale_id = ticket.id
      group by 1, 2, 3`,
    sql<PaymentRow[]>`
      with ticket as materialized (${covered})
      select ticket.business_day, payment.method, count(*)::int as count,
        sum(amount_minor - change_minor)::text as amount
      from ticket join sale_payments payment on payment.store_id = ${storeId} and payment.sale_id = ticket.id
      group by 1, 2`,
  ])
  const ofDay = <Row extends { business_day: string }>(rows: readonly Row[]) =>
    Map.groupBy(rows, (row) => row.business_day)
  const [taxesOf, paymentsOf] = [ofDay(taxes), ofDay(payments)]
  return totals.map((row) => ({
    businessDay: row.business_day,
    // Added up alone, its lists come in their order.
    ...addUpSums([
      {
        totals: readTotals(row),
        taxes: (taxesOf.get(row.business_day) ?? []).map(readTax),
        payments: (paymentsOf.get(row.business_day) ?? []).map(readPayment),
      },
    ]),
  }))
}

const coveredTickets = (sql: Queryable, storeId: number, covers: readonly Coverage[]): Fragment => sql`
  select sale.id, sale.kind, sale.business_day, sale.total_minor, sale.rounding_minor
  from unnest(${arrayLiteral(covers.map(({ registerId }) => registerId))}::text::bigint[],
    ${arrayLiteral(covers.map(({ from }) => from))}::text::bigint[],
    ${arrayLiteral(covers.map(({ to }) => to))}::text::bigint[]) as part (register_id, first, last)
  join journal_entries entry on entry.store_id = ${storeId} and entry.register_id = part.register_id
    and entry.position between part.first and part.last and entry.kind = 'ticket'
  join sales sale on sale.store_id = entry.store_id and sale.id = entry.record_id`

function readTotals(row: TotalsRow): ClosingTotals {
  const totals = { ...NO_TOTALS, tickets: row.tickets, returnTickets: row.return_tickets }
  for (const name of CLOSING_AMOUNTS) totals[name] = BigInt(row[name])
  return totals
}

const readTax = ({ code, rate_ppm, base, amount }: TaxRow): ClosingTax => ({
  code,
  ratePpm: rate_ppm,
  base: BigInt(base),
  amount: BigInt(amount),
})

const readPayment = ({ method, count, amount }: PaymentRow): ClosingPayment => ({
  method,
  count,
  amount: BigInt(amount),
})
