import type { StockBalance } from './stock-cost.ts'

/** The columns' limits: numeric(12, 3), and bigint with room for the next movement. */
const ON_HAND_MAX = 999_999_999_999n
const VALUE_MAX = 10n ** 18n

/** Whether a level can be kept: quantity in thousandths, value in minor units. */
export const fitsLevel = ({ onHand, valueMinor }: StockBalance): boolean =>
  magnitude(onHand) <= ON_HAND_MAX && magnitude(valueMinor) <= VALUE_MAX

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value)
