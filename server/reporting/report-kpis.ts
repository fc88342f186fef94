import { divideRounded } from '../../rules/money.ts'
import { type Actor, may } from '../platform/actor.ts'
import type { Sql } from '../platform/database/connect.ts'
import { periodDimension } from './dimensions.ts'
import { type Facts, factsOf, KPI_MEASURES, type KpiName, type Measure, RATE_SCALE, visibleNames } from './measures.ts'
import { type Figure, type OneOrSeveral, presentCurrencies, presentFigure } from './present.ts'
import { type CurrencyFacts, NO_FACTS, queryFacts } from './query-facts.ts'
import { readSnapshot } from './read-snapshot.ts'
import { addDays, countDays, type Period, resolveScope, type ScopeInput } from './resolve-scope.ts'

/** `change` is (value − previous) ÷ |previous| with four decimals; null when there is nothing to compare with. */
export type Kpi = { value: Figure; previous: Figure; change: string | null }
type KpiBlock = { currency: string | null } & Partial<Record<KpiName, Kpi>>
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

const periodBefore = (period: Period): Period => ({
  date_from: addDays(period.date_from, -countDays(period)),
  date_to: addDays(period.date_from, -1),
})

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
      change: changeOf(value, previous),
    }
  }
  return kpis
}

function changeOf(value: bigint | null, previous: bigint | null): string | null {
  if (value === null || previous === null || previous === 0n) return null
  const size = previous < 0n ? -previous : previous
  const change = divideRounded((value - previous) * 10n ** BigInt(RATE_SCALE), size)
  return String(presentFigure(change, 'rate', null))
}
