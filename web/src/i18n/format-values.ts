import { LOCALES } from './format-text.ts'
import type { Language } from './text.ts'

/** Intl takes decimal strings as they are: no digit of an amount passes through a float. */
type Decimal = Intl.StringNumericLiteral

/** What a person reads where there is nothing to say. */
export const NOTHING = '—'

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function kept<Format extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => Format): Format {
  const found = cache.get(key) ?? make()
  cache.set(key, found)
  return found as Format
}

/** `29.99` of CAD: `29,99 $` in French, `$29.99` in English. */
export function formatMoney(amount: string, currency: string, language: Language): string {
  const format = kept(
    `money ${language} ${currency}`,
    () =>
      new Intl.NumberFormat(LOCALES[language], {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
      }),
  )
  return format.format(amount as Decimal)
}

/** A quantity or another plain number, with at most three decimals unless told. */
export function formatNumber(value: string | number, language: Language, decimals = 3): string {
  const format = kept(
    `number ${language} ${decimals}`,
    () => new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: decimals }),
  )
  return format.format(value as Decimal)
}

/** A number where there is little place, such as beside an axis: `1,2 k`, of a currency `1,2 k $`. */
export function formatShort(value: string | number, language: Language, currency?: string): string {
  const format = kept(
    `short ${language} ${currency}`,
    () =>
      new Intl.NumberFormat(LOCALES[language], {
        notation: 'compact',
        maximumSignificantDigits: 3,
        ...(currency !== undefined && { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
      }),
  )
  return format.format(value as Decimal)
}

/** A ratio as a percentage: `0.1234` is `12,3 %`. */
export function formatRatio(value: string | number, language: Language, isSigned = false): string {
  const format = kept(
    `ratio ${language} ${isSigned}`,
    () =>
      new Intl.NumberFormat(LOCALES[language], {
        style: 'percent',
        maximumFractionDigits: 1,
        signDisplay: isSigned ? 'exceptZero' : 'auto',
      }),
  )
  return format.format(value as Decimal)
}

/** By how much a rate moved, in percentage points: `0.1` is `+0,1 pt`. */
export function formatPoints(value: number, language: Language): string {
  const format = kept(
    `points ${language}`,
    () => new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1, signDisplay: 'exceptZero' }),
  )
  return `${format.format(value)}\u00a0pt`
}

export type DateStyle = 'day' | 'time' | 'hour' | 'moment' | 'month' | 'weekday' | 'long'

const DATE_STYLES: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  day: { year: 'numeric', month: 'short', day: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  hour: { hour: 'numeric' },
  moment: { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' },
  month: { year: 'numeric', month: 'long' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
}

/**
 * A moment (ISO 8601) in a time zone, that of the reader unless given; or a business day (`2026-11-27`), which is the same
 * everywhere.
 */
export function formatDate(value: string | Date, style: DateStyle, language: Language, timeZone?: string): string {
  const isDay = typeof value === 'string' && value.length === 10
  const zone = isDay ? 'UTC' : timeZone
  const format = kept(
    `date ${language} ${style} ${zone}`,
    () => new Intl.DateTimeFormat(LOCALES[language], { ...DATE_STYLES[style], ...(zone && { timeZone: zone }) }),
  )
  return wholeDate(format.format(new Date(value)))
}

/** A line ends between the day and the hour, never within one of them. */
const wholeDate = (text: string): string => text.replace(/(?<!\d{4},) /g, '\u00a0')
