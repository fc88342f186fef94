/** A decimal of the API as a person of that language types it. */
export const writeDecimal = (value: string, language: 'fr' | 'en'): string =>
  language === 'fr' ? value.replace('.', ',') : value
