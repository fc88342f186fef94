import { currencyDecimals, formatAmount, formatQuantity, formatRate, parseDecimal } from '../../../rules/index.ts'
import type { Language } from '../../platform/text.ts'
import { RATE_SCALE } from '../measures.ts'
import { type Cell, type Column, numberOf, plainValue, unitOf } from './report-table.ts'

/** A rate counts ten-thousandths; rates are written from parts per million. */
const PPM_PER_RATE = 100n
const QUANTITY_SCALE = 3

/** A cell as a person reads it; money without its symbol, which the heading tells. */
export function cellText(cell: Cell, column: Column, currency: string, language: Language): string {
  const number = numberOf(cell, column)
  if (number === null) return String(plainValue(cell) ?? '')
  switch (unitOf(cell, column)) {
    case 'money':
      return moneyText(number, currency, language)
    case 'rate':
      return formatRate((parseDecimal(number, RATE_SCALE) ?? 0n) * PPM_PER_RATE, language)
    case 'id':
      return number
    default:
      return formatQuantity(parseDecimal(number, QUANTITY_SCALE) ?? 0n, language)
  }
}

/** An amount, or a unit price with more decimals than its currency has. */
function moneyText(number: string, currency: string, language: Language): string {
  const minor = parseDecimal(number, currencyDecimals(currency))
  if (minor !== null) return formatAmount(minor, currency, language)
  return language === 'fr' ? number.replace('.', ',') : number
}
