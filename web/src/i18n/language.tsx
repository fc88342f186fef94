import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { formatText, type TextValues } from './format-text.ts'
import {
  type DateStyle,
  formatDate,
  formatMoney,
  formatNumber,
  formatPoints,
  formatRatio,
  formatShort,
  NOTHING,
} from './format-values.ts'
import { readLanguage } from './read-language.ts'
import { LANGUAGES, type Language, type Text } from './text.ts'

const STORED = 'comptoir.language'

type Chosen = { readonly language: Language; choose(language: Language): void }

const LanguageContext = createContext<Chosen | null>(null)

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(readLanguage)
  const show = useCallback((next: Language) => {
    document.documentElement.lang = next
    setLanguage(next)
  }, [])
  const choose = useCallback(
    (next: Language) => {
      localStorage.setItem(STORED, next)
      show(next)
    },
    [show],
  )
  useOtherTabs(show)
  const chosen = useMemo(() => ({ language, choose }), [language, choose])
  return <LanguageContext value={chosen}>{children}</LanguageContext>
}

/** What is chosen in one tab of the browser holds in the others. */
function useOtherTabs(show: (language: Language) => void): void {
  useEffect(() => {
    const follow = ({ key, newValue }: StorageEvent) => {
      const chosen = LANGUAGES.find((language) => language === newValue)
      if (key === STORED && chosen !== undefined) show(chosen)
    }
    addEventListener('storage', follow)
    return () => removeEventListener('storage', follow)
  }, [show])
}

export function useLanguage(): Chosen {
  const chosen = useContext(LanguageContext)
  if (chosen === null) throw new Error('Outside of LanguageProvider.')
  return chosen
}

export type Translate = (text: Text, values?: TextValues) => string

/** What writes texts in the reader's language: `t(messages.title)`, `t(messages.tickets, { count: 3 })`. */
export function useText(): Translate {
  const { language } = useLanguage()
  return useCallback((text, values) => formatText(text, language, values), [language])
}

/** What writes amounts, numbers and dates as the reader's language writes them; null and undefined as a dash. */
export function useFormat() {
  const { language } = useLanguage()
  return useMemo(() => {
    const orNothing = <Value,>(value: Value | null | undefined, write: (value: Value) => string) =>
      value === null || value === undefined ? NOTHING : write(value)
    return {
      money: (amount: string | null | undefined, currency: string) =>
        orNothing(amount, (value) => formatMoney(value, currency, language)),
      number: (value: string | number | null | undefined, decimals?: number) =>
        orNothing(value, (given) => formatNumber(given, language, decimals)),
      short: (value: string | number | null | undefined, currency?: string) =>
        orNothing(value, (given) => formatShort(given, language, currency)),
      ratio: (value: string | number | null | undefined, isSigned?: boolean) =>
        orNothing(value, (given) => formatRatio(given, language, isSigned)),
      points: (value: number | null | undefined) => orNothing(value, (given) => formatPoints(given, language)),
      date: (value: string | Date | null | undefined, style: DateStyle = 'day', timeZone?: string) =>
        orNothing(value, (given) => formatDate(given, style, language, timeZone)),
    }
  }, [language])
}
