import { type Actor, may } from '../platform/actor.ts'
import type { Sql } from '../platform/database/connect.ts'
import { changeOf } from './change-of.ts'
import { periodDimension } from './dimensions.ts'
import { type Facts, factsOf, KPI_MEASURES, type KpiName, type Measure, visibleNames } from './measures.ts'
import { type Figure, type OneOrSeveral, presentCurrencies, presentFigure } from './present.ts'
import { type CurrencyFacts, NO_FACTS, queryFacts } from './query-facts.ts'
import { readSnapshot } from './read-snapshot.ts'
import { type Period, periodBefore, resolveScope, type ScopeInput } from './resolve-scope.ts'

/** `change` as `changeOf` has it. */
export type Kpi = { value: Figure; previous: Figure; change: string | null }
export type KpiBlock = { currency: string | null } & Partial<Record<KpiName, Kpi>>
export type KpisAnswer = { period: Period; previous_period: Period } & OneOrSeveral<KpiBlock>

/**
 * The key figures of a period beside those of as many days just before it, a block per currency. Made of the measures
 * of the sales report. Throws as `resolveScope` does.
 */
export async function reportKpis(sql: Sql, actor: Actor, input: ScopeInput): Promise<KpisAnswer> {
  const names: KpiName[] = visibleNames(KPI_MEASURES, (permission) => may(actor, permission))
  const facts = factsOf(names.map((name) => KPI_MEASURES[name]))
  const { resolved, previous, found } = await readSnapshot(sql, async (tx) => {
    const resolved = await resolveScope(tx, actor, input)
    const previous = periodBefore(resolved.period)
    const scope = { ...resolved.scope, from: previous.date_from }
    const found = await queryFacts(tx, periodDimension(resolved.period.date_from), facts, scope)
    return { resolved, previous, found }
  })
  if (found.length === 0) {
    found.push({ currency: resolved.emptyCurrency, totals: NO_FACTS, groups: [], isTruncated: false })
  }
  const blocks = found.map((block) => presentKpis(block, names))
  return { period: resolved.period, previous_period: previous, ...presentCurrencies(blocks) }
}

function presentKpis(block: CurrencyFacts, names: readonly KpiName[]): KpiBlock {
  const factsAt = (key: string): Facts => block.groups.find((group) => group.key === key)?.facts ?? NO_FACTS
  const now = factsAt('1')
  const before = factsAt('0')
  const kpis: KpiBlock = { currency: block.currency }
  for (const name of names) {
    const measure: Measure = KPI_MEASURES[name]
    const value = measure.value(now)
    const previous = measure.value(before)
    kpis[name] = {
      value: presentFigure(value, measure.unit, block.currency),
      previous: presentFigure(previous, measure.unit, block.currency),
      change: changeOf(measure, now, before),
    }
  }
  return kpis
}
