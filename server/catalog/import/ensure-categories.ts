import type { BatchReport } from '../../platform/csv/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { lockTree } from '../categories/check-category.ts'

/** A category path as one text: no name holds a line feed. */
export const pathKey = (path: readonly string[]): string => path.join('\n').toLowerCase()

/**
 * Keeps others from changing the tree where one of these paths needs a new category, and from deleting the categories that
 * are there: whoever does waits, and then finds the products in them. Before any product is locked.
 */
export async function holdCategories(tx: Tx, paths: readonly (readonly string[])[]): Promise<void> {
  if (paths.length === 0) return
  const ids = new Map<string, number>()
  for (const level of levelsOf(paths, ids)) await findLevel(tx, level, ids)
  const found = paths.map((path) => ids.get(pathKey(path)))
  if (found.includes(undefined)) await lockTree(tx)
  const kept = found.filter((id) => id !== undefined)
  await tx`select from product_categories where id = any(${kept}::bigint[]) order by id for share`
}

type Level = ReadonlyMap<string, { name: string; parentId: number | null }>

/** The paths from the top down; a category whose parent has no id is in none. */
function* levelsOf(paths: readonly (readonly string[])[], ids: ReadonlyMap<string, number>): Generator<Level> {
  const depthMax = paths.reduce((depth, path) => Math.max(depth, path.length), 0)
  for (let depth = 1; depth <= depthMax; depth += 1) {
    const level = new Map<string, { name: string; parentId: number | null }>()
    for (const path of paths) {
      if (path.length < depth) continue
      const parentId = depth === 1 ? null : ids.get(pathKey(path.slice(0, depth - 1)))
      if (parentId !== undefined) level.set(pathKey(path.slice(0, depth)), { name: path[depth - 1] ?? '', parentId })
    }
    yield level
  }
}

async function findLevel(tx: Tx, level: Level, ids: Map<string, number>): Promise<void> {
  const keys = [...level.keys()]
  if (keys.length === 0) return
  const wanted = [...level.values()]
  const rows = await tx<{ key: string; id: number }[]>`
    select wanted.key, category.id
    from unnest(${keys}::text[], ${wanted.map(({ name }) => name)}::text[],
      ${wanted.map(({ parentId }) => parentId ?? 0)}::bigint[]) as wanted (key, name, parent_id)
    join product_categories category on coalesce(category.parent_id, 0) = wanted.parent_id
      and lower(category.name) = lower(wanted.name) and category.deleted_at is null`
  for (const row of rows) ids.set(row.key, row.id)
}

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
  for (const level of levelsOf(paths, ids)) await ensureLevel(tx, level, ids, report)
  return ids
}

async function ensureLevel(tx: Tx, level: Level, ids: Map<string, number>, report: BatchReport): Promise<void> {
  await findLevel(tx, level, ids)
  const missing = [...level].filter(([key]) => !ids.has(key)).map(([, category]) => category)
  if (missing.length === 0) return
  const made = await tx`
    insert into product_categories (name, parent_id, position)
    select wanted.name, nullif(wanted.parent_id, 0),
      coalesce((select max(position) + 1 from product_categories sister
        where coalesce(sister.parent_id, 0) = wanted.parent_id and sister.deleted_at is null), 0)
      + row_number() over (partition by wanted.parent_id order by wanted.name collate "fr-x-icu") - 1
    from unnest(${missing.map(({ name }) => name)}::text[], ${missing.map(({ parentId }) => parentId ?? 0)}::bigint[])
      with ordinality as wanted (name, parent_id, place)
    order by wanted.place
    on conflict (coalesce(parent_id, 0), lower(name)) where deleted_at is null do nothing`
  report.count('categories_created', made.count)
  await findLevel(tx, level, ids)
}
