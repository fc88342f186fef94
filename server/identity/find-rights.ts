import type { Actor } from '../platform/actor.ts'
import type { Queryable } from '../platform/database/connect.ts'
import { limitsOf, personLimit } from './discount-limit.ts'
import type { StoreIdsFragment } from './load-actor.ts'
import { permissionsOf } from './power.ts'

/** What a person may do, whoever acts for them. */
export type PersonRights = Pick<Actor, 'kind' | 'permissions' | 'limits' | 'storeIds' | 'name'> & {
  readonly id: number
}

type RightsRow = {
  id: number
  name: string
  permissions: string[]
  discount_limit_ppm: number | null
  store_ids: number[]
}

/**
 * The rights of these people as they are now, by id; whoever was deleted, or never was, is not in the answer. One
 * statement, none for nobody.
 */
export async function findRights(
  sql: Queryable,
  ids: readonly number[],
  storeIds: StoreIdsFragment,
): Promise<ReadonlyMap<number, PersonRights>> {
  if (ids.length === 0) return new Map()
  const rows = await sql<RightsRow[]>`
    select users.id, users.name, ${permissionsOf(sql)} as permissions, ${personLimit(sql)} as discount_limit_ppm,
      ${storeIds(sql)} as store_ids
    from users where users.id = any(${[...ids]}::bigint[]) and users.deleted_at is null`
  return new Map(rows.map((row) => [row.id, toRights(row)]))
}

function toRights(row: RightsRow): PersonRights {
  const permissions = new Set(row.permissions)
  return {
    kind: 'user',
    id: row.id,
    name: row.name,
    permissions,
    ...limitsOf(row.discount_limit_ppm),
    storeIds: permissions.has('stores.all') ? 'all' : row.store_ids,
  }
}
