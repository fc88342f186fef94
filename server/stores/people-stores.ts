import type { PeopleStores } from '../identity/index.ts'
import { missingReference } from '../platform/errors.ts'
import { sharesStore } from './staff/person-scope.ts'
import { storeIdsOf, storeScope } from './store-scope.ts'

/** Where people work, for the room that knows people. */
export const peopleStores: PeopleStores = {
  idsOf: storeIdsOf,
  sharesOne: (sql, actor) => sharesStore(sql, actor, 'users.id'),
  describe: (sql, actor) => sql`(
    select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name) order by s.id), '[]')
    from store_users su join stores s on s.id = su.store_id
    where su.user_id = users.id and s.deleted_at is null and ${storeScope(sql, actor, 's.id')})`,
  async assign(tx, actor, userId, storeIds) {
    const wanted = [...new Set(storeIds)]
    // Locked in order, so that none is deleted meanwhile.
    const found = await tx<{ id: number }[]>`
      select s.id from stores s
      where s.id = any(${wanted}::bigint[]) and s.deleted_at is null and ${storeScope(tx, actor, 's.id')}
      order by s.id for share`
    const known = new Set(found.map((store) => store.id))
    const unknown = storeIds.findIndex((id) => !known.has(id))
    if (unknown !== -1) throw missingReference(`store_ids.${unknown}`)
    await tx`
      delete from store_users using stores s
      where user_id = ${userId} and s.id = store_id and s.deleted_at is null and s.id <> all(${wanted}::bigint[])
        and ${storeScope(tx, actor, 's.id')}`
    await tx`
      insert into store_users (store_id, user_id) select id, ${userId} from unnest(${wanted}::bigint[]) id
      on conflict do nothing`
  },
}
