import type { Queryable } from '../platform/database/connect.ts'
import { buildFactQuery, type FactQuery, type FactScope, type Sources } from './build-fact-query.ts'
import type { Dimension } from './dimensions.ts'
import { FACT_NAMES, type FactName, type Facts } from './measures.ts'
import { dimensionsOf, type Question } from './query/fact-question.ts'
import { allLive, familyOf, findCover } from './query/find-cover.ts'

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

/** A group of several dimensions, with a key, a label and a code of each. */
export type CrossGroup = { readonly keys: readonly Omit<FactGroup, 'facts'>[]; readonly facts: Facts }
export type CrossFacts = Omit<CurrencyFacts, 'groups'> & { readonly groups: CrossGroup[] }

/** No report shows more rows; files stream theirs (`streamFacts`). */
export const ROW_LIMIT = 10_000

export type FactRow = { is_total: boolean; currency: string; found: number } & Readonly<Record<string, string | null>>

/** Sums the facts by a dimension, per currency, as `queryCrossFacts` does. */
export async function queryFacts(
  sql: Queryable,
  dimension: Dimension,
  facts: readonly FactName[],
  scope: FactScope,
  rowLimit: number = ROW_LIMIT,
): Promise<CurrencyFacts[]> {
  const found = await queryCrossFacts(sql, askByOne(dimension, facts, scope), rowLimit)
  return found.map((block) => ({ ...block, groups: block.groups.map(onlyKey) }))
}

export const askByOne = (dimension: Dimension, facts: readonly FactName[], scope: FactScope): Question => ({
  dimensions: [dimension],
  facts,
  scope,
  filters: [],
  shift: null,
})

const NO_KEY = { key: null, label: null, code: null }
const onlyKey = ({ keys, facts }: CrossGroup): FactGroup => ({ ...(keys[0] ?? NO_KEY), facts })

/**
 * Answers a question about facts, per currency (in the order of their codes): from the roll-ups that stand, and from the
 * tickets of all other days. Which stand is found out first, so that `sql` must see one moment: a transaction of
 * `readSnapshot`, or another in repeatable read. Every statement is planned anew for its own dates.
 */
export async function queryCrossFacts(sql: Queryable, question: Question, rowLimit: number): Promise<CrossFacts[]> {
  const { text, parameters } = await writeFactQuery(sql, question, rowLimit)
  const rows = await sql.unsafe<FactRow[]>(text, parameters, { prepare: false })
  const groups = Map.groupBy(
    rows.filter((row) => !row.is_total),
    (row) => row.currency,
  )
  return rows
    .filter((row) => row.is_total)
    .sort((left, right) => (left.currency < right.currency ? -1 : 1))
    .map((total) => describeCurrency(total, groups.get(total.currency) ?? [], question.dimensions.length))
}

/** The statement that answers a question; it is only for the moment that `sql` sees. */
export const writeFactQuery = async (sql: Queryable, question: Question, rowLimit: number): Promise<FactQuery> =>
  buildFactQuery(question, await findSources(sql, question), rowLimit)

async function findSources(sql: Queryable, question: Question): Promise<Sources> {
  const family = isAdditive(question) ? familyOf(dimensionsOf(question)) : null
  const cover = family === null ? allLive(question) : await findCover(sql, question, family)
  // Who they were is rolled up by nothing but days and stores.
  const isOfCustomers = question.facts.includes('customers') && family === 'totals'
  const customers = isOfCustomers ? await findCover(sql, question, 'customer') : allLive(question)
  return { family: family ?? 'totals', cover, customers }
}

/** Tickets of several articles together cannot be added up from those of each: a ticket may hold more than one. */
const isAdditive = ({ facts, filters }: Question): boolean =>
  !facts.includes('tickets') ||
  filters.every(({ dimension, values }) => dimension.place !== 'article' || values.length === 1)

function describeCurrency(total: FactRow, rows: readonly FactRow[], dimensions: number): CrossFacts {
  return {
    currency: total.currency,
    totals: readFacts(total),
    groups: rows.map((row) => readGroup(row, dimensions)),
    isTruncated: (rows[0]?.found ?? 0) > rows.length,
  }
}

const readGroup = (row: FactRow, dimensions: number): CrossGroup => ({
  keys: Array.from({ length: dimensions }, (_, index) => ({
    key: row[`key_${index}`] ?? null,
    label: row[`label_${index}`] ?? null,
    code: row[`code_${index}`] ?? null,
  })),
  facts: readFacts(row),
})

/** A group of one dimension. */
export const readOnlyGroup = (row: FactRow): FactGroup => onlyKey(readGroup(row, 1))

export function readFacts(row: FactRow): Facts {
  const facts = {} as Record<FactName, bigint>
  for (const name of FACT_NAMES) facts[name] = BigInt(row[name] ?? '0')
  return facts
}

/** The facts of nothing. */
export const NO_FACTS: Facts = Object.freeze(Object.fromEntries(FACT_NAMES.map((name) => [name, 0n])) as Facts)
