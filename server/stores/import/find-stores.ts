import type { Queryable } from '../../platform/database/connect.ts'

/**
 * The stores that a file names: by external id, or else by code, or else by name where only one store bears it. What was
 * not found is not in the answer; deleted stores are not found.
 */
export async function findStores(sql: Queryable, names: readonly string[]): Promise<Map<string, number>> {
  const wanted = [...new Set(names)]
  if (wanted.length === 0) return new Map()
  const rows = await sql<{ wanted: string; id: number }[]>`
    select distinct on (wanted) wanted, id
    from (
      select wanted, s.id, 1 as rank from unnest(${wanted}::text[]) wanted join stores s on s.external_id = wanted
        where s.deleted_at is null
      union all
      select wanted, s.id, 2 from unnest(${wanted}::text[]) wanted join stores s on s.code = wanted
        where s.deleted_at is null
      union all
      select wanted, min(s.id), 3 from unnest(${wanted}::text[]) wanted join stores s on lower(s.name) = lower(wanted)
        where s.deleted_at is null group by wanted having count(*) = 1
    ) found
    order by wanted, rank`
  return new Map(rows.map((row) => [row.wanted, row.id]))
}
