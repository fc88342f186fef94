import { type Actor, may } from '../../platform/actor.ts'
import type { Sql, Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { parseSort, type SortTerm } from '../../platform/http/list.ts'
import type { Language } from '../../platform/text.ts'
import { DIMENSIONS } from '../dimensions.ts'
import { visibleNames } from '../measures.ts'
import { type OneOrSeveral, presentCurrencies } from '../present.ts'
import { type CurrencyFacts, queryFacts } from '../query-facts.ts'
import { readSnapshot } from '../read-snapshot.ts'
import { type Period, type ResolvedScope, resolveScope, type ScopeInput } from '../resolve-scope.ts'
import { joinSold } from './join-sold.ts'
import { type InventoryBlock, presentInventoryBlock } from './present-inventory.ts'
import { queryShrinkage, type ShrinkageRow } from './query-shrinkage.ts'
import { queryStock, type StockGroup } from './query-stock.ts'
import { stockFactNames } from './stock-facts.ts'
import { STOCK_GROUPINGS, type StockGroupBy } from './stock-groupings.ts'
import { STOCK_MEASURES, type StockMeasureName } from './stock-measures.ts'
import { readStockScope, refuseFarPeriod, type StockScope } from './stock-scope.ts'

export type InventoryReportInput = ScopeInput & {
  group_by?: StockGroupBy
  dead_days?: number
  sort?: string
  limit?: number
}

export type InventoryReportAnswer = {
  period: Period
  days: number
  dead_days: number
  group_by: StockGroupBy
} & OneOrSeveral<InventoryBlock>

const DEFAULT_DEAD_DAYS = 90
const DEFAULT_ROWS = 1000
/** Far more articles than a chain sells; the whole of them is needed to tell the classes and the totals. */
const MOST_SOLD = 500_000

/**
 * What the stores have now, at cost and at price, beside what they sold and lost in a period: by store or by article, a
 * block per currency. Costs, and what is made of them, are computed only for those who may see them.
 *
 * @throws not_found and validation_failed as `resolveScope` does; validation_failed naming `sort`, or `date_to` for more
 * than a year.
 */
export async function reportInventory(
  sql: Sql,
  actor: Actor,
  input: InventoryReportInput,
  language: Language,
): Promise<InventoryReportAnswer> {
  const { group_by: groupBy = 'store', dead_days: deadDays = DEFAULT_DEAD_DAYS, limit = DEFAULT_ROWS } = input
  const names: StockMeasureName[] = visibleNames(STOCK_MEASURES, (permission) => may(actor, permission))
  const terms = readSort(input.sort, names)
  const withCost = names.includes('value_at_cost')
  const { resolved, scope, found } = await readSnapshot(sql, async (tx) => {
    const resolved = await resolveScope(tx, actor, input)
    refuseFarPeriod(resolved)
    const scope = await readStockScope(tx, resolved, deadDays)
    return { resolved, scope, found: await readAll(tx, groupBy, scope, resolved, withCost) }
  })
  const view = { groupBy, names, terms, limit, language, period: resolved.period, storeId: onlyStore(input.store_id) }
  const blocks = currenciesOf(resolved, scope, found).map((currency) =>
    presentInventoryBlock(joinSold(currency, found, scope), view),
  )
  return {
    period: resolved.period,
    days: scope.days,
    dead_days: deadDays,
    group_by: groupBy,
    ...presentCurrencies(blocks),
  }
}

export type InventoryFindings = {
  readonly stock: readonly StockGroup[]
  readonly sold: readonly CurrencyFacts[]
  readonly shrinkage: readonly ShrinkageRow[]
}

async function readAll(
  tx: Tx,
  groupBy: StockGroupBy,
  scope: StockScope,
  resolved: ResolvedScope,
  withCost: boolean,
): Promise<InventoryFindings> {
  const grouping = STOCK_GROUPINGS[groupBy]
  const facts = withCost ? (['units', 'net', 'cost'] as const) : (['units', 'net'] as const)
  const [stock, sold, shrinkage] = await together([
    queryStock(tx, grouping, stockFactNames(withCost), scope),
    queryFacts(tx, DIMENSIONS[grouping.sales], facts, resolved.scope, MOST_SOLD),
    queryShrinkage(tx, scope, withCost),
  ])
  return { stock, sold, shrinkage }
}

function currenciesOf(resolved: ResolvedScope, scope: StockScope, { sold }: InventoryFindings): (string | null)[] {
  const known = new Set([
    ...scope.stores.map(({ currency }) => currency),
    ...sold.flatMap(({ currency }) => currency ?? []),
  ])
  return known.size === 0 ? [resolved.emptyCurrency] : [...known].sort()
}

function onlyStore(storeId: string | undefined): number | null | undefined {
  if (storeId === undefined) return undefined
  const ids = new Set(storeId.split(',').map(Number))
  const [only] = ids
  return ids.size === 1 ? only : null
}

function readSort(sort: string | undefined, names: readonly StockMeasureName[]): readonly SortTerm[] {
  const terms = parseSort(sort, ['label', ...names])
  if (terms.length > 0) return terms
  return [{ field: names.includes('value_at_cost') ? 'value_at_cost' : 'value_at_price', descending: true }]
}
