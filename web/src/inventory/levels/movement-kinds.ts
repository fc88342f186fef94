import type { ListedStockMovement } from '../../api/index.ts'
import type { Text } from '../../i18n/index.ts'
import { messages } from './messages.ts'

export type MovementKind = NonNullable<ListedStockMovement['kind']>

/** What a person calls each kind of movement. */
export const MOVEMENT_KINDS: Readonly<Record<MovementKind, Text>> = {
  sale: messages.kindSale,
  return: messages.kindReturn,
  receipt: messages.kindReceipt,
  transfer_out: messages.kindTransferOut,
  transfer_in: messages.kindTransferIn,
  count: messages.kindCount,
  count_correction: messages.kindCountCorrection,
  adjustment: messages.kindAdjustment,
  cost_variance: messages.kindCostVariance,
}

type Reference = Pick<ListedStockMovement, 'reference_type' | 'reference_id'>

/** Where what a movement refers to is shown, and what it takes to see it. */
const PAGES: Readonly<Record<string, { readonly path: string; readonly permission: string }>> = {
  ticket: { path: '/sales/', permission: 'sales.view' },
  stock_receipt: { path: '/stock-receipts/', permission: 'stock.view' },
  stocktake: { path: '/stocktakes/', permission: 'stock.count' },
  transfer: { path: '/transfers/', permission: 'transfers.view' },
}

/** The page of what caused a movement; null where there is none, or none for this reader. */
export function referencePage(
  { reference_type: type, reference_id: id }: Reference,
  can: (permission: string) => boolean,
): string | null {
  const page = PAGES[type ?? '']
  return page === undefined || id === null || id === undefined || !can(page.permission) ? null : page.path + id
}
