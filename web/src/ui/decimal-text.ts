/** What a person types as a decimal, as the API reads it: `1 234,50` is `1234.50`. What is none stays, to be refused. */
export const readDecimal = (typed: string): string => typed.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')

/** A decimal of the API as a person of that language types it. */
export const writeDecimal = (value: string, language: 'fr' | 'en'): string =>
  language === 'fr' ? value.replace('.', ',') : value
