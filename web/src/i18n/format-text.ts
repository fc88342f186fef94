import { IntlMessageFormat } from 'intl-messageformat'
import type { Language, Text } from './text.ts'
import { typeset } from './typeset.ts'

export type TextValues = Readonly<Record<string, string | number>>

/** Dates and numbers are written as Canada writes them, unless a person's browser says of its language which one. */
export const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-CA', en: 'en-CA' }

const formats = new Map<string, IntlMessageFormat>()
/** Of texts without places: a screen writes the same ones again and again. */
const written: Readonly<Record<Language, Map<string, string>>> = { fr: new Map(), en: new Map() }

/** The text in one language, its places filled and its plurals chosen. */
export function formatText(text: Text, language: Language, values?: TextValues): string {
  const source = text[language]
  if (values === undefined) {
    const known = written[language].get(source) ?? typeset(source, language)
    written[language].set(source, known)
    return known
  }
  const key = `${language} ${source}`
  let format = formats.get(key)
  if (format === undefined) {
    format = new IntlMessageFormat(typeset(source, language), LOCALES[language], undefined, { ignoreTag: true })
    formats.set(key, format)
  }
  return String(format.format(values))
}
