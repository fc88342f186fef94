import type { Tx } from '../../platform/database/connect.ts'
import { lockKeys } from '../../platform/database/lock-keys.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { catalogErrors } from '../errors.ts'

/** Deeper trees help nobody find anything, and every level costs each reader of a branch. */
export const LEVELS_MAX = 10

/** The tree is small and changes rarely: one change at a time keeps it without cycles and without orphans. */
export const lockTree = (tx: Tx): Promise<void> => lockKeys(tx, ['product_categories.tree'])

type Found = {
  has_parent: boolean
  is_cycle: boolean
  /** Levels there would be, from the top through this category to the lowest under it. */
  levels: number
  has_name: boolean
  has_external_id: boolean
}

/**
 * Refuses a place in the tree that a category cannot take. The tree is locked.
 *
 * @param ownId the category that is being changed; null for a new one.
 * @throws validation_failed, category_name_taken, category_external_id_taken.
 */
export async function checkCategory(
  tx: Tx,
  category: { name: string; parent_id: number | null; external_id: string | null },
  ownId: number | null,
): Promise<void> {
  const { name, parent_id: parentId, external_id: externalId } = category
  const [found] = await tx<Found[]>`
    with recursive above as (
      select id, parent_id from product_categories where id = ${parentId}::bigint
      union
      select c.id, c.parent_id from product_categories c join above on c.id = above.parent_id
    ), below as (
      select ${ownId}::bigint as id, 1 as level
      union all
      select c.id, below.level + 1 from product_categories c join below on c.parent_id = below.id
      where c.deleted_at is null and below.level <= ${LEVELS_MAX}
    )
    select
      exists (select from product_categories where id = ${parentId}::bigint and deleted_at is null) as has_parent,
      exists (select from above where id = ${ownId}::bigint) as is_cycle,
      (select count(*) from above)::int + (select max(level) from below) as levels,
      exists (select from product_categories where coalesce(parent_id, 0) = coalesce(${parentId}::bigint, 0)
        and lower(name) = lower(${name}) and deleted_at is null and id is distinct from ${ownId}::bigint) as has_name,
      exists (select from product_categories where external_id = ${externalId}
        and id is distinct from ${ownId}::bigint) as has_external_id`
  if (parentId !== null && !found?.has_parent) {
    throw invalid({ parent_id: text('La catégorie parente n’existe pas.', 'The parent category does not exist.') })
  }
  if (found?.is_cycle) {
    throw invalid({
      parent_id: text(
        'Une catégorie ne peut pas se trouver sous elle-même.',
        'A category cannot be placed under itself.',
      ),
    })
  }
  if (parentId !== null && (found?.levels ?? 0) > LEVELS_MAX) {
    throw invalid({
      parent_id: text(
        `L’arbre des catégories a ${LEVELS_MAX} niveaux au plus.`,
        `The tree of categories has ${LEVELS_MAX} levels at most.`,
      ),
    })
  }
  if (found?.has_name) {
    throw catalogErrors.category_name_taken({
      fields: { name: text('Ce nom est déjà pris à cet endroit.', 'This name is already taken in this place.') },
    })
  }
  if (found?.has_external_id) {
    throw catalogErrors.category_external_id_taken({
      fields: { external_id: text('Cet identifiant est déjà pris.', 'This id is already taken.') },
    })
  }
}
