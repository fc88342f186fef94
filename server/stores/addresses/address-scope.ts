import type { Row } from 'postgres'
import { findBeyond, identityErrors } from '../../identity/index.ts'
import { type Actor, may } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import { missingReference } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { isColleague } from '../staff/person-scope.ts'
import { storeIdsOf, storeScope } from '../store-scope.ts'
import type { OwnerType } from './address-schema.ts'

/**
 * SQL condition: the address `a` exists for this actor. A store's does for the people of the store; a person's for that
 * person, and for their colleagues who may see people. Both leave with their owner.
 */
export const addressScope = (sql: Queryable, actor: Actor): Fragment => sql<Row[]>`(
  exists (select from stores s where s.id = a.store_id and s.deleted_at is null and ${storeScope(sql, actor, 's.id')})
  or exists (select from users u where u.id = a.user_id and u.deleted_at is null and ${isSeen(sql, actor)}))`

/** SQL condition on a person `u`. */
const isSeen = (sql: Queryable, actor: Actor): Fragment =>
  sql`(u.id = ${actor.userId}::bigint or ${mayTouchPeople(actor) ? isColleague(sql, actor) : sql`false`})`

const mayTouchPeople = (actor: Actor): boolean => may(actor, 'users.view')

/**
 * Keeps others from changing the addresses of an owner until the transaction ends, so that one of them is the primary.
 *
 * @throws validation_failed naming `owner_id` when there is no such owner for this actor; beyond_power when it is
 * somebody else, who can do more than the actor.
 */
export async function lockOwner(tx: Tx, actor: Actor, type: OwnerType, id: number): Promise<void> {
  if (type === 'store') {
    const found = await tx`
      select 1 from stores s where s.id = ${id} and s.deleted_at is null and ${storeScope(tx, actor, 's.id')}
      for no key update`
    if (found.length === 0) throw missingReference('owner_id')
    return
  }
  const [person] = await tx`
    select from users u where u.id = ${id} and u.deleted_at is null and ${isSeen(tx, actor)} for no key update of u`
  if (person === undefined) throw missingReference('owner_id')
  if (id === actor.userId) return
  if ((await findBeyond(tx, actor, [id], storeIdsOf)).has(id)) throw identityErrors.beyond_power()
}
