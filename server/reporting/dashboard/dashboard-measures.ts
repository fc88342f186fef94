import { KPI_MEASURES, type Measure } from '../measures.ts'

/** What a day is judged by, as the key figures have it. */
export const DAY_MEASURES = {
  revenue: KPI_MEASURES.revenue,
  tickets: KPI_MEASURES.tickets,
  average_ticket: KPI_MEASURES.average_ticket,
  units: KPI_MEASURES.units,
  margin: KPI_MEASURES.margin,
  margin_rate: KPI_MEASURES.margin_rate,
} as const satisfies Record<string, Measure>
export type DayMeasureName = keyof typeof DAY_MEASURES

/** What is told of each hour. */
export const HOUR_MEASURES = {
  revenue: KPI_MEASURES.revenue,
  tickets: KPI_MEASURES.tickets,
  units: KPI_MEASURES.units,
} as const satisfies Record<string, Measure>
export type HourMeasureName = keyof typeof HOUR_MEASURES
