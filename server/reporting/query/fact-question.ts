import type { Dimension } from '../dimensions.ts'
import type { FactName } from '../measures.ts'

/** Which tickets a report is made of. */
export type FactScope = {
  /** Business days, both included, as `YYYY-MM-DD`. */
  readonly from: string
  readonly to: string
  /** null: every store. */
  readonly storeIds: readonly number[] | null
  /** null: every currency. */
  readonly currency: string | null
}

/** Only groups whose key is one of these; null: those that have none. */
export type FactFilter = { readonly dimension: Dimension; readonly values: readonly (string | number | null)[] }

/** Tickets count so much later than they were: one period is laid on another. */
export type Shift = { readonly days: number } | { readonly months: number }

/** What is asked: facts, of which tickets and lines, in which groups. */
export type Question = {
  readonly dimensions: readonly Dimension[]
  readonly facts: readonly FactName[]
  readonly scope: FactScope
  readonly filters: readonly FactFilter[]
  readonly shift: Shift | null
}

export const dimensionsOf = ({ dimensions, filters }: Pick<Question, 'dimensions' | 'filters'>): Dimension[] => [
  ...dimensions,
  ...filters.map(({ dimension }) => dimension),
]
