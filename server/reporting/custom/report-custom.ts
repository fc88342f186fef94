import type { Actor } from '../../platform/actor.ts'
import { DatabaseError, type Sql, type Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { type Language, text } from '../../platform/text.ts'
import { type Dimension, type DimensionOptions, dimensionOf } from '../dimensions.ts'
import { readCalendar } from '../fiscal-year.ts'
import { type FactName, factsOf } from '../measures.ts'
import { type OneOrSeveral, presentCurrencies } from '../present.ts'
import type { Question } from '../query/fact-question.ts'
import { type CrossFacts, NO_FACTS, queryCrossFacts } from '../query-facts.ts'
import { readSnapshot } from '../read-snapshot.ts'
import { type Period, type ResolvedScope, resolveScope } from '../resolve-scope.ts'
import { checkDefinition, readSort } from './check-definition.ts'
import { type Compared, comparedPeriod } from './compared-period.ts'
import type { CustomDefinition } from './custom-definition.ts'
import { CUSTOM_MEASURES } from './custom-measures.ts'
import { type CustomBlock, type CustomView, presentCustomBlock } from './present-custom.ts'

export type CustomAnswer = {
  period: Period
  compared_period: Period | null
} & OneOrSeveral<CustomBlock>

/** More groups than that are sorted for nobody. */
const MOST_GROUPS = 50_000
const DEFAULT_LIMIT = 1_000

/**
 * Whatever dimensions, measures and filters are asked for, a block per currency, with the tickets behind each row.
 *
 * @throws validation_failed with the faulty fields, or with `dimensions` where it takes too long, forbidden for a measure
 *   beyond one's rights, and as `resolveScope`
 */
export async function reportCustom(
  sql: Sql,
  actor: Actor,
  definition: CustomDefinition,
  language: Language,
): Promise<CustomAnswer> {
  checkDefinition(definition, actor)
  const { store_id: storeId, ...scope } = definition
  const input = { ...scope, ...(storeId !== undefined && { store_id: String(storeId) }) }
  const { resolved, calendar, compared, now, before } = await readInTime(sql, async (tx) => {
    const resolved = await resolveScope(tx, actor, input)
    const calendar = await readCalendar(tx, definition.dimensions, definition.week_start)
    const question = questionOf(definition, resolved, calendar)
    const compared = comparedPeriod(definition.compare, resolved.period)
    const now = await ask(tx, question)
    const before = compared === null ? [] : await ask(tx, compareWith(question, compared))
    return { resolved, calendar, compared, now, before }
  })
  const view = viewOf(definition, { resolved, calendar }, compared !== null, language)
  const currencies = [...new Set([...now, ...before].map(({ currency }) => currency))].sort()
  const blocks = currencies.map((currency) => {
    const of = (found: readonly CrossFacts[]) => found.find((block) => block.currency === currency) ?? nothing(currency)
    return presentCustomBlock(of(now), of(before), view)
  })
  if (blocks.length === 0) {
    blocks.push(presentCustomBlock(nothing(resolved.emptyCurrency), nothing(resolved.emptyCurrency), view))
  }
  return { period: resolved.period, compared_period: compared?.period ?? null, ...presentCurrencies(blocks) }
}

/** SQLSTATE of a statement whose time was up. */
const QUERY_CANCELED = '57014'

/** What is asked of a free question may be more than one statement may do; another time it would be as much. */
async function readInTime<T>(sql: Sql, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await readSnapshot(sql, work)
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== QUERY_CANCELED) throw error
    throw invalid({
      dimensions: text(
        'Ce rapport demande plus de lecture qu’une réponse n’en permet\u00a0; raccourcissez la période, filtrez, ou demandez moins de dimensions.',
        'This report reads more than one answer may; shorten the period, filter, or ask for fewer dimensions.',
      ),
    })
  }
}

const nothing = (currency: string | null): CrossFacts => ({
  currency,
  totals: NO_FACTS,
  groups: [],
  isTruncated: false,
})

function questionOf(definition: CustomDefinition, { scope }: ResolvedScope, calendar: DimensionOptions): Question {
  const facts: FactName[] = factsOf(definition.measures.map((name) => CUSTOM_MEASURES[name]))
  const dimensions = definition.dimensions.map((name): Dimension => dimensionOf(name, calendar))
  const filters = (definition.filters ?? []).map(({ dimension, values }) => ({
    dimension: dimensionOf(dimension, calendar),
    values,
  }))
  const isByPayment = [...dimensions, ...filters.map((filter) => filter.dimension)].some(
    ({ place }) => place === 'payment',
  )
  if (isByPayment && definition.measures.includes('collected')) facts.push('paid')
  return { dimensions, facts, scope, filters, shift: null }
}

/** Where a row is no place in time, the tickets of another period stay where they are. */
function compareWith(question: Question, { period, shift, monthShift }: Compared): Question {
  const scope = { ...question.scope, from: period.date_from, to: period.date_to }
  const moved = question.dimensions.flatMap(({ grain }) =>
    grain.of === 'day' && grain.isCyclic !== true ? [grain.within] : [],
  )
  if (moved.length === 0) return { ...question, scope, shift: null }
  return { ...question, scope, shift: moved.includes('day') ? shift : monthShift }
}

/** @throws validation_failed naming `dimensions` where there are too many groups */
async function ask(tx: Tx, question: Question): Promise<CrossFacts[]> {
  const found = await queryCrossFacts(tx, question, MOST_GROUPS)
  if (!found.some(({ isTruncated }) => isTruncated)) return found
  throw invalid({
    dimensions: text(
      `Ce rapport a plus de ${MOST_GROUPS} groupes\u00a0; filtrez, ou demandez moins de dimensions.`,
      `This report has more than ${MOST_GROUPS} groups; filter, or ask for fewer dimensions.`,
    ),
  })
}

function viewOf(
  definition: CustomDefinition,
  behind: CustomView['behind'],
  isCompared: boolean,
  language: Language,
): CustomView {
  return {
    names: definition.dimensions,
    dimensions: definition.dimensions.map((name) => dimensionOf(name, behind.calendar)),
    measures: definition.measures,
    filters: definition.filters ?? [],
    sort: readSort(definition.sort),
    limit: definition.limit ?? DEFAULT_LIMIT,
    isCompared,
    behind,
    language,
  }
}
