import type { Queryable } from '../../platform/database/connect.ts'
import { arrayLiteral } from '../../platform/database/insert-set.ts'
import { together } from '../../platform/database/together.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import type { Period } from '../resolve-scope.ts'

type OfDay = { store_id: number; business_day: string }
type Amount = { amount: string }

/** What was sold of a tax class, or came back of it, and at which taxes. `codes` are the line's, the others the ticket's. */
export type SoldRow = OfDay &
  Amount & { tax_class: string; is_return: boolean; codes: string[]; taxes: string[] | null; rates: number[] | null }
export type TaxRow = OfDay & Amount & { code: string }
export type PaymentRow = OfDay & Amount & { method: string }
export type RoundingRow = OfDay & Amount
/** Counted less expected, by method, on the day on which the drawer was closed. */
export type DifferenceRow = OfDay & Amount & { method: string }
export type MovementRow = OfDay & Amount & { kind: 'in' | 'out' | 'drop' }

export type DayFacts = {
  readonly sold: readonly SoldRow[]
  readonly taxes: readonly TaxRow[]
  readonly payments: readonly PaymentRow[]
  readonly roundings: readonly RoundingRow[]
  readonly differences: readonly DifferenceRow[]
  readonly movements: readonly MovementRow[]
}

/** What the books want to know of some stores' business days. Amounts are texts of minor units, as tickets have them. */
export async function readDayFacts(sql: Queryable, storeIds: readonly number[], period: Period): Promise<DayFacts> {
  const ofDays = (day: string, store: string): Fragment => sql`
    ${sql.unsafe(day)} between ${period.date_from} and ${period.date_to}
    and ${sql.unsafe(store)} = any(${arrayLiteral(storeIds)}::text::bigint[])`
  const [sold, taxes, payments, roundings, differences, movements] = await together([
    sql<SoldRow[]>`
      with tax as (
        select sale.store_id, sale.id, array_agg(tax.code order by tax.position) as codes,
          array_agg(tax.rate_ppm order by tax.position) as rates
        from sales sale join sale_taxes tax on tax.store_id = sale.store_id and tax.sale_id = sale.id
        where ${ofDays('sale.business_day', 'sale.store_id')} group by 1, 2
      )
      select line.store_id, line.business_day, line.tax_class, line.kind = 'return' as is_return, line.tax_codes as codes,
        tax.codes as taxes, tax.rates, sum(line.net_minor)::text as amount
      from sale_lines line left join tax on tax.store_id = line.store_id and tax.id = line.sale_id
      where ${ofDays('line.business_day', 'line.store_id')}
      group by 1, 2, 3, 4, 5, 6, 7`,
    sql<TaxRow[]>`
      select sale.store_id, sale.business_day, tax.code, sum(tax.amount_minor)::text as amount
      from sales sale join sale_taxes tax on tax.store_id = sale.store_id and tax.sale_id = sale.id
      where ${ofDays('sale.business_day', 'sale.store_id')} group by 1, 2, 3`,
    sql<PaymentRow[]>`
      select sale.store_id, sale.business_day, payment.method,
        sum(payment.amount_minor - payment.change_minor)::text as amount
      from sales sale join sale_payments payment on payment.store_id = sale.store_id and payment.sale_id = sale.id
      where ${ofDays('sale.business_day', 'sale.store_id')} group by 1, 2, 3`,
    sql<RoundingRow[]>`
      select sale.store_id, sale.business_day, sum(sale.rounding_minor)::text as amount
      from sales sale where ${ofDays('sale.business_day', 'sale.store_id')} group by 1, 2`,
    readDifferences(sql, ofDays, storeIds, period),
    sql<MovementRow[]>`
      select movement.store_id, movement.business_day, movement.kind, sum(movement.amount_minor)::text as amount
      from cash_movements movement
      where ${ofDays('movement.business_day', 'movement.store_id')} and movement.kind <> 'no_sale' group by 1, 2, 3`,
  ])
  return { sold, taxes, payments, roundings, differences, movements }
}

/**
 * A session reads its sums as its Z does, so that both tell one difference. Its day is its store's; wherever that is, it
 * lies within a day of the same date in UTC, and older sessions are not read.
 */
const readDifferences = (
  sql: Queryable,
  ofDays: (day: string, store: string) => Fragment,
  storeIds: readonly number[],
  { date_from: first, date_to: last }: Period,
): Promise<DifferenceRow[]> =>
  sql<DifferenceRow[]>`
    with closed as (
      select session.store_id, (session.closed_at at time zone store.time_zone)::date as business_day, session.id,
        session.opening_float_minor, counted.key as method, counted.value::bigint as counted
      from register_sessions session join stores store on store.id = session.store_id
      cross join lateral jsonb_each_text(session.counted) counted
      where session.kind = 'drawer' and session.counted is not null
        and session.store_id = any(${arrayLiteral(storeIds)}::text::bigint[])
        and session.closed_at >= (${first}::date - 1)::timestamp at time zone 'UTC'
        and session.closed_at < (${last}::date + 2)::timestamp at time zone 'UTC'
    )
    select closed.store_id, closed.business_day, closed.method, sum(closed.counted
      - case when closed.method = 'cash' then closed.opening_float_minor else 0 end - coalesce(kept.amount, 0))::text as amount
    from closed left join lateral (
      select sum(share.amount_minor) as amount from session_shares share
      where share.store_id = closed.store_id and share.session_id = closed.id and not share.is_late
        and ((share.kind in ('payment', 'refund') and share.key = closed.method)
          or (share.kind = 'movement' and closed.method = 'cash'))) kept on true
    where ${ofDays('closed.business_day', 'closed.store_id')} group by 1, 2, 3`

export type StoreDay = { readonly storeId: number; readonly day: string; readonly facts: DayFacts }

/** Each store's days apart, in the order of days and stores. */
export function splitByDay(facts: DayFacts): StoreDay[] {
  const days = new Map<string, { storeId: number; day: string }>()
  const split = <Row extends OfDay>(rows: readonly Row[]) => {
    const groups = Map.groupBy(rows, keyOf)
    for (const [key, [row]] of groups) {
      if (row !== undefined) days.set(key, { storeId: row.store_id, day: row.business_day })
    }
    return (key: string): readonly Row[] => groups.get(key) ?? []
  }
  const [sold, taxes, payments] = [split(facts.sold), split(facts.taxes), split(facts.payments)]
  const [roundings, differences, movements] = [split(facts.roundings), split(facts.differences), split(facts.movements)]
  return [...days.keys()].sort().map((key) => ({
    ...(days.get(key) as { storeId: number; day: string }),
    facts: {
      sold: sold(key),
      taxes: taxes(key),
      payments: payments(key),
      roundings: roundings(key),
      differences: differences(key),
      movements: movements(key),
    },
  }))
}

const keyOf = ({ store_id, business_day }: OfDay): string => `${business_day} ${String(store_id).padStart(16, '0')}`
