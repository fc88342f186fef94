import type { Operation } from '../../api/index.ts'

/** Whatever shows a level: a movement ends these reads. */
export const STOCK_READS: readonly Operation[] = [
  'listStock',
  'listStoreStock',
  'listStockArticles',
  'getStockLevel',
  'explainStockLevel',
  'listStockMovements',
  'listStockAlerts',
  'listReplenishmentProposals',
]
