import type { Movement, MovementKind } from './post-movements.ts'
import { costOfFoundGoods, costOfIssue, entryIntoStock, type StockBalance } from './stock-cost.ts'

export type BalanceStep = Pick<Movement, 'kind' | 'quantity' | 'valueMinor'>

export type BalanceChange = {
  /** Thousandths; negative for what is missing. */
  readonly quantity: bigint
  /** The article's own cost in ten-thousandths, for where there is nothing to compare with; 0n when it is not known. */
  readonly unitCost: bigint
  /** Decimals of the store's currency. */
  readonly decimals: number
}

/**
 * The movements that change a balance by a quantity, and the balance after them. Goods found take the average cost of
 * those that are there, goods lost their share of the value with them. A change of nothing is no movement.
 */
export function adjustBalance(kind: MovementKind, before: StockBalance, change: BalanceChange) {
  const steps = stepsOf(kind, before, change)
  const after: StockBalance = {
    onHand: before.onHand + change.quantity,
    valueMinor: steps.reduce((value, step) => value + step.valueMinor, before.valueMinor),
  }
  return { steps, after }
}

function stepsOf(kind: MovementKind, balance: StockBalance, { quantity, unitCost, decimals }: BalanceChange) {
  if (quantity === 0n) return []
  if (quantity < 0n) {
    const cost = costOfIssue({ ...balance, quantity: -quantity, fallbackUnitCost: unitCost, decimals })
    return [{ kind, quantity, valueMinor: -cost }]
  }
  const costMinor = costOfFoundGoods({ ...balance, quantity, fallbackUnitCost: unitCost, decimals })
  const { valueMinor, costVarianceMinor } = entryIntoStock({ ...balance, quantity, costMinor })
  const entry: BalanceStep = { kind, quantity, valueMinor }
  if (costVarianceMinor === 0n) return [entry]
  const variance: BalanceStep = { kind: 'cost_variance', quantity: 0n, valueMinor: costVarianceMinor }
  return [entry, variance]
}
