import { type Actor, may } from '../platform/actor.ts'
import type { Sql } from '../platform/database/connect.ts'
import type { Language } from '../platform/text.ts'
import { DIMENSIONS, dimensionOf, type GroupBy, type WeekStart } from './dimensions.ts'
import { readCalendar } from './fiscal-year.ts'
import { factsOf, SALES_MEASURES, type SalesMeasureName, visibleNames } from './measures.ts'
import { type OneOrSeveral, presentCurrencies } from './present.ts'
import { presentSalesBlock, type SalesBlock } from './present-sales.ts'
import { NO_FACTS, queryFacts } from './query-facts.ts'
import { readSnapshot, type Snapshot } from './read-snapshot.ts'
import { type Period, resolveScope, type ScopeInput } from './resolve-scope.ts'

export type SalesReportInput = ScopeInput & { group_by?: GroupBy; week_start?: WeekStart }

export type SalesReportAnswer = { period: Period; group_by: GroupBy } & OneOrSeveral<SalesBlock>

export const DEFAULT_GROUP_BY: GroupBy = 'day'

/**
 * The sales of a period by one dimension, a block per currency; days unless said otherwise. Cost and margin are computed
 * only for those who may see them. Throws as `resolveScope` does.
 */
export async function reportSales(
  sql: Sql | Snapshot,
  actor: Actor,
  input: SalesReportInput,
  language: Language,
): Promise<SalesReportAnswer> {
  const groupBy = input.group_by ?? DEFAULT_GROUP_BY
  const names: SalesMeasureName[] = visibleNames(SALES_MEASURES, (permission) => may(actor, permission))
  const facts = factsOf(names.map((name) => SALES_MEASURES[name]))
  if (DIMENSIONS[groupBy].place === 'payment') facts.push('paid')
  const { resolved, calendar, dimension, found } = await readSnapshot(sql, async (tx) => {
    const resolved = await resolveScope(tx, actor, input)
    const calendar = await readCalendar(tx, [groupBy], input.week_start)
    const dimension = dimensionOf(groupBy, calendar)
    return { resolved, calendar, dimension, found: await queryFacts(tx, dimension, facts, resolved.scope) }
  })
  if (found.length === 0) {
    found.push({ currency: resolved.emptyCurrency, totals: NO_FACTS, groups: [], isTruncated: false })
  }
  const blocks = found.map((block) =>
    presentSalesBlock(block, { groupBy, dimension, names, language, behind: { resolved, calendar } }),
  )
  return { period: resolved.period, group_by: groupBy, ...presentCurrencies(blocks) }
}
