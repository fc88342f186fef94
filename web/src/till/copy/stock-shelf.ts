import { formatDecimal, parseDecimal, QUANTITY_SCALE } from '../../../../rules/index.ts'
import type { StockLevel } from '../memory.ts'
import { firstIndex } from './joined-words.ts'

/** Levels by the ids of their articles, in thousandths: two numbers each, read from the disk as they are. */
export type StockIndex = {
  readonly ids: Float64Array<ArrayBuffer>
  readonly onHand: Float64Array<ArrayBuffer>
  readonly available: Float64Array<ArrayBuffer>
}

/** A stock's largest quantity in thousandths is far below where numbers are no longer exact. */
const thousandths = (quantity: string): number => Number(parseDecimal(quantity, QUANTITY_SCALE) ?? 0n)
const asText = (quantity: number): string => formatDecimal(BigInt(quantity), QUANTITY_SCALE, 0)

export function buildStock(levels: ReadonlyMap<number, StockLevel>): StockIndex {
  const sorted = [...levels.values()].sort((left, right) => left.variant_id - right.variant_id)
  return {
    ids: Float64Array.from(sorted, (level) => level.variant_id),
    onHand: Float64Array.from(sorted, (level) => thousandths(level.on_hand)),
    available: Float64Array.from(sorted, (level) => thousandths(level.available)),
  }
}

export class StockShelf {
  readonly #index: StockIndex
  readonly #changes = new Map<number, StockLevel | null>()

  constructor(index: StockIndex) {
    this.#index = index
  }

  get changedCount(): number {
    return this.#changes.size
  }

  put(level: StockLevel): void {
    this.#changes.set(level.variant_id, level)
  }

  remove(id: number): void {
    this.#changes.set(id, null)
  }

  get(id: number): StockLevel | null {
    const change = this.#changes.get(id)
    if (change !== undefined) return change
    const { ids } = this.#index
    const at = firstIndex(ids.length, (index) => (ids[index] ?? 0) >= id)
    return ids[at] === id ? this.#levelAt(at) : null
  }

  *built(): Generator<StockLevel> {
    for (const at of this.#index.ids.keys()) yield this.#levelAt(at)
  }

  #levelAt(at: number): StockLevel {
    const { ids, onHand, available } = this.#index
    return {
      variant_id: ids[at] ?? 0,
      on_hand: asText(onHand[at] ?? 0),
      available: asText(available[at] ?? 0),
    }
  }
}
