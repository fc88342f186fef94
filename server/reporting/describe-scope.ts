import type { Actor } from '../platform/actor.ts'
import type { Queryable } from '../platform/database/connect.ts'
import { type Language, text } from '../platform/text.ts'
import type { Fact } from './export/report-table.ts'
import { labelDay } from './labels.ts'
import { type Period, type ResolvedScope, resolveScope, type ScopeInput } from './resolve-scope.ts'

const PERIOD = text('Période', 'Period')
const STORES = text('Magasins', 'Stores')
const ALL_STORES = text('Tous les magasins', 'Every store')
const CURRENCY = text('Devise', 'Currency')
const NAMES_SHOWN = 12

/** « 1er novembre 2026 – 30 novembre 2026 » */
export const describePeriod = ({ date_from, date_to }: Period, language: Language): Fact => [
  PERIOD,
  date_from === date_to
    ? labelDay(date_from, language)
    : `${labelDay(date_from, language)} – ${labelDay(date_to, language)}`,
]

/** Which stores a report is of, by their names; those of a whole chain are not listed. */
export function describeStores(
  { storeIds }: Pick<Actor, 'storeIds'>,
  { scope, stores }: Pick<ResolvedScope, 'scope' | 'stores'>,
  language: Language,
): Fact {
  if (storeIds === 'all' && scope.storeIds === null) return [STORES, ALL_STORES[language]]
  const names = stores.map(({ name }) => name).sort(new Intl.Collator(language).compare)
  const more = names.length - NAMES_SHOWN
  const shown = names.slice(0, NAMES_SHOWN).join(', ')
  return [STORES, more > 0 ? `${shown}, … (+${more})` : shown]
}

/** A report in one currency says so: the others have no block in it. */
export const describeCurrency = ({ currency }: Pick<ScopeInput, 'currency'>): Fact[] =>
  currency === undefined ? [] : [[CURRENCY, currency]]

/** The period, the stores and the currency of a report that has been read. */
export async function describeScope(
  sql: Queryable,
  actor: Actor,
  { asked, period }: { asked: Pick<ScopeInput, 'store_id' | 'currency'>; period: Period },
  language: Language,
): Promise<Fact[]> {
  const resolved = await resolveScope(sql, actor, asked.store_id === undefined ? {} : { store_id: asked.store_id })
  return [describePeriod(period, language), describeStores(actor, resolved, language), ...describeCurrency(asked)]
}
