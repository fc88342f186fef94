import type { Queryable } from '../../platform/database/connect.ts'
import { type SessionRow, sessionColumns } from './select-sessions.ts'

/** A drawer that is open, and who stands at it: whoever took the last turn, else whoever opened it. */
export type OpenDrawer = SessionRow & { readonly cashier_id: number | null; readonly cashier_name: string | null }

/** The open drawers of some stores, however many there have been (`register_sessions_one_open`). */
export const readOpenDrawers = (sql: Queryable, storeIds: readonly number[]): Promise<OpenDrawer[]> => sql<
  OpenDrawer[]
>`
  select ${sessionColumns(sql)}, coalesce(turn.cashier_id, s.opened_by) as cashier_id,
    coalesce(turn.cashier_name, opener.name) as cashier_name
  from register_sessions s
  left join users opener on opener.id = s.opened_by
  left join lateral (
    select t.cashier_id, t.cashier_name from cashier_turns t where t.session_id = s.id order by t.id desc limit 1
  ) turn on true
  where s.store_id = any(${[...storeIds]}::bigint[])
    and s.kind = 'drawer' and s.opened_at is not null and s.closed_at is null and s.taken_over_at is null
  order by s.store_id, s.register_id`
