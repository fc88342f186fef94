import { readLanguage } from './read-language.ts'
import type { Language } from './text.ts'

const GROUPED = /^[+\-−]?\d{1,3}(,\d{3})+(\.\d+)?$/
const GROUPED_WITH_POINT = /^[+\-−]?\d{1,3}(,\d{3})+\.\d+$/

/**
 * What a person typed as a decimal, as the API writes it. French has the comma before the decimals: `1 234,50` is
 * `1234.50`. English has it between thousands: `1,299` is `1299`, and any other comma stays, to be refused, for nobody
 * can know what was meant. What is no number stays as it is.
 */
export function readDecimal(typed: string, language: Language = readLanguage()): string {
  const plain = typed.replace(/\s/g, '')
  if ((language === 'en' ? GROUPED : GROUPED_WITH_POINT).test(plain)) return plain.replaceAll(',', '')
  return language === 'en' ? plain : plain.replace(',', '.')
}
