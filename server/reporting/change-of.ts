import { divideRounded } from '../../rules/money.ts'
import { RATE_SCALE } from './measures.ts'
import { presentFigure } from './present.ts'

/** (value − previous) ÷ |previous| with four decimals; null when there is nothing to compare with. */
export function changeOf(value: bigint | null, previous: bigint | null): string | null {
  if (value === null || previous === null || previous === 0n) return null
  const size = previous < 0n ? -previous : previous
  const change = divideRounded((value - previous) * 10n ** BigInt(RATE_SCALE), size)
  return String(presentFigure(change, 'rate', null))
}
