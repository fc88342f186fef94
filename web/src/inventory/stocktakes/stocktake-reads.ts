import type { Operation } from '../../api/index.ts'
import { STOCK_READS } from '../levels/stock-reads.ts'

/** Whatever shows a stocktake, or the stock that it changes. */
export const STOCKTAKE_READS: readonly Operation[] = [
  ...STOCK_READS,
  'listStocktakes',
  'getStocktake',
  'listStocktakeArticles',
  'listStocktakeCounts',
  'listStocktakeVariances',
  'sumStocktakeVariances',
]

/** The same when counting begins again: then there are no differences to read. */
export const COUNTING_READS: readonly Operation[] = [
  'listStocktakes',
  'getStocktake',
  'listStocktakeArticles',
  'listStocktakeCounts',
]
