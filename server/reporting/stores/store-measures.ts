import { STOCK_MEASURES, type StockMeasure } from '../inventory/stock-measures.ts'
import { KPI_MEASURES, type Measure } from '../measures.ts'

/** How a store is judged: by what it sold, as the key figures have it. */
export const STORE_MEASURES = {
  revenue: KPI_MEASURES.revenue,
  tickets: KPI_MEASURES.tickets,
  average_ticket: KPI_MEASURES.average_ticket,
  units: KPI_MEASURES.units,
  margin: KPI_MEASURES.margin,
  margin_rate: KPI_MEASURES.margin_rate,
} as const satisfies Record<string, Measure>
export type StoreMeasureName = keyof typeof STORE_MEASURES

/** And by what it has, as the inventory report has it. */
export const STORE_STOCK_MEASURES = {
  on_hand: STOCK_MEASURES.units,
  value_at_cost: STOCK_MEASURES.value_at_cost,
  value_at_price: STOCK_MEASURES.value_at_price,
  rotation: STOCK_MEASURES.rotation,
  days_of_cover: STOCK_MEASURES.days_of_cover,
} as const satisfies Record<string, StockMeasure>
export type StoreStockMeasureName = keyof typeof STORE_STOCK_MEASURES
