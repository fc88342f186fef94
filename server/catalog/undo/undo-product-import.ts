import type { ImportUndo, UndoReport, UndoStep } from '../../files/index.ts'
import { findChangedBy } from '../../identity/index.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import { judgeProducts } from './judge-products.ts'
import { readUndoScene, type VariantUse } from './read-undo-scene.ts'
import { removeCategories } from './remove-categories.ts'
import { removeOptions } from './remove-options.ts'
import { removeProducts, removeVariants } from './remove-products.ts'
import { restoreParts } from './restore-parts.ts'
import { restoreActivity, restoreProducts, restoreVariants } from './restore-values.ts'

const PRODUCTS_PER_STEP = 300

/**
 * How an import of products is undone, from what the audit log says of it: what it made is deleted, and gives back its
 * codes, so that a corrected file can be imported at once; what it changed gets its values back. Whatever somebody has
 * changed, sold or counted since stays.
 */
export const undoProductImport = (uses: readonly VariantUse[]): ImportUndo => ({
  keysPerStep: PRODUCTS_PER_STEP,
  touches: ['catalog'],
  find: findProducts,
  keyType: 'product',
  undo: (tx, step, keys, report) => undoProducts(tx, step, keys.map(Number), { report, uses }),
  finish: removeCategories,
})

/** Every product that the import touched, itself or in a variant or an option. */
async function findProducts(sql: Queryable, reference: string): Promise<string[]> {
  const [products, variants, options] = await Promise.all(
    ['product', 'product-variant', 'product-option'].map((type) => findChangedBy(sql, reference, type)),
  )
  const rows = await sql<{ id: number }[]>`
    select id from unnest(${products ?? []}::bigint[]) id
    union select product_id from product_variants where id = any(${variants ?? []}::bigint[])
    union select product_id from product_options where id = any(${options ?? []}::bigint[])
    order by id`
  return rows.map((row) => String(row.id))
}

type Undoing = { readonly report: UndoReport; readonly uses: readonly VariantUse[] }

async function undoProducts(tx: Tx, step: UndoStep, ids: readonly number[], { report, uses }: Undoing): Promise<void> {
  const scene = await readUndoScene(tx, step.reference, ids, uses)
  const verdict = judgeProducts(scene, report)
  await removeProducts(tx, verdict.removedProducts)
  await removeVariants(tx, verdict.removedVariants)
  await restoreProducts(tx, verdict.restoredProducts)
  const left = await restoreVariants(tx, verdict.restoredVariants, report)
  const variantIds = verdict.changedVariants.filter((id) => !left.has(id))
  await restoreActivity(tx, verdict.restoredVariants, report)
  await restoreParts(tx, step.reference, { productIds: verdict.changedProducts, variantIds })
  await removeOptions(tx, step.reference, scene)
  report.count('products_removed', verdict.removedProducts.length)
  report.count('products_restored', verdict.changedProducts.length)
  report.count('variants_removed', verdict.removedVariants.length)
  report.count('variants_restored', variantIds.length)
}
