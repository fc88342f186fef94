import {
  type CategoryItem,
  createCategory,
  createOption,
  createProduct,
  createVariant,
  type OptionCreateInput,
  type OptionItem,
  type ProductCreateInput,
  type ProductItem,
  type VariantCreateInput,
} from '../../server/catalog/index.ts'
import { systemActor } from '../../server/platform/actor.ts'
import { type Sql, withTransaction } from '../../server/platform/database/connect.ts'
import { nextNumber } from './factories.ts'

/** A category at the top unless it has a parent. */
export const makeCategory = (sql: Sql, input: { name?: string; parent_id?: number } = {}): Promise<CategoryItem> =>
  withTransaction(sql, {}, (tx) => createCategory(tx, { name: `Catégorie ${nextNumber()}`, ...input }))

export type ProductOptions = Partial<ProductCreateInput> & {
  /** Variants beside the first, which the price makes. */
  variants?: readonly VariantCreateInput[]
}

/** A product at 10.00 unless said otherwise, with one variant and those that are given. */
export function makeProduct(sql: Sql, { variants = [], ...input }: ProductOptions = {}): Promise<ProductItem> {
  return withTransaction(sql, {}, async (tx) => {
    const product = await createProduct(tx, systemActor, { name: `Produit ${nextNumber()}`, price: '10.00', ...input })
    if (variants.length === 0) return product
    const added = []
    for (const variant of variants) added.push(await createVariant(tx, systemActor, product.id, variant))
    return { ...product, variants_count: 1 + added.length, variants: [...(product.variants ?? []), ...added] }
  })
}

/** An option of a product, with its values. */
export const makeOption = (sql: Sql, productId: number, input: OptionCreateInput): Promise<OptionItem> =>
  withTransaction(sql, {}, (tx) => createOption(tx, productId, input))

/** The id of the product's first variant. */
export function firstVariant(product: ProductItem): number {
  const [variant] = product.variants ?? []
  if (variant === undefined) throw new Error(`The product ${product.id} has no variant.`)
  return variant.id
}

/** A valid EAN-13 that no other record of this process has. */
export function nextBarcode(): string {
  const digits = `290${String(nextNumber()).padStart(9, '0')}`
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0)
  return digits + ((10 - (sum % 10)) % 10)
}
