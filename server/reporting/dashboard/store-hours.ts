import type { Queryable } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import type { FactScope } from '../build-fact-query.ts'
import { DIMENSIONS } from '../dimensions.ts'
import type { FactName } from '../measures.ts'
import { type CurrencyFacts, type FactGroup, queryFacts } from '../query-facts.ts'

/** No chain has more stores. */
const MOST_STORES = 100_000

/** A day by store, and by hour. */
export type StoreHours = { readonly byStore: readonly CurrencyFacts[]; readonly byHour: readonly CurrencyFacts[] }

/**
 * Asked apart, each is answered from the sums of a day that is over: by store of each, by hour of the chain. The hours of a
 * single store are read from its tickets, whose sum is all that there is to tell of the store.
 */
export async function queryStoreHours(
  sql: Queryable,
  facts: readonly FactName[],
  scope: FactScope,
): Promise<StoreHours> {
  const [only, ...others] = scope.storeIds ?? []
  const hours = queryFacts(sql, DIMENSIONS.hour, facts, scope)
  if (only !== undefined && others.length === 0) {
    const byHour = await hours
    return { byStore: byHour.map((block) => ({ ...block, groups: [wholeOf(only, block)] })), byHour }
  }
  const [byStore, byHour] = await together([queryFacts(sql, DIMENSIONS.store, facts, scope, MOST_STORES), hours])
  return { byStore, byHour }
}

const wholeOf = (storeId: number, { totals }: CurrencyFacts): FactGroup => ({
  key: String(storeId),
  label: null,
  code: null,
  facts: totals,
})
