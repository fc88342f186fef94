import { type Actor, may } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'

export type SessionRow = {
  id: string
  store_id: number
  register_id: number
  register_name: string | null
  kind: 'drawer' | 'day'
  business_day: string
  currency: string
  device_id: string | null
  series: number
  opened_at: string | null
  opened_by: number | null
  opened_by_name: string | null
  opening_number: number | null
  opening_float_minor: number
  taken_over_at: string | null
  closed_at: string | null
  closed_by: number | null
  closed_by_name: string | null
  z_number: number | null
  last_number: number | null
  other_records: number
  counted_cash_minor: number | null
  difference_note: string | null
  cash_minor: number
  tickets_in_time: number
}

/**
 * A session `s` with the sums that it is judged by: what cash came in and went out in time, and how many tickets did. A few
 * rows of sums are read, however many tickets there were.
 */
export const sessionColumns = (sql: Queryable): Fragment => sql`
  s.id, s.store_id, s.register_id, s.kind, s.business_day, s.currency::text, s.device_id, s.series, s.opened_at, s.opened_by,
  s.opening_number, s.opening_float_minor, s.taken_over_at, s.closed_at, s.closed_by, s.z_number, s.last_number,
  s.other_records,
  (select register.name from registers register where register.id = s.register_id) as register_name,
  (select opener.name from users opener where opener.id = s.opened_by) as opened_by_name,
  (select closer.name from users closer where closer.id = s.closed_by) as closed_by_name,
  (s.counted->>'cash')::bigint as counted_cash_minor, s.difference_note,
  (select coalesce(sum(share.amount_minor), 0)::bigint from session_shares share
   where share.store_id = s.store_id and share.session_id = s.id and not share.is_late
     and (share.kind = 'movement' or (share.kind in ('payment', 'refund') and share.key = 'cash'))) as cash_minor,
  (select coalesce(sum(total.tickets + total.return_tickets), 0)::bigint from session_totals total
   where total.store_id = s.store_id and total.session_id = s.id and not total.is_late) as tickets_in_time`

/**
 * The count is blind: until it is given, only who may move cash sees how much there should be.
 */
export const maySeeCash = (actor: Actor, session: Pick<SessionRow, 'closed_at'>): boolean =>
  session.closed_at !== null || may(actor, 'sessions.cash')
