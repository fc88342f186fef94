import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { storeScope } from '../../stores/index.ts'
import { moneyOf, presentSession } from './present-session.ts'
import type { CashMovementItem, SessionDetail } from './schema.ts'
import { type SessionRow, sessionColumns } from './select-sessions.ts'
import type { MovementType } from './session-record.ts'

export type MovementRow = Omit<CashMovementItem, 'amount' | 'type'> & { kind: MovementType; amount_minor: number }

const MOST_MOVEMENTS = 500

/** A session with its cash movements, the latest first. @throws not_found, also for another store's session */
export async function getSession(sql: Queryable, actor: Actor, id: string): Promise<SessionDetail> {
  const [row] = await sql<(SessionRow & { movements: MovementRow[] | null })[]>`
    select ${sessionColumns(sql)}, (
      select json_agg(movement order by movement.occurred_at desc, movement.id) from (
        select id, session_id, kind, amount_minor, reason, cashier_id, actor_name, occurred_at
        from cash_movements where store_id = s.store_id and session_id = s.id
        order by occurred_at desc, id limit ${MOST_MOVEMENTS}) movement) as movements
    from register_sessions s where s.id = ${id} and ${storeScope(sql, actor, 's.store_id')}
    order by s.store_id limit 1`
  if (row === undefined) throw platformErrors.not_found()
  const { movements, ...session } = row
  return {
    ...presentSession(session, actor),
    cash_movements: (movements ?? []).map((movement) => presentMovement(movement, session.currency)),
  }
}

export const presentMovement = ({ amount_minor, kind, ...rest }: MovementRow, currency: string): CashMovementItem => ({
  id: rest.id,
  session_id: rest.session_id,
  type: kind,
  amount: moneyOf(currency)(amount_minor),
  reason: rest.reason,
  cashier_id: rest.cashier_id,
  actor_name: rest.actor_name,
  occurred_at: new Date(rest.occurred_at).toISOString(),
})

/** A session as the one whose register is locked sees it: nothing about it changes until the transaction ends. */
export type LockedSession = {
  id: string
  store_id: number
  register_id: number
  kind: 'drawer' | 'day'
  currency: string
  closed_at: string | null
}

/** Locks the register of a session, then reads the session. @throws not_found, also for another store's session */
export async function lockSession(tx: Tx, actor: Actor, id: string): Promise<LockedSession> {
  const find = () => tx<LockedSession[]>`
    select id, store_id, register_id, kind, currency::text, closed_at from register_sessions
    where id = ${id} and ${storeScope(tx, actor, 'store_id')} order by store_id limit 1`
  const [found] = await find()
  if (found === undefined) throw platformErrors.not_found()
  await tx`
    select from register_journals where store_id = ${found.store_id} and register_id = ${found.register_id} for update`
  const [locked] = await find()
  if (locked === undefined) throw platformErrors.not_found()
  return locked
}
