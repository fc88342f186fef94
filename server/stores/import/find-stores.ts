import { type Actor, systemActor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { storeScope } from '../store-scope.ts'

/**
 * The stores that a file names: by external id, or else by code, or else by name where only one store bears it. What was
 * not found is not in the answer; deleted stores are not found, nor those where the actor does not act.
 */
export async function findStores(
  sql: Queryable,
  names: readonly string[],
  actor: Actor = systemActor,
): Promise<Map<string, number>> {
  const wanted = [...new Set(names)]
  if (wanted.length === 0) return new Map()
  const isLiving = sql`s.deleted_at is null and ${storeScope(sql, actor, 's.id')}`
  const rows = await sql<{ wanted: string; id: number }[]>`
    select distinct on (wanted) wanted, id
    from (
      select wanted, s.id, 1 as rank from unnest(${wanted}::text[]) wanted join stores s on s.external_id = wanted
        where ${isLiving}
      union all
      select wanted, s.id, 2 from unnest(${wanted}::text[]) wanted join stores s on s.code = wanted
        where ${isLiving}
      union all
      select wanted, min(s.id), 3 from unnest(${wanted}::text[]) wanted join stores s on lower(s.name) = lower(wanted)
        where ${isLiving} group by wanted having count(*) = 1
    ) found
    order by wanted, rank`
  return new Map(rows.map((row) => [row.wanted, row.id]))
}
