import type { Sql } from '../../server/platform/database/connect.ts'
import { firstVariant, makeProduct, type ProductOptions } from './catalog.ts'

export type TestArticle = { productId: number; variantId: number }

/** What stock counts: a product with one variant, which costs 2.50 unless said otherwise. */
export async function makeArticle(sql: Sql, input: ProductOptions = {}): Promise<TestArticle> {
  const product = await makeProduct(sql, { cost: '2.5', ...input })
  return { productId: product.id, variantId: firstVariant(product) }
}
