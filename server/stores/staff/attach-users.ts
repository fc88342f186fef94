import { findBeyond, holdPower, identityErrors } from '../../identity/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { type Text, text } from '../../platform/text.ts'
import { lockStore } from '../get-store.ts'
import { storeIdsOf } from '../store-scope.ts'
import { isColleague } from './person-scope.ts'

const UNKNOWN = text('Cette personne n’existe pas.', 'This person does not exist.')
const STRONGER = text('Cette personne a des droits que vous n’avez pas.', 'This person may do what you may not.')

/**
 * Lets people work in a store; whoever already does stays. Whoever acts in some stores only brings in the people of these
 * stores: those of others do not exist for them.
 *
 * @throws not_found, validation_failed naming each unknown person (`user_ids.2`), forbidden, beyond_power.
 */
export async function attachUsers(tx: Tx, actor: Actor, storeId: number, userIds: readonly number[]): Promise<void> {
  const holder = await holdPower(tx, actor, 'stores.attachUsers', storeIdsOf)
  // People before stores: so does whoever says of a person where they work.
  const people = await tx<{ id: number }[]>`
    select u.id from users u
    where u.id = any(${[...userIds]}::bigint[]) and u.deleted_at is null and ${isColleague(tx, holder)}
    order by u.id for share of u`
  await lockStore(tx, holder, storeId)
  const known = new Set(people.map((person) => person.id))
  const unknown = faultsAt(userIds, UNKNOWN, (id) => !known.has(id))
  if (unknown !== null) throw invalid(unknown)
  const beyond = await findBeyond(tx, holder, userIds, storeIdsOf)
  const stronger = faultsAt(userIds, STRONGER, (id) => beyond.has(id))
  if (stronger !== null) throw identityErrors.beyond_power({ fields: stronger })
  await tx`
    insert into store_users (store_id, user_id) select ${storeId}, id from unnest(${[...known]}::bigint[]) id
    on conflict do nothing`
}

function faultsAt(
  userIds: readonly number[],
  reason: Text,
  isAtFault: (id: number) => boolean,
): Record<string, Text> | null {
  const faults = userIds.flatMap((id, index) => (isAtFault(id) ? [[`user_ids.${index}`, reason] as const] : []))
  return faults.length === 0 ? null : Object.fromEntries(faults)
}
