import type { UndoReport, UndoStep } from '../../files/index.ts'
import { findChangedBy, readRequestChanges } from '../../identity/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { text } from '../../platform/text.ts'

const CHANGED_SINCE = text('modifiée depuis l’import.', 'changed since the import.')
const IN_USE = text('des produits ou des catégories y sont rangés.', 'products or categories stand in it.')

/** Deletes the categories that the import made and that are empty again, from the leaves of the tree up. */
export async function removeCategories(tx: Tx, { reference }: UndoStep, report: UndoReport): Promise<void> {
  const ids = await findChangedBy(tx, reference, 'product-category')
  const changes = await readRequestChanges(tx, { requestId: reference, entityType: 'product-category', ids })
  const made = [...changes.values()].filter(({ isCreated }) => isCreated)
  const untouched = made.filter(({ isTouchedSince }) => !isTouchedSince).map(({ id }) => Number(id))
  for (;;) {
    const { count } = await tx`
      update product_categories c set deleted_at = now(), updated_at = now()
      where c.id = any(${untouched}::bigint[]) and c.deleted_at is null
        and not exists (select from products p where p.category_id = c.id and p.deleted_at is null)
        and not exists (select from product_categories child where child.parent_id = c.id and child.deleted_at is null)`
    report.count('categories_removed', count)
    if (count === 0) break
  }
  const left = await tx<{ id: number; name: string }[]>`
    select id, name from product_categories
    where id = any(${made.map(({ id }) => Number(id))}::bigint[]) and deleted_at is null order by id`
  for (const { id, name } of left) {
    const reason = untouched.includes(id) ? IN_USE : CHANGED_SINCE
    report.keep({ type: 'product-category', id: String(id), name, reason })
  }
}
