import { isDay, isPeriodName, type PeriodName } from '../../ui/period/periods.ts'
import { ALL_STORES, readCurrency, readStores, type ScopeState } from './report-scope.ts'

/** What an address asks for that does not exist, and what stands in its place. */
export type AddressFault = {
  /** As it stands in the address: `group_by=moon`. */
  readonly asked: string
  /** In the reader's words. */
  readonly shown: string
  /** What the address says once it is true. */
  readonly patch: ScopeState
}

type Option = { readonly value: string; readonly label: string }

/** Writes parts of an address as they stand there. */
const write = (url: ScopeState, names: readonly string[]): string =>
  names
    .filter((name) => url[name] !== undefined)
    .map((name) => `${name}=${url[name]}`)
    .join('&')

/** The days of an address are none, or the last of them is before the first. */
export function periodFault(url: ScopeState, usual: PeriodName, shown: string): AddressFault | null {
  const { date_from: from, date_to: to, period: name } = url
  const isByName = from === undefined && to === undefined
  const isTrue = isByName ? name === undefined || isPeriodName(name) : isDay(from) && isDay(to) && from <= to
  if (isTrue) return null
  return {
    asked: write(url, isByName ? ['period'] : ['date_from', 'date_to']),
    shown,
    patch: { date_from: undefined, date_to: undefined, period: isPeriodName(name) ? name : usual },
  }
}

export function dayFault(url: ScopeState, shown: string): AddressFault | null {
  if (url.date === undefined || isDay(url.date)) return null
  return { asked: write(url, ['date']), shown, patch: { date: undefined } }
}

export function storesFault(url: ScopeState, shown: string): AddressFault | null {
  const { store_id: ids } = url
  if (ids === undefined || ids === ALL_STORES || readStores(url, null) !== null) return null
  return { asked: write(url, ['store_id']), shown, patch: { store_id: undefined } }
}

export function currencyFault(url: ScopeState, shown: string): AddressFault | null {
  if (url.currency === undefined || readCurrency(url) !== null) return null
  return { asked: write(url, ['currency']), shown, patch: { currency: undefined } }
}

/** @param taken what stands in the place of what is no option */
export function choiceFault(
  url: ScopeState,
  name: string,
  options: readonly Option[],
  taken: string,
): AddressFault | null {
  const asked = url[name]
  if (asked === undefined || options.some(({ value }) => value === asked)) return null
  const shown = options.find(({ value }) => value === taken)?.label ?? taken
  return { asked: write(url, [name]), shown, patch: { [name]: taken } }
}

/** @param taken the number that goes: the one asked for where it is a whole one within its bounds */
export function numberFault(url: ScopeState, name: string, taken: number): AddressFault | null {
  const asked = url[name]
  if (asked === undefined || asked === String(taken)) return null
  return { asked: write(url, [name]), shown: String(taken), patch: { [name]: String(taken) } }
}
