import { currencyDecimals, formatDecimal, QUANTITY_SCALE } from '../../rules/money.ts'
import { NUMBER_SCALE, RATE_SCALE, type Unit } from './measures.ts'

/** A figure as it goes out: counts are numbers, everything else is a decimal string; null when there is none. */
export type Figure = string | number | null

/** Writes a measure's value; money has the decimals of its currency, quantities as many as they need. */
export function presentFigure(value: bigint | null, unit: Unit, currency: string | null): Figure {
  if (value === null) return null
  switch (unit) {
    case 'money':
      return formatDecimal(value, currencyDecimals(currency ?? ''))
    case 'quantity':
      return formatDecimal(value, QUANTITY_SCALE, 0)
    case 'rate':
      return formatDecimal(value, RATE_SCALE)
    case 'number':
      return formatDecimal(value, NUMBER_SCALE)
    case 'count':
      return Number(value)
  }
}

export type OneOrSeveral<Block> = Block | { currencies: readonly Block[] }

/** One block per currency: the only one itself, or all of them under `currencies`. Amounts are never added across. */
export function presentCurrencies<Block>(blocks: readonly Block[]): OneOrSeveral<Block> {
  const [only] = blocks
  return only !== undefined && blocks.length === 1 ? only : { currencies: blocks }
}
