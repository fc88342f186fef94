import type { MeasureField, ReportFields } from '../fields/use-fields.ts'

const SOLD = ['revenue', 'tickets', 'average_ticket', 'units', 'margin', 'margin_rate']
/** The report of stores calls the stock on hand so, which the report of stock calls its units. */
const STOCKED: readonly (readonly [string, string])[] = [
  ['on_hand', 'units'],
  ['value_at_cost', 'value_at_cost'],
  ['value_at_price', 'value_at_price'],
  ['rotation', 'rotation'],
  ['days_of_cover', 'days_of_cover'],
]

export const USUAL_OF_STORES = ['revenue', 'tickets', 'average_ticket', 'margin', 'margin_rate', 'on_hand', 'rotation']

/** What a store is judged by: what it sold, and what it has. */
export function storeMeasures(fields: ReportFields): MeasureField[] {
  return [
    ...SOLD.flatMap((name) => fields.key_figures.filter((field) => field.name === name)),
    ...STOCKED.flatMap(([name, known]) =>
      fields.stock_measures.filter((field) => field.name === known).map((field) => ({ ...field, name })),
    ),
  ]
}
