import { divideRounded, lineAmount, type Minor } from '../../rules/index.ts'

/**
 * What stock costs, by the moving weighted average (IAS 2, paragraph 27). A balance is a quantity in thousandths and a
 * value in minor units of the store's currency; the average cost is their quotient and is never stored, so it cannot
 * drift. These functions keep three promises: nothing on hand is worth nothing, what is on hand is never worth less
 * than zero, and what is missing is never worth more than zero.
 */
export type StockBalance = {
  /** Thousandths; negative when more was sold than had been received. */
  readonly onHand: bigint
  /** Minor units, at cost. */
  readonly valueMinor: Minor
}

export type StockIssue = StockBalance & {
  /** Thousandths taken out; not negative. */
  readonly quantity: bigint
  /** The article's own cost in ten-thousandths, for what is taken beyond what is there; 0n when it is not known. */
  readonly fallbackUnitCost: bigint
  /** Decimals of the store's currency. */
  readonly decimals: number
}

/**
 * The cost of taking a quantity out, in minor units: its share of the value, rounded half away from zero; all of the
 * value when all is taken, so that the last unit takes the residue; the fallback cost for what is not there.
 *
 * @throws RangeError when the quantity is negative.
 */
export function costOfIssue({ onHand, valueMinor, quantity, fallbackUnitCost, decimals }: StockIssue): Minor {
  if (quantity < 0n) throw new RangeError('An issue takes a quantity out; goods that come back are a receipt.')
  if (onHand <= 0n) return lineAmount(quantity, fallbackUnitCost, decimals)
  if (quantity < onHand) return divideRounded(valueMinor * quantity, onHand)
  if (quantity === onHand) return valueMinor
  return valueMinor + lineAmount(quantity - onHand, fallbackUnitCost, decimals)
}

export type StockReceipt = {
  /** What the goods that come in are worth, in minor units; not negative. */
  readonly valueMinor: Minor
  /**
   * What else the balance's value changes by, in minor units, to be posted as a `cost_variance` of no quantity: the
   * difference between what missing goods were thought to cost and what they did cost. 0n unless stock was negative.
   */
  readonly costVarianceMinor: Minor
}

/**
 * Takes goods in at a unit cost (ten-thousandths). Into negative stock, the average becomes the cost of this receipt.
 *
 * @throws RangeError when the quantity is not positive.
 */
export function receiptIntoStock(
  receipt: StockBalance & { readonly quantity: bigint; readonly unitCost: bigint; readonly decimals: number },
): StockReceipt {
  const { onHand, valueMinor, quantity, unitCost, decimals } = receipt
  return entryIntoStock({ onHand, valueMinor, quantity, costMinor: lineAmount(quantity, unitCost, decimals) })
}

/**
 * Takes goods in whose whole cost is known, in minor units: goods that come back from a customer cost what their sale
 * cost. Into negative stock, the average becomes the cost of this entry.
 *
 * @throws RangeError when the quantity is not positive.
 */
export function entryIntoStock(
  entry: StockBalance & { readonly quantity: bigint; readonly costMinor: Minor },
): StockReceipt {
  const { onHand, valueMinor, quantity, costMinor } = entry
  if (quantity <= 0n) throw new RangeError('An entry brings a quantity in.')
  if (onHand >= 0n) return { valueMinor: costMinor, costVarianceMinor: 0n }
  const valueAfter = divideRounded(costMinor * (onHand + quantity), quantity)
  return { valueMinor: costMinor, costVarianceMinor: valueAfter - valueMinor - costMinor }
}

/**
 * What goods found on the shelf are worth, in minor units: the average of those that are there, or the article's own
 * cost (ten-thousandths) when there are none to compare with.
 */
export function costOfFoundGoods(
  found: StockBalance & { readonly quantity: bigint; readonly fallbackUnitCost: bigint; readonly decimals: number },
): Minor {
  const { onHand, valueMinor, quantity, fallbackUnitCost, decimals } = found
  if (onHand > 0n) return divideRounded(valueMinor * quantity, onHand)
  return lineAmount(quantity, fallbackUnitCost, decimals)
}
