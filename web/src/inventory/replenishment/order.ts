import type { ListedReplenishmentProposal } from '../../api/index.ts'
import { isPositive, readTyped } from '../quantity.ts'

/** What somebody decided about the proposals: which stay behind, and which quantities are others. */
export type Order = {
  readonly left: ReadonlySet<number>
  readonly edited: Readonly<Record<number, string>>
}

export const WHOLE_ORDER: Order = { left: new Set(), edited: {} }

/** Whether everything is asked for as it is proposed: the server then orders what is proposed at that moment. */
export const isWhole = (order: Order): boolean => order.left.size === 0 && Object.keys(order.edited).length === 0

/** Of the articles shown, exactly these are ordered; the others on other pages stay as they were. */
export function choose(order: Order, shown: readonly number[], chosen: ReadonlySet<string | number>): Order {
  const left = new Set(order.left)
  for (const id of shown) {
    if (chosen.has(id)) left.delete(id)
    else left.add(id)
  }
  return { ...order, left }
}

/** Another quantity for an article; the proposed one again is none of one's own. */
export function edit(order: Order, variantId: number, typed: string, proposed: string): Order {
  const { [variantId]: _, ...edited } = order.edited
  return { ...order, edited: readTyped(typed) === proposed ? edited : { ...edited, [variantId]: typed } }
}

export const isReadable = (order: Order): boolean =>
  Object.entries(order.edited).every(([id, typed]) => order.left.has(Number(id)) || readTyped(typed) !== null)

/** The lines to ask for; nothing is asked of what comes to none. */
export function linesOf(
  order: Order,
  proposals: readonly Pick<ListedReplenishmentProposal, 'variant_id' | 'quantity'>[],
): { variant_id: number; quantity: string }[] {
  return proposals.flatMap(({ variant_id: id = 0, quantity: proposed = '0' }) => {
    const quantity = readTyped(order.edited[id] ?? proposed)
    return order.left.has(id) || quantity === null || !isPositive(quantity) ? [] : [{ variant_id: id, quantity }]
  })
}

/** How many articles are asked for, of so many proposed on every page. */
export const countOf = ({ left }: Order, total: number): number => Math.max(0, total - left.size)

/** So many articles are asked for at one touch; a whole lorry is not. */
const MOST_AT_A_TOUCH = 10
export const isMuch = (count: number): boolean => count > MOST_AT_A_TOUCH
