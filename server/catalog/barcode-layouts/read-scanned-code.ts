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

/**
 * Reads a code that a scale of the chain has printed; null for any other, and for one whose check digits are wrong. Codes
 * that cannot be one cost no statement.
 */
export async function readScannedCode(sql: Queryable, code: string): Promise<ScannedCode | null> {
  if (!/^(?:2\d{11,12}|4\d{11}|0[24]\d{11})$/.test(code)) return null
  for (const { pattern, measure, decimals } of await listLayouts(sql)) {
    const layout = readInStoreLayout(pattern)
    const read = layout.ok ? readInStoreBarcode(layout.layout, code) : null
    if (read === null || !read.ok) continue
    return {
      plu: read.item,
      scan: {
        quantity: measure === 'weight' ? decimal(read.value, decimals, QUANTITY_SCALE, 0) : null,
        price: measure === 'price' ? decimal(read.value, decimals, PRICE_SCALE, 2) : null,
      },
    }
  }
  return null
}

const decimal = (value: bigint, decimals: number, scale: number, kept: number): string =>
  formatDecimal(value * 10n ** BigInt(scale - decimals), scale, kept)
