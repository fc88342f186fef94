import { type Static, Type } from 'typebox'
import { currencyDecimals, DECIMALS_BY_CURRENCY, formatDecimal } from '../../../rules/index.ts'
import { type Actor, may, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { Amount, Day, DecimalOutput, Id, Nullable, Uuid } from '../../platform/http/fields.ts'
import { listQuery, pickFields, readList, type SortColumns } from '../../platform/http/list.ts'
import { allOf, containsPattern, type Fragment, selectPage } from '../../platform/http/select-page.ts'
import { text } from '../../platform/text.ts'
import { storeScope } from '../../stores/index.ts'
import { IdsQuery, readIds } from '../read-ids.ts'
import { FLAGS, type Flag, referenceOf, TICKET_KINDS, type TicketKind } from './ticket.ts'
import { ticketConditions, ticketFilters } from './ticket-filters.ts'

const SORTS: SortColumns = {
  id: { sql: 's.id', type: 'uuid' },
  occurred_at: { sql: 's.occurred_at', type: 'timestamptz' },
  business_day: { sql: 's.business_day', type: 'date' },
  number: { sql: 's.number', type: 'bigint' },
  total: { sql: 's.total_minor', type: 'bigint' },
}

export const ListSalesQuery = listQuery({
  sorts: SORTS,
  filters: {
    ids: IdsQuery,
    store_id: Type.Optional(Id()),
    register_id: Type.Optional(Id()),
    session_id: Type.Optional(Uuid()),
    kind: Type.Optional(Type.Enum([...TICKET_KINDS])),
    date_from: Type.Optional(Day()),
    date_to: Type.Optional(Day()),
    customer_id: Type.Optional(Id()),
    cashier_id: Type.Optional(Id()),
    variant_id: Type.Optional(Id()),
    external_id: Type.Optional(Type.String({ maxLength: 255 })),
    flag: Type.Optional(Type.Enum([...FLAGS])),
    sale_id: Type.Optional(
      Uuid({ description: text('Les retours et échanges de ce ticket.', 'The returns and exchanges of this ticket.') }),
    ),
    total_min: Type.Optional(
      Amount({ description: text('Un total d’au moins autant.', 'A total of at least this much.') }),
    ),
    total_max: Type.Optional(
      Amount({ description: text('Un total d’au plus autant.', 'A total of at most this much.') }),
    ),
    ...ticketFilters,
  },
})

export const SaleSummary = Type.Object({
  id: Type.String(),
  reference: Type.String(),
  kind: Type.Enum([...TICKET_KINDS]),
  store_id: Type.Integer(),
  register_id: Type.Integer(),
  register_name: Nullable(Type.String()),
  series: Type.Integer(),
  number: Type.Integer(),
  occurred_at: Type.String(),
  business_day: Type.String(),
  cashier_id: Nullable(Type.Integer()),
  cashier_name: Nullable(Type.String()),
  customer_id: Nullable(Type.Integer()),
  customer_name: Nullable(Type.String()),
  sale_id: Nullable(Type.String()),
  external_id: Nullable(Type.String()),
  currency: Type.String(),
  lines_count: Type.Integer(),
  subtotal: DecimalOutput(),
  tax_total: DecimalOutput(),
  total: DecimalOutput(),
  flags: Type.Array(Type.Enum([...FLAGS])),
})

type SummaryRow = {
  id: string
  kind: TicketKind
  store_id: number
  register_id: number
  register_name: string | null
  series: number
  number: number
  occurred_at: string
  business_day: string
  cashier_id: number | null
  cashier_name: string | null
  customer_id: number | null
  customer_name: string | null
  origin_sale_id: string | null
  external_id: string | null
  currency: string
  lines_count: number
  subtotal_minor: number
  tax_minor: number
  total_minor: number
  flags: Flag[]
}

/** Tickets of the actor's stores, latest first unless asked otherwise. One statement per page. */
export async function listSales(sql: Queryable, actor: Actor, query: Static<typeof ListSalesQuery>) {
  if (query.store_id !== undefined && !mayActInStore(actor, query.store_id)) throw platformErrors.not_found()
  // Tickets have UUIDs, which `conditions` reads.
  const request = readList(
    { ...query, ids: undefined },
    { sorts: SORTS, defaultSort: '-occurred_at', fields: Object.keys(SaleSummary.properties) },
  )
  const { rows, meta } = await selectPage<SummaryRow>(sql, request, {
    sorts: SORTS,
    from: sql`sales s`,
    where: allOf(sql, conditions(sql, actor, query)),
    columns: sql`s.id, s.kind, s.store_id, s.register_id, s.series, s.number, s.occurred_at, s.business_day, s.cashier_id,
      s.customer_id, s.origin_sale_id, s.external_id, s.currency::text, s.subtotal_minor, s.tax_minor, s.total_minor, s.flags,
      (select count(*)::int from sale_lines l where l.store_id = s.store_id and l.sale_id = s.id) as lines_count,
      register.name as register_name, cashier.name as cashier_name,
      case when ${may(actor, 'customers.view')} then customer.name end as customer_name`,
    joins: sql`join sale_identities i on i.id = k.id join sales s on s.store_id = i.store_id and s.id = i.id
      left join registers register on register.id = s.register_id
      left join users cashier on cashier.id = s.cashier_id
      left join customers customer on customer.id = s.customer_id`,
  })
  return { data: rows.map((row) => pickFields(present(row), request.fields)), meta }
}

function conditions(sql: Queryable, actor: Actor, query: Static<typeof ListSalesQuery>): Fragment[] {
  const found: Fragment[] = [storeScope(sql, actor, 's.store_id'), ...ticketConditions(sql, actor, query)]
  if (query.ids !== undefined) found.push(sql`s.id = any(${readIds(query.ids)}::uuid[])`)
  if (query.store_id !== undefined) found.push(sql`s.store_id = ${query.store_id}`)
  if (query.register_id !== undefined) found.push(sql`s.register_id = ${query.register_id}`)
  if (query.session_id !== undefined) {
    // An index of sessions would cost every ticket; the days of the session and the index of days find them too.
    found.push(sql`s.session_id = ${query.session_id} and (s.store_id, s.business_day) in (
      select total.store_id, total.business_day from session_totals total
      where total.session_id = ${query.session_id} and total.store_id in (
        select session.store_id from register_sessions session where session.id = ${query.session_id}))`)
  }
  if (query.kind !== undefined) found.push(sql`s.kind = ${query.kind}`)
  if (query.date_from !== undefined) found.push(sql`s.business_day >= ${query.date_from}`)
  if (query.date_to !== undefined) found.push(sql`s.business_day <= ${query.date_to}`)
  if (query.customer_id !== undefined) found.push(sql`s.customer_id = ${query.customer_id}`)
  if (query.cashier_id !== undefined) found.push(sql`s.cashier_id = ${query.cashier_id}`)
  if (query.external_id !== undefined) found.push(sql`s.external_id = ${query.external_id}`)
  if (query.flag !== undefined) found.push(sql`${query.flag} = any(s.flags)`)
  if (query.sale_id !== undefined) found.push(sql`s.origin_sale_id = ${query.sale_id}`)
  if (query.total_min !== undefined) found.push(sql`s.total_minor >= ${minorOf(sql, query.total_min)}`)
  if (query.total_max !== undefined) found.push(sql`s.total_minor <= ${minorOf(sql, query.total_max)}`)
  if (query.variant_id !== undefined) {
    found.push(sql`exists (select from sale_lines l
      where l.store_id = s.store_id and l.sale_id = s.id and l.variant_id = ${query.variant_id})`)
  }
  if (query.q !== undefined && query.q !== '') found.push(matches(sql, query.q))
  return found
}

/**
 * An amount in the minor units of whatever currency the ticket is in. Numeric to the power of numeric stays exact; of an
 * integer it would be a float, for which 19.99 is not 1999 cents.
 */
const minorOf = (sql: Queryable, amount: string | number): Fragment => sql`(${String(amount)}::numeric
  * 10::numeric ^ coalesce((${JSON.stringify(DECIMALS_BY_CURRENCY)}::text::jsonb ->> s.currency::text)::numeric, 2))`

/** A search finds a reference, an external id or the name or SKU of an article sold. */
const matches = (sql: Queryable, q: string): Fragment => sql`(
  s.external_id = ${q}
  or ${q} = s.store_id || '-' || s.register_id || '-' || s.series || '-' || lpad(s.number::text, greatest(6, length(s.number::text)), '0')
  or exists (select from sale_lines l where l.store_id = s.store_id and l.sale_id = s.id
    and (l.sku = ${q} or search_text(l.name) like search_text(${containsPattern(sql, q)}))))`

function present(row: SummaryRow) {
  const decimals = currencyDecimals(row.currency)
  const money = (minor: number) => formatDecimal(BigInt(minor), decimals)
  return {
    id: row.id,
    reference: referenceOf({
      storeId: row.store_id,
      registerId: row.register_id,
      series: row.series,
      number: row.number,
    }),
    kind: row.kind,
    store_id: row.store_id,
    register_id: row.register_id,
    register_name: row.register_name,
    series: row.series,
    number: row.number,
    occurred_at: row.occurred_at,
    business_day: row.business_day,
    cashier_id: row.cashier_id,
    cashier_name: row.cashier_name,
    customer_id: row.customer_id,
    customer_name: row.customer_name,
    sale_id: row.origin_sale_id,
    external_id: row.external_id,
    currency: row.currency,
    lines_count: row.lines_count,
    subtotal: money(row.subtotal_minor),
    tax_total: money(row.tax_minor),
    total: money(row.total_minor),
    flags: row.flags,
  }
}
