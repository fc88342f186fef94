import type { Language } from './text.ts'

const NBSP = '\u00a0'

/**
 * Sets a text as its language is printed: in French the space before `; : ? ! » %` and after `«` and `n°` never ends a line
 * (Lexique des règles typographiques en usage à l’Imprimerie nationale). Texts are written with plain spaces, which one sees.
 */
export function typeset(text: string, language: Language): string {
  if (language === 'en') return text
  return text.replace(/ (?=[;:?!»%])/g, NBSP).replace(/(?<=«|\bn°) /g, NBSP)
}
