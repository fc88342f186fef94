import type { Operation } from '../../api/index.ts'
import { STOCK_READS } from '../levels/stock-reads.ts'

/** Whatever shows a transfer, or what it moves and promises. */
export const TRANSFER_READS: readonly Operation[] = [
  ...STOCK_READS,
  'listTransfers',
  'getTransfer',
  'getPickList',
  'listReservations',
]
