import type { BatchReport, CsvFile, CsvRecord, ImportPlan, Mapping } from '../../platform/csv/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { Suffixes } from './claim-free.ts'
import { type ProductReading, productKey, readProducts } from './read-products.ts'
import { type ProductWriting, writeProducts } from './write-products.ts'

const PRODUCTS_PER_BATCH = 300
const RECORDS_PER_BATCH = 1000

export type ProductImport = ProductReading & Pick<ProductWriting, 'onStock' | 'onPictures'>

/**
 * Prepares the import of a product file, of Shopify's format or of ours: a product is what its records have in common, a
 * variant a record with a price. `fingerprint` is whatever else decides the outcome, such as the store of the stock.
 */
export function importProducts(
  file: CsvFile,
  mapping: Mapping,
  options: ProductImport,
  fingerprint: unknown,
): ImportPlan {
  const { onStock, onPictures, ...reading } = options
  const suffixes = new Suffixes()
  const writing = { suffixes, onStock, onPictures, allowsNoVariant: reading.format === 'shopify' }
  return {
    kind: 'products',
    file,
    mapping,
    options: { reading, fingerprint },
    groupOf: (record: CsvRecord) => productKey(record, mapping, reading.source),
    groupsPerBatch: PRODUCTS_PER_BATCH,
    recordsPerBatch: RECORDS_PER_BATCH,
    writeBatch: (tx: Tx, records: CsvRecord[], report: BatchReport) => {
      suffixes.begin()
      return writeProducts(tx, readProducts(records, mapping, report, reading), report, writing)
    },
    afterCommit: () => suffixes.keep(),
  }
}
