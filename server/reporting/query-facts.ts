import type { Queryable } from '../platform/database/connect.ts'
import { buildFactQuery, type FactScope } from './build-fact-query.ts'
import type { Dimension } from './dimensions.ts'
import { FACT_NAMES, type FactName, type Facts } from './measures.ts'

/** One group of a dimension; `code` goes with the label (the SKU of a variant); key null: the tickets or lines that have none. */
export type FactGroup = {
  readonly key: string | null
  readonly label: string | null
  readonly code: string | null
  readonly facts: Facts
}

export type CurrencyFacts = {
  /** null only for a chain without a store. */
  readonly currency: string | null
  readonly totals: Facts
  readonly groups: FactGroup[]
  /** True when there are more groups than were answered; the totals hold them all. */
  readonly isTruncated: boolean
}

/** No report shows more rows; files stream theirs (`streamFacts`). */
export const ROW_LIMIT = 10_000

export type FactRow = {
  is_total: boolean
  currency: string
  key: string | null
  label: string | null
  code: string | null
  found: number
} & Partial<Record<FactName, string>>

/**
 * Sums the facts by a dimension, per currency (in the order of their codes), in one statement: what it answers is one
 * moment of the database. The statement is planned anew for its own dates, never from a plan made for other ones.
 */
export async function queryFacts(
  sql: Queryable,
  dimension: Dimension,
  facts: readonly FactName[],
  scope: FactScope,
  rowLimit: number = ROW_LIMIT,
): Promise<CurrencyFacts[]> {
  const { text, parameters } = buildFactQuery(dimension, facts, scope, rowLimit)
  const rows = await sql.unsafe<FactRow[]>(text, parameters, { prepare: false })
  const groups = Map.groupBy(
    rows.filter((row) => !row.is_total),
    (row) => row.currency,
  )
  return rows
    .filter((row) => row.is_total)
    .sort((left, right) => (left.currency < right.currency ? -1 : 1))
    .map((total) => describeCurrency(total, groups.get(total.currency) ?? []))
}

function describeCurrency(total: FactRow, rows: readonly FactRow[]): CurrencyFacts {
  return {
    currency: total.currency,
    totals: readFacts(total),
    groups: rows.map((row) => ({ key: row.key, label: row.label, code: row.code, facts: readFacts(row) })),
    isTruncated: (rows[0]?.found ?? 0) > rows.length,
  }
}

export function readFacts(row: FactRow): Facts {
  const facts = {} as Record<FactName, bigint>
  for (const name of FACT_NAMES) facts[name] = BigInt(row[name] ?? '0')
  return facts
}

/** The facts of nothing. */
export const NO_FACTS: Facts = Object.freeze(Object.fromEntries(FACT_NAMES.map((name) => [name, 0n])) as Facts)
