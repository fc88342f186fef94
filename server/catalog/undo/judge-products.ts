import type { UndoReport } from '../../files/index.ts'
import { type Text, text } from '../../platform/text.ts'
import type { SceneRecord, UndoScene } from './read-undo-scene.ts'

const CHANGED_SINCE = text('modifié depuis l’import.', 'changed since the import.')
const VARIANT_SINCE = text('une variante a été modifiée ou ajoutée depuis.', 'a variant was changed or added since.')
const OPTION_SINCE = text('une option a été modifiée ou ajoutée depuis.', 'an option was changed or added since.')
const DELETED_SINCE = text('supprimé depuis l’import.', 'deleted since the import.')

export type Restored = { readonly id: number; readonly name: string; readonly before: string }

export type Verdict = {
  /** Made by the import, whole. */
  readonly removedProducts: number[]
  /** Made by the import in products that were there before. */
  readonly removedVariants: number[]
  /** Whose own values are given back. */
  readonly restoredProducts: Restored[]
  readonly restoredVariants: Restored[]
  /** Whose own values or parts are. */
  readonly changedProducts: number[]
  readonly changedVariants: number[]
}

/** Decides what becomes of each product and variant; what stays as it is goes to the report, with the reason. */
export function judgeProducts(scene: UndoScene, report: UndoReport): Verdict {
  const verdict: Verdict = {
    removedProducts: [],
    removedVariants: [],
    restoredProducts: [],
    restoredVariants: [],
    changedProducts: [],
    changedVariants: [],
  }
  for (const product of scene.products) {
    if (product.change?.isCreated === true) judgeNew(product, scene, verdict, report)
    else judgeOld(product, scene, verdict, report)
  }
  return verdict
}

/** A product that the import made goes whole, or stays whole. */
function judgeNew(product: SceneRecord, scene: UndoScene, verdict: Verdict, report: UndoReport): void {
  const reason = whyKept(product, scene)
  if (reason === null) verdict.removedProducts.push(product.id)
  else report.keep({ type: 'product', id: String(product.id), name: product.name, reason })
}

function whyKept(product: SceneRecord, { variants, options, uses }: UndoScene): Text | null {
  if (product.isDeleted) return DELETED_SINCE
  if (product.change?.isTouchedSince === true) return CHANGED_SINCE
  for (const variant of variants.get(product.id) ?? []) {
    const use = uses.get(variant.id)
    if (use !== undefined) return use
    if (variant.change === undefined || variant.change.isTouchedSince) return VARIANT_SINCE
  }
  const isTouched = ({ change }: SceneRecord) => change === undefined || change.isTouchedSince
  return (options.get(product.id) ?? []).some(isTouched) ? OPTION_SINCE : null
}

/** In a product that was there before, the product and each variant are given back by themselves. */
function judgeOld(product: SceneRecord, { variants, uses }: UndoScene, verdict: Verdict, report: UndoReport): void {
  const keep = (type: string, record: SceneRecord, name: string, reason: Text) =>
    report.keep({ type, id: String(record.id), name, reason })
  const { change } = product
  if (change !== undefined && (product.isDeleted || change.isTouchedSince)) {
    keep('product', product, product.name, product.isDeleted ? DELETED_SINCE : CHANGED_SINCE)
  } else if (change !== undefined) {
    verdict.changedProducts.push(product.id)
    if (change.before !== null) verdict.restoredProducts.push({ ...product, before: change.before })
  }
  for (const variant of variants.get(product.id) ?? []) {
    if (variant.change === undefined) continue
    const { isCreated, isTouchedSince, before } = variant.change
    const name = variant.name === '' ? product.name : `${product.name} (${variant.name})`
    const use = isCreated ? uses.get(variant.id) : undefined
    if (variant.isDeleted) keep('product-variant', variant, name, DELETED_SINCE)
    else if (isTouchedSince) keep('product-variant', variant, name, CHANGED_SINCE)
    else if (use !== undefined) keep('product-variant', variant, name, use)
    else if (isCreated) verdict.removedVariants.push(variant.id)
    else {
      verdict.changedVariants.push(variant.id)
      if (before !== null) verdict.restoredVariants.push({ id: variant.id, name, before })
    }
  }
}
