import type { Tx } from '../../platform/database/connect.ts'

/**
 * The position at which a category comes to stand under a parent, with the tree locked: the one asked for, where a sister
 * that has it moves one on, and all after it; without one, after the last.
 *
 * @param ownId the category that is being placed; null for a new one.
 */
export async function placeCategory(
  tx: Tx,
  parentId: number | null,
  ownId: number | null,
  position: number | undefined,
): Promise<number> {
  if (position === undefined) {
    const [{ last }] = await tx<[{ last: number | null }]>`
      select max(position) as last from product_categories
      where parent_id is not distinct from ${parentId}::bigint and id is distinct from ${ownId}::bigint
        and deleted_at is null`
    return last === null ? 0 : last + 1
  }
  await tx`
    with sisters as materialized (
      select id, position from product_categories
      where parent_id is not distinct from ${parentId}::bigint and id is distinct from ${ownId}::bigint
        and deleted_at is null and position >= ${position}
    )
    update product_categories placed set position = placed.position + 1, updated_at = now()
    from sisters
    where placed.id = sisters.id and exists (select from sisters taken where taken.position = ${position})`
  return position
}
