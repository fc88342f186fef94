import { KPI_MEASURES, type Measure, SALES_MEASURES } from '../measures.ts'

/** What a custom report may show: the measures of the sales report, and of the key figures those that it lacks. */
export const CUSTOM_MEASURES = {
  ...SALES_MEASURES,
  returns_rate: KPI_MEASURES.returns_rate,
  discounts_rate: KPI_MEASURES.discounts_rate,
  active_customers: KPI_MEASURES.active_customers,
} as const satisfies Record<string, Measure>

export type CustomMeasureName = keyof typeof CUSTOM_MEASURES
export const CUSTOM_MEASURE_NAMES = Object.keys(CUSTOM_MEASURES) as CustomMeasureName[]
