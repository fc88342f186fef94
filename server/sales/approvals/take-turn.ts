import { checkPin, discountLimitOf, type Permission, requireValidActor } from '../../identity/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { type AuditSettings, type Sql, withTransaction } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { peopleStores, storeScope } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'
import type { TurnBody, TurnData } from './approval-schema.ts'

/** What a till shows or hides by who stands at it. */
const TILL_PERMISSIONS = [
  'sales.create',
  'sales.return',
  'sales.discount',
  'sales.override',
  'sales.reprint',
  'sessions.open',
  'sessions.close',
  'sessions.cash',
  'customers.view',
  'customers.create',
  'approvals.give',
] as const satisfies readonly Permission[]

type OpenSession = {
  id: string
  store_id: number
  register_id: number
  kind: 'drawer' | 'day'
  closed_at: string | null
}

/**
 * Somebody takes their turn at an open drawer, by their PIN: the till then names them as the cashier of what it records.
 * Nothing but the log changes.
 *
 * @throws not_found, session_has_no_drawer, session_already_closed, bad_pin, too_many_attempts; forbidden for somebody
 * who may not sell
 */
export async function takeTurn(
  sql: Sql,
  actor: Actor,
  { sessionId, cashier_id: cashierId, pin, audit }: TurnBody & { sessionId: string; audit: AuditSettings },
): Promise<TurnData> {
  const session = await findDrawer(sql, actor, sessionId.toLowerCase())
  const storeId = session.store_id
  const asked = { actor, userId: cashierId, pin, storeId, storeIds: peopleStores.idsOf }
  const { person, accept } = await checkPin(sql, asked)
  const maySell = person.permissions.has('sales.create')
  await withTransaction(sql, { audit }, async (tx) => {
    await requireValidActor(tx, actor, 'sales.create')
    await accept(tx)
    if (!maySell) return
    await tx`
      insert into cashier_turns (store_id, session_id, register_id, cashier_id, cashier_name, asked_by_key)
      values (${storeId}, ${session.id}, ${session.register_id}, ${person.id}, ${person.name}, ${actor.key})`
  })
  if (!maySell) throw platformErrors.forbidden({ fields: { cashier_id: SELLS_NOTHING } })
  return {
    id: person.id,
    name: person.name,
    discount_limit: discountLimitOf(person),
    permissions: TILL_PERMISSIONS.filter((permission) => person.permissions.has(permission)),
  }
}

async function findDrawer(sql: Sql, actor: Actor, id: string): Promise<OpenSession> {
  const [session] = await sql<OpenSession[]>`
    select id, store_id, register_id, kind, closed_at from register_sessions
    where id = ${id} and ${storeScope(sql, actor, 'store_id')} order by store_id limit 1`
  if (session === undefined) throw platformErrors.not_found()
  if (session.kind === 'day') throw salesErrors.session_has_no_drawer()
  if (session.closed_at !== null) throw salesErrors.session_already_closed()
  return session
}

const SELLS_NOTHING = text('Cette personne ne peut pas vendre.', 'This person may not sell.')
