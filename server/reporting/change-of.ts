import { divideRounded } from '../../rules/money.ts'
import { type Facts, type Fraction, type Measure, RATE_SCALE } from './measures.ts'
import { presentFigure } from './present.ts'

type Measured = Pick<Measure, 'value' | 'fraction'>

/**
 * (value − previous) ÷ |previous| with four decimals; null when there is nothing to compare with. Rates and averages are
 * compared before they are rounded: of 0.45 % beside 0.38 % those few digits do not tell by how much it grew.
 */
export function changeOf(measure: Measured, facts: Facts, previousFacts: Facts): string | null {
  const [value, previous] = [exactValue(measure, facts), exactValue(measure, previousFacts)]
  if (value === null || previous === null || previous.numerator === 0n) return null
  const gain = value.numerator * previous.denominator - previous.numerator * value.denominator
  const size = value.denominator * (previous.numerator < 0n ? -previous.numerator : previous.numerator)
  return String(presentFigure(divideRounded(gain * 10n ** BigInt(RATE_SCALE), size), 'rate', null))
}

/** With a denominator above zero; null where there is no value. */
function exactValue(measure: Measured, facts: Facts): Fraction | null {
  const value = measure.value(facts)
  if (value === null) return null
  const { numerator, denominator } = measure.fraction?.(facts) ?? { numerator: value, denominator: 1n }
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator }
}
