import { isDay, isPeriodName, type Period, type PeriodName, periodOf } from '../../ui/period/periods.ts'

/** What an address says of a report's days and stores. */
export type ScopeState = Readonly<Record<string, string | undefined>>

export type Scope = {
  readonly period: Period
  /** How the period was asked for; null: by its dates, which stay although a name may mean them today. */
  readonly name: PeriodName | null
  /** Ids by comma; null: all of the reader's. */
  readonly stores: string | null
  /** Whether they are those of the choice at the top of every page. */
  readonly isChosen: boolean
  /** null: all of them. */
  readonly currency: string | null
  /** What the API is asked. */
  readonly query: {
    readonly date_from: string
    readonly date_to: string
    readonly store_id?: string
    readonly currency?: string
  }
}

/** Said where a store is chosen for everything else, and this report is about all. */
export const ALL_STORES = 'all'

const STORE_IDS = /^\d{1,15}(,\d{1,15})*$/

/** A period stands in the address by its name, which keeps its meaning, or by two days. */
export function readPeriod(state: ScopeState, usual: PeriodName, today: string): Pick<Scope, 'period' | 'name'> {
  const { date_from: from, date_to: to, period: name } = state
  if (isDay(from) && isDay(to) && from <= to) {
    return { period: { date_from: from, date_to: to }, name: null }
  }
  const asked = isPeriodName(name) ? name : usual
  return { period: periodOf(asked, today), name: asked }
}

/** The stores that the address names; otherwise the one that the reader has chosen for everything. */
export function readStores({ store_id: ids }: ScopeState, chosen: number | null): string | null {
  if (ids !== undefined && STORE_IDS.test(ids)) return ids
  return ids === ALL_STORES || chosen === null ? null : String(chosen)
}

/** Whether the address leaves the stores to the choice at the top of every page. */
export const isLeftToChoice = ({ store_id: ids }: ScopeState, chosen: number | null): boolean =>
  chosen !== null && ids !== ALL_STORES && (ids === undefined || !STORE_IDS.test(ids))

/** null: every currency, each by itself. */
export const readCurrency = ({ currency }: ScopeState): string | null =>
  currency !== undefined && /^[A-Z]{3}$/.test(currency) ? currency : null

export function makeScope(
  period: Pick<Scope, 'period' | 'name'>,
  stores: string | null,
  currency: string | null = null,
  isChosen = false,
): Scope {
  const query = {
    ...period.period,
    ...(stores !== null && { store_id: stores }),
    ...(currency !== null && { currency }),
  }
  return { ...period, stores, isChosen, currency, query }
}
