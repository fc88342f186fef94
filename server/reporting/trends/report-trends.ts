import { type Actor, may } from '../../platform/actor.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { invalid, platformErrors } from '../../platform/errors.ts'
import { type Language, text } from '../../platform/text.ts'
import { DIMENSIONS } from '../dimensions.ts'
import { factsOf, type Measure } from '../measures.ts'
import { type OneOrSeveral, presentCurrencies } from '../present.ts'
import { queryFacts } from '../query-facts.ts'
import { readSnapshot } from '../read-snapshot.ts'
import {
  addDays,
  countDays,
  FIRST_DAY,
  lastDayBegun,
  type Period,
  resolveScope,
  type ScopeInput,
} from '../resolve-scope.ts'
import { fillDays, LONG_WINDOW } from './month-series.ts'
import { presentTrends, type TrendsBlock } from './present-trends.ts'
import { TREND_MEASURES, type TrendMeasureName } from './trend-measures.ts'
import { queryWeekHours } from './week-hours.ts'

export type TrendsInput = ScopeInput & { measure?: TrendMeasureName }
export type TrendsAnswer = { period: Period; measure: TrendMeasureName } & OneOrSeveral<TrendsBlock>

/** Two years: each month stands beside itself. */
const DEFAULT_DAYS = 730
/** Ten years and what has begun of the eleventh. */
const LONGEST_DAYS = 4018

/**
 * How one measure went: months by year, weekdays by hour, days with their moving averages, and the seasons of the year and
 * of the week. Days that have not begun are no part of it, nor are those before the first ticket of its stores.
 *
 * @throws forbidden naming `measure` for the margin without its permission; not_found and validation_failed as
 * `resolveScope` does; validation_failed naming `date_to` for more than eleven years.
 */
export async function reportTrends(
  sql: Sql,
  actor: Actor,
  input: TrendsInput,
  language: Language,
): Promise<TrendsAnswer> {
  const { measure = 'revenue', ...scopeInput } = input
  const definition: Measure = TREND_MEASURES[measure]
  const { permission } = definition
  if (permission !== undefined && !may(actor, permission)) {
    throw platformErrors.forbidden({ fields: { measure: NO_MARGIN } })
  }
  const facts = factsOf([definition])
  const { resolved, lastDay, byDay, byWeekHour, older } = await readSnapshot(sql, async (tx) => {
    const resolved = await resolveScope(tx, actor, scopeInput, DEFAULT_DAYS)
    refuseLongPeriod(resolved.period)
    const { scope } = resolved
    const lastDay = lastDayBegun(resolved)
    const [byDay, byWeekHour, before] = await together([
      queryFacts(tx, DIMENSIONS.day, facts, { ...scope, from: addDays(scope.from, 1 - LONG_WINDOW), to: lastDay }),
      queryWeekHours(tx, facts, { ...scope, to: lastDay }),
      queryFacts(tx, DIMENSIONS.year, facts, { ...scope, from: FIRST_DAY, to: addDays(scope.from, -LONG_WINDOW) }),
    ])
    return { resolved, lastDay, byDay, byWeekHour, older: new Set(before.map(({ currency }) => currency)) }
  })
  const { period } = resolved
  const currencies = byDay.length === 0 ? [resolved.emptyCurrency] : byDay.map(({ currency }) => currency)
  const blocks = currencies.map((currency) => {
    const groups = byDay.find((block) => block.currency === currency)?.groups ?? []
    const sold = new Map(groups.map((group) => [group.key ?? '', group.facts]))
    // Where nothing was sold before, trade began with the first ticket: the days before it are not days without a sale.
    const firstOfTrade = older.has(currency) ? null : ([...sold.keys()].sort()[0] ?? null)
    const days = fillDays(addDays(period.date_from, 1 - LONG_WINDOW), lastDay, sold, firstOfTrade)
    const weekHours = byWeekHour.get(currency) ?? []
    return presentTrends({ currency, days, weekHours }, { measure, language, firstDay: period.date_from })
  })
  return { period, measure, ...presentCurrencies(blocks) }
}

const NO_MARGIN = text(
  'La tendance de la marge demande la permission reports.margin.',
  'The trend of the margin needs the permission reports.margin.',
)

function refuseLongPeriod(period: Period): void {
  if (countDays(period) <= LONGEST_DAYS) return
  throw invalid({
    date_to: text(
      'La période de ce rapport ne peut pas dépasser onze ans.',
      'The period of this report may not exceed eleven years.',
    ),
  })
}
