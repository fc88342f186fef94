import type { Language } from '../platform/text.ts'
import type { GroupBy } from './dimensions.ts'

/** How each language writes dates and names countries: those of the product's home. */
const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-CA', en: 'en-CA' }

const NO_BREAK_SPACE = '\u00a0'

const formatsOf = (locale: string) => ({
  day: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }),
  month: new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  monthOfYear: new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }),
  weekday: new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }),
  country: new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }),
})
const FORMATS = { fr: formatsOf(LOCALES.fr), en: formatsOf(LOCALES.en) } as const

const PAYMENT_METHODS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  cash: { fr: 'Espèces', en: 'Cash' },
  card: { fr: 'Carte', en: 'Card' },
  cheque: { fr: 'Chèque', en: 'Cheque' },
  credit: { fr: 'Avoir', en: 'Store credit' },
  other: { fr: 'Autre', en: 'Other' },
}

const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`)

/** '1er novembre 2026', 'November 1, 2026'. */
export function labelDay(day: string, language: Language): string {
  const label = FORMATS[language].day.format(dateOf(day))
  return language === 'fr' ? label.replace(/^1 /, '1er ') : label
}

function labelWeek(key: string, language: Language): string {
  const [year, week] = key.split('-W')
  if (week === undefined) {
    return language === 'fr' ? `Semaine du ${labelDay(key, language)}` : `Week of ${labelDay(key, language)}`
  }
  const number = Number(week)
  return language === 'fr' ? `Semaine${NO_BREAK_SPACE}${number} de ${year}` : `Week${NO_BREAK_SPACE}${number}, ${year}`
}

/** Monday is 1, Sunday is 7. The first of January 2024 was a Monday. */
const labelWeekday = (key: string, language: Language): string =>
  FORMATS[language].weekday.format(Date.UTC(2024, 0, Number(key)))

/** 1 is January, by its name alone. */
export const labelMonthOfYear = (month: number, language: Language): string =>
  FORMATS[language].monthOfYear.format(Date.UTC(2024, month - 1))

/** A country by its ISO code, or as the history that it came with called it. */
const labelCountry = (key: string, language: Language): string =>
  /^[A-Z]{2}$/.test(key) ? (FORMATS[language].country.of(key) ?? key) : key

const FISCAL_YEAR: Readonly<Record<Language, string>> = { fr: 'Exercice', en: 'Fiscal year' }

/** 'T2, exercice 2026', 'Q2, fiscal year 2026'. */
function labelFiscalQuarter(key: string, language: Language): string {
  const [year, quarter] = key.split('-Q')
  return `${language === 'fr' ? 'T' : 'Q'}${quarter}, ${FISCAL_YEAR[language].toLowerCase()} ${year}`
}

const LABELS: Partial<Record<GroupBy, (key: string, language: Language) => string>> = {
  hour: (key, language) => (language === 'fr' ? `${key}${NO_BREAK_SPACE}h` : `${key.padStart(2, '0')}:00`),
  day: labelDay,
  weekday: labelWeekday,
  week: labelWeek,
  month: (key, language) => FORMATS[language].month.format(dateOf(`${key}-01`)),
  fiscal_year: (key, language) => `${FISCAL_YEAR[language]} ${key}`,
  fiscal_quarter: labelFiscalQuarter,
  country: labelCountry,
  payment_method: (key, language) => PAYMENT_METHODS[key]?.[language] ?? key,
}

/** The label of a group, where the database has no name for it: what its key means in the reader's language. */
export const labelKey = (groupBy: GroupBy, key: string, language: Language): string =>
  LABELS[groupBy]?.(key, language) ?? key
