import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { storeScope } from '../../stores/index.ts'
import { type SessionRow, sessionColumns } from './select-sessions.ts'
import type { ShareKind } from './session-totals.ts'

export type TotalsRow = {
  business_day: string
  is_late: boolean
  tickets: number
  return_tickets: number
  /** As PostgreSQL writes it: a decimal. */
  units: string
  gross_minor: number
  discount_minor: number
  returns_minor: number
  net_minor: number
  tax_minor: number
  total_minor: number
  rounding_minor: number
}

export type ShareRow = {
  is_late: boolean
  kind: ShareKind
  key: string
  occurrences: number
  base_minor: number
  amount_minor: number
}

export type LateTicketRow = {
  id: string
  series: number
  number: number
  business_day: string
  occurred_at: string
  total_minor: number
}

/** What the till says, as it was kept: amounts in minor units. */
export type StatedRow = {
  tickets?: string
  net?: string
  tax?: string
  total?: string
  cash?: string
  last_number?: number
  second_closing?: { closed_at: string; counted: { cash?: string }; note: string | null }
}

export type ReportRow = SessionRow & {
  counted: Record<string, string> | null
  denominations: { denomination: string; count: number }[] | null
  stated: StatedRow | null
  totals: TotalsRow[] | null
  shares: ShareRow[] | null
  late_tickets: LateTicketRow[] | null
  /** Where the journal's head stood once it held the closing. */
  anchor: { position: number; hash: string } | null
}

/** Late tickets that a report lists; the others are in its sums. */
const MOST_LATE_TICKETS = 200

/**
 * A session with all that its reports say, in one statement and so of one moment. What it reads does not grow with the
 * session's tickets: its sums, and those tickets that came too late.
 *
 * @throws not_found, also for another store's session
 */
export async function readSessionReport(sql: Queryable, actor: Actor, id: string): Promise<ReportRow> {
  const [row] = await sql<ReportRow[]>`
    select ${sessionColumns(sql)}, s.counted, s.denominations, s.stated,
      (select json_agg(total order by total.business_day) from (
         select business_day, is_late, tickets, return_tickets, units::text, gross_minor, discount_minor, returns_minor,
           net_minor, tax_minor, total_minor, rounding_minor
         from session_totals where store_id = s.store_id and session_id = s.id
           -- What was late after all has left its day empty.
           and (tickets, return_tickets) <> (0, 0)) total) as totals,
      (select json_agg(share order by share.kind, share.key) from (
         select is_late, kind, key, sum(occurrences)::bigint as occurrences, sum(base_minor)::bigint as base_minor,
           sum(amount_minor)::bigint as amount_minor
         from session_shares where store_id = s.store_id and session_id = s.id and occurrences <> 0
         group by is_late, kind, key) share) as shares,
      (select json_agg(late order by late.series, late.number) from (
         select id, series, number, business_day, occurred_at, total_minor from sales
         where sales.session_id = s.id and sales.store_id = s.store_id and flags @> '{session_closed}'
         order by series, number limit ${MOST_LATE_TICKETS}) late) as late_tickets,
      (select json_build_object('position', entry.position, 'hash', encode(entry.hash, 'hex')) from journal_entries entry
       where entry.record_id = s.id and entry.store_id = s.store_id and entry.kind = 'session_close') as anchor
    from register_sessions s where s.id = ${id} and ${storeScope(sql, actor, 's.store_id')}
    order by s.store_id limit 1`
  if (row === undefined) throw platformErrors.not_found()
  return row
}
