import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import type { StoreIdsFragment } from '../load-actor.ts'

/**
 * Where people work is the stores' to say, and stores stand to the right of this room: the map of the application passes
 * this in.
 */
export type PeopleStores = {
  readonly idsOf: StoreIdsFragment
  /** SQL condition: the person of `users.id` works, as the actor does, in a store that stands. */
  sharesOne(sql: Queryable, actor: Actor): Fragment
  /** SQL expression of type json: `[{id, name}]`, the stores of the person of `users.id` that exist for the actor. */
  describe(sql: Queryable, actor: Actor): Fragment
  /**
   * Has the person work in these stores and in no other, of those that exist for the actor; elsewhere nothing changes.
   * @throws validation_failed naming the first store that does not exist for the actor (`store_ids.2`).
   */
  assign(tx: Tx, actor: Actor, userId: number, storeIds: readonly number[]): Promise<void>
}

/**
 * SQL condition on `users`: the person exists for this actor. Whoever does not act everywhere knows themselves and those
 * with whom they share a store.
 */
export const peopleScope = (sql: Queryable, actor: Actor, stores: PeopleStores): Fragment =>
  actor.storeIds === 'all' ? sql`true` : sql`(users.id = ${actor.userId} or ${stores.sharesOne(sql, actor)})`
