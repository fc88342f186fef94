import type { Period } from '../resolve-scope.ts'
import type { StockGroupBy } from './stock-groupings.ts'

/** Addresses that show what is behind a figure; null where no list shows exactly that. */
export type StockLinks = { readonly stock_url: string | null; readonly alerts_url: string | null }

const PARAMETERS: Partial<Record<StockGroupBy, string>> = {
  store: 'store_id',
  product: 'product_id',
  variant: 'variant_id',
}

/** @param storeId the only store of the report; null when it is about several chosen ones; undefined: all of the reader's */
export function linksOfGroup(
  groupBy: StockGroupBy,
  key: string | null,
  storeId: number | null | undefined,
): StockLinks {
  const parameter = PARAMETERS[groupBy]
  if (parameter === undefined || key === null) return { stock_url: null, alerts_url: null }
  if (parameter !== 'store_id' && storeId === null) return { stock_url: null, alerts_url: null }
  const ofStore = parameter !== 'store_id' && typeof storeId === 'number' ? `&store_id=${storeId}` : ''
  const query = `${parameter}=${key}${ofStore}`
  return { stock_url: `/api/v1/stock?${query}`, alerts_url: `/api/v1/stock-alerts?${query}` }
}

/** The movements behind what was lost and found for a reason of a kind. */
export function movementsUrl(kind: string, period: Period, storeId: number | null | undefined): string | null {
  if (kind === 'transfer' || storeId === null) return null
  const ofStore = storeId === undefined ? '' : `&store_id=${storeId}`
  return `/api/v1/stock-movements?kind=${kind}&date_from=${period.date_from}&date_to=${period.date_to}${ofStore}`
}
