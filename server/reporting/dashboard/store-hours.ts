import type { Queryable } from '../../platform/database/connect.ts'
import type { FactScope } from '../build-fact-query.ts'
import { DIMENSIONS } from '../dimensions.ts'
import { FACT_NAMES, type FactName } from '../measures.ts'
import { type CrossFacts, type CurrencyFacts, NO_FACTS, queryCrossFacts } from '../query-facts.ts'

/** 24 of each store. */
const MOST_GROUPS = 1_000_000

/** The facts by store and by hour; a ticket is in one of each, so that all of them add up. */
export type StoreHours = { readonly byStore: readonly CurrencyFacts[]; readonly byHour: readonly CurrencyFacts[] }

/** Reads a day of a chain once, for its ranking and for its hours. */
export async function queryStoreHours(
  sql: Queryable,
  facts: readonly FactName[],
  scope: FactScope,
): Promise<StoreHours> {
  const dimensions = [DIMENSIONS.store, DIMENSIONS.hour]
  const found = await queryCrossFacts(sql, { dimensions, facts, scope, filters: [], shift: null }, MOST_GROUPS)
  return { byStore: found.map((block) => sumBy(block, 0)), byHour: found.map((block) => sumBy(block, 1)) }
}

/** Puts the groups together that have the same key of one of the two dimensions. */
function sumBy(block: CrossFacts, dimension: 0 | 1): CurrencyFacts {
  const sums = new Map<string | null, Record<FactName, bigint>>()
  for (const { keys, facts } of block.groups) {
    const key = keys[dimension]?.key ?? null
    const sum = sums.get(key) ?? { ...NO_FACTS }
    for (const name of FACT_NAMES) sum[name] += facts[name]
    sums.set(key, sum)
  }
  const groups = [...sums].map(([key, facts]) => ({ key, label: null, code: null, facts }))
  return { ...block, groups }
}
