import { periodBefore } from '../../rules/periods.ts'
import { type Actor, may } from '../platform/actor.ts'
import type { Sql } from '../platform/database/connect.ts'
import { together } from '../platform/database/together.ts'
import { changeOf } from './change-of.ts'
import { type Facts, factsOf, KPI_MEASURES, type KpiName, type Measure, visibleNames } from './measures.ts'
import { type Figure, type OneOrSeveral, presentCurrencies, presentFigure } from './present.ts'
import { type CrossFacts, NO_FACTS, queryCrossFacts } from './query-facts.ts'
import { readSnapshot, type Snapshot } from './read-snapshot.ts'
import { type Period, resolveScope, type ScopeInput } from './resolve-scope.ts'

/** `change` as `changeOf` has it. */
export type Kpi = { value: Figure; previous: Figure; change: string | null }
export type KpiBlock = { currency: string | null } & Partial<Record<KpiName, Kpi>>
export type KpisAnswer = { period: Period; previous_period: Period } & OneOrSeveral<KpiBlock>

/** Totals are asked for, of which there is one per currency. */
const NO_ROWS = 0

/**
 * The key figures of a period beside those of the period before (`periodBefore`), a block per currency. Made of the
 * measures of the sales report. Throws as `resolveScope` does.
 */
export async function reportKpis(sql: Sql | Snapshot, actor: Actor, input: ScopeInput): Promise<KpisAnswer> {
  const names: KpiName[] = visibleNames(KPI_MEASURES, (permission) => may(actor, permission))
  const facts = factsOf(names.map((name) => KPI_MEASURES[name]))
  const { resolved, previous, now, before } = await readSnapshot(sql, async (tx) => {
    const resolved = await resolveScope(tx, actor, input)
    const { period: previous } = periodBefore(resolved.period)
    const sumOf = ({ date_from: from, date_to: to }: Period) => {
      const scope = { ...resolved.scope, from, to }
      return queryCrossFacts(tx, { dimensions: [], facts, scope, filters: [], shift: null }, NO_ROWS)
    }
    const [now, before] = await together([sumOf(resolved.period), sumOf(previous)])
    return { resolved, previous, now, before }
  })
  const currencies = new Set([...now, ...before].map(({ currency }) => currency))
  const shown = currencies.size === 0 ? [resolved.emptyCurrency] : [...currencies].sort()
  const blocks = shown.map((currency) => {
    const totalsOf = (found: readonly CrossFacts[]) =>
      found.find((block) => block.currency === currency)?.totals ?? NO_FACTS
    return presentKpis(currency, totalsOf(now), totalsOf(before), names)
  })
  return { period: resolved.period, previous_period: previous, ...presentCurrencies(blocks) }
}

function presentKpis(currency: string | null, now: Facts, before: Facts, names: readonly KpiName[]): KpiBlock {
  const kpis: KpiBlock = { currency }
  for (const name of names) {
    const measure: Measure = KPI_MEASURES[name]
    kpis[name] = {
      value: presentFigure(measure.value(now), measure.unit, currency),
      previous: presentFigure(measure.value(before), measure.unit, currency),
      change: changeOf(measure, now, before),
    }
  }
  return kpis
}
