import type { BatchReport } from '../../platform/csv/index.ts'
import type { Tx } from '../../platform/database/connect.ts'

/** A category path as one text: no name holds a line feed. */
export const pathKey = (path: readonly string[]): string => path.join('\n').toLowerCase()

/**
 * The ids of category paths, from the top of the tree; what is missing is made. Names are compared without regard to
 * letter case, as the schema does.
 */
export async function ensureCategories(
  tx: Tx,
  paths: readonly (readonly string[])[],
  report: BatchReport,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  const depthMax = paths.reduce((depth, path) => Math.max(depth, path.length), 0)
  for (let depth = 1; depth <= depthMax; depth += 1) {
    const level = new Map<string, { name: string; parentId: number | null }>()
    for (const path of paths) {
      if (path.length < depth) continue
      const parentId = depth === 1 ? null : (ids.get(pathKey(path.slice(0, depth - 1))) ?? null)
      level.set(pathKey(path.slice(0, depth)), { name: path[depth - 1] ?? '', parentId })
    }
    await ensureLevel(tx, level, ids, report)
  }
  return ids
}

async function ensureLevel(
  tx: Tx,
  level: ReadonlyMap<string, { name: string; parentId: number | null }>,
  ids: Map<string, number>,
  report: BatchReport,
): Promise<void> {
  const keys = [...level.keys()]
  const names = keys.map((key) => level.get(key)?.name ?? '')
  const parents = keys.map((key) => level.get(key)?.parentId ?? 0)
  const find = () => tx<{ key: string; id: number }[]>`
    select wanted.key, category.id
    from unnest(${keys}::text[], ${names}::text[], ${parents}::bigint[]) as wanted (key, name, parent_id)
    join product_categories category on coalesce(category.parent_id, 0) = wanted.parent_id
      and lower(category.name) = lower(wanted.name) and category.deleted_at is null`
  for (const row of await find()) ids.set(row.key, row.id)
  const missing = keys.filter((key) => !ids.has(key))
  if (missing.length === 0) return
  const made = await tx`
    insert into product_categories (name, parent_id, position)
    select wanted.name, nullif(wanted.parent_id, 0),
      coalesce((select max(position) + 1 from product_categories sister
        where coalesce(sister.parent_id, 0) = wanted.parent_id and sister.deleted_at is null), 0)
      + row_number() over (partition by wanted.parent_id order by wanted.name collate "fr-x-icu") - 1
    from unnest(${missing.map((key) => level.get(key)?.name ?? '')}::text[],
                ${missing.map((key) => level.get(key)?.parentId ?? 0)}::bigint[]) with ordinality
      as wanted (name, parent_id, place)
    order by wanted.place
    on conflict (coalesce(parent_id, 0), lower(name)) where deleted_at is null do nothing`
  report.count('categories_created', made.count)
  for (const row of await find()) ids.set(row.key, row.id)
}
