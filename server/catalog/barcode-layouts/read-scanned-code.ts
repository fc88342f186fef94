import {
  formatDecimal,
  PRICE_SCALE,
  QUANTITY_SCALE,
  readInStoreBarcode,
  readInStoreLayout,
} from '../../../rules/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { listLayouts } from './list-layouts.ts'

/** What a label of a scale says beside the article: its weight in kilograms, or its price. */
export type Scan = { readonly quantity: string | null; readonly price: string | null }
export type ScannedCode = { readonly plu: string; readonly scan: Scan }

/** What a scale may have printed, by its length and prefix. */
const LIKE_LABEL = /^(?:2\d{11,12}|4\d{11}|0[24]\d{11})$/

/**
 * Reads those of these codes that a scale of the chain has printed; one whose check digits are wrong is none. Codes that
 * cannot be one cost no statement.
 */
export async function readScannedCodes(
  sql: Queryable,
  codes: readonly string[],
): Promise<ReadonlyMap<string, ScannedCode>> {
  const found = new Map<string, ScannedCode>()
  const candidates = codes.filter((code) => LIKE_LABEL.test(code))
  if (candidates.length === 0) return found
  for (const { pattern, measure, decimals } of await listLayouts(sql)) {
    const layout = readInStoreLayout(pattern)
    if (!layout.ok) continue
    for (const code of candidates) {
      const read = readInStoreBarcode(layout.layout, code)
      if (!read.ok) continue
      const quantity = measure === 'weight' ? decimal(read.value, decimals, QUANTITY_SCALE, 0) : null
      const price = measure === 'price' ? decimal(read.value, decimals, PRICE_SCALE, 2) : null
      found.set(code, { plu: read.item, scan: { quantity, price } })
    }
  }
  return found
}

const decimal = (value: bigint, decimals: number, scale: number, kept: number): string =>
  formatDecimal(value * 10n ** BigInt(scale - decimals), scale, kept)
