import { periodBefore } from '../../../rules/periods.ts'
import { type Actor, may } from '../../platform/actor.ts'
import type { Sql, Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { DIMENSIONS } from '../dimensions.ts'
import { queryStock } from '../inventory/query-stock.ts'
import { STOCK_GROUPINGS } from '../inventory/stock-groupings.ts'
import { readStockScope, refuseFarPeriod } from '../inventory/stock-scope.ts'
import { type FactName, factsOf, visibleNames } from '../measures.ts'
import { type OneOrSeveral, presentCurrencies } from '../present.ts'
import { queryFacts } from '../query-facts.ts'
import { readSnapshot } from '../read-snapshot.ts'
import { type Period, type ResolvedScope, resolveScope, type ScopeInput, yearBefore } from '../resolve-scope.ts'
import { compareStores } from './compare-stores.ts'
import { presentStores, type StoresBlock } from './present-stores.ts'
import {
  STORE_MEASURES,
  STORE_STOCK_MEASURES,
  type StoreMeasureName,
  type StoreStockMeasureName,
} from './store-measures.ts'

export type StoresReportAnswer = {
  period: Period
  previous_period: Period
  last_year: Period
} & OneOrSeveral<StoresBlock>

/** What the figures of stock are made of. */
const STOCK = ['units', 'price_value'] as const
const STOCK_AT_COST = [...STOCK, 'value', 'value_by_days'] as const
/** No chain has more stores. */
const MOST_STORES = 100_000

/**
 * Each store of a period, ranked by revenue, beside itself in the period before (`periodBefore`) and on the same dates a year
 * earlier, with how its stock turned. Every store has a row, also one that sold nothing; a warehouse, when it has or sold
 * something.
 *
 * @throws not_found and validation_failed as `resolveScope` does; validation_failed for more than a year, or longer ago than three.
 */
export async function reportStores(sql: Sql, actor: Actor, input: ScopeInput): Promise<StoresReportAnswer> {
  const isPermitted = (permission: string) => may(actor, permission)
  const names: StoreMeasureName[] = visibleNames(STORE_MEASURES, isPermitted)
  const stockNames: StoreStockMeasureName[] = visibleNames(STORE_STOCK_MEASURES, isPermitted)
  const facts = factsOf(names.map((name) => STORE_MEASURES[name]))
  const withCost = stockNames.includes('value_at_cost')
  const found = await readSnapshot(sql, async (tx) => {
    const resolved = await resolveScope(tx, actor, input)
    refuseFarPeriod(resolved)
    return { resolved, ...(await readAll(tx, resolved, facts, withCost)) }
  })
  const { period } = found.resolved
  const blocks = compareStores(found).map((block) => presentStores(block, { period, names, stockNames }))
  return {
    period,
    previous_period: periodBefore(period).period,
    last_year: yearBefore(period),
    ...presentCurrencies(blocks),
  }
}

async function readAll(tx: Tx, resolved: ResolvedScope, facts: readonly FactName[], withCost: boolean) {
  const { scope, period } = resolved
  const soldIn = ({ date_from: from, date_to: to }: Period) =>
    queryFacts(tx, DIMENSIONS.store, facts, { ...scope, from, to }, MOST_STORES)
  const stockScope = await readStockScope(tx, resolved, 1)
  const [now, before, lastYear, stock] = await together([
    soldIn(period),
    soldIn(periodBefore(period).period),
    soldIn(yearBefore(period)),
    queryStock(tx, STOCK_GROUPINGS.store, withCost ? STOCK_AT_COST : STOCK, stockScope),
  ])
  return { now, before, lastYear, stock, stockScope }
}
