import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { importProducts, PRODUCT_FIELDS, recognizeProductFormat } from '../../server/catalog/index.ts'
import { type Sql, withTransaction } from '../../server/platform/database/connect.ts'
import { ensureTaxRules } from '../../server/stores/index.ts'
import { testDatabase } from '../harness/database.ts'
import { importPath } from '../harness/imports.ts'
import { dataPath, missingData, readExpected } from './shared-data.ts'

const NAME = 'shopify-product-csv'
const skip = missingData(NAME)

type Expected = {
  files: Record<
    string,
    {
      csv_records: number
      records_with_wrong_column_count: number
      products_distinct_handles: number
      variants_rows_with_price: number
      distinct_images: number
      variants_with_sku: number
      duplicate_skus: number
      variants_with_compare_at: number
      sum_of_variant_prices: string
    }
  >
}

const importFile = (sql: Sql, path: string) =>
  importPath(sql, path, {
    fields: PRODUCT_FIELDS,
    prepare: (file, mapping) => {
      assert.equal(recognizeProductFormat(mapping.header), 'shopify')
      return importProducts(
        file,
        mapping,
        { format: 'shopify', source: 'shopify', decimalMark: 'auto', onStock: null },
        null,
      )
    },
  })

const readTotals = async (sql: Sql) => {
  const [totals] = await sql`
    select (select count(*)::integer from products) as products, count(*)::integer as variants, count(sku)::integer as skus,
      count(compare_at_price)::integer as compared, sum(price)::float as prices,
      (select count(*)::integer from product_images) as images
    from product_variants`
  return totals
}

describe('the Shopify files', { skip }, () => {
  if (skip !== false) return
  for (const [name, expected] of Object.entries(readExpected<Expected>(NAME).files)) {
    test(name, async (t) => {
      const { sql } = await testDatabase(t)
      await withTransaction(sql, {}, ensureTaxRules)
      const first = await importFile(sql, dataPath(NAME, name))
      const totals = {
        products: expected.products_distinct_handles,
        variants: expected.variants_rows_with_price,
        skus: expected.variants_with_sku,
        compared: expected.variants_with_compare_at,
        prices: Number(expected.sum_of_variant_prices),
        images: expected.distinct_images,
      }
      assert.equal(first.records, expected.csv_records)
      assert.deepEqual(await readTotals(sql), totals)
      const listed = (field: string | null) => first.problems.filter((problem) => problem.field === field).length
      assert.equal(listed(null), expected.records_with_wrong_column_count)
      assert.equal(listed('sku'), expected.duplicate_skus)
      const second = await importFile(sql, dataPath(NAME, name))
      assert.deepEqual(second.listed, first.listed)
      assert.deepEqual(await readTotals(sql), totals)
      assert.deepEqual(
        Object.keys(second.counts).filter((count) => /_created|_updated/.test(count)),
        [],
      )
    })
  }
})
