import type { Queryable } from '../platform/database/connect.ts'

let made = 0

export type TestArticle = { productId: number; variantId: number }

/** An article for the tests of stock: a product with one variant, which costs 2.50 unless said otherwise. */
export async function makeArticle(
  sql: Queryable,
  input: { name?: string; sku?: string; cost?: string | null; categoryId?: number; barcode?: string } = {},
): Promise<TestArticle> {
  made += 1
  const name = input.name ?? `Article ${made}`
  const cost = input.cost === undefined ? '2.5' : input.cost
  const [row] = await sql<[TestArticle]>`
    with product as (
      insert into products (name, slug, category_id)
      values (${name}, ${`article-${process.pid}-${made}`}, ${input.categoryId ?? null}) returning id
    )
    insert into product_variants (product_id, sku, price, cost)
    select id, ${input.sku ?? null}, 9.99, ${cost} from product
    returning product_id as "productId", id as "variantId"`
  if (input.barcode !== undefined) {
    await sql`insert into variant_barcodes (variant_id, code, type) values (${row.variantId}, ${input.barcode}, 'gtin')`
  }
  return row
}
