import { formatDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import { type Consumption, inventoryErrors, isBeforeCount } from '../../inventory/index.ts'
import { missingReference } from '../../platform/errors.ts'
import { fill, text } from '../../platform/text.ts'
import type { SetState } from './set-state.ts'
import type { SoldLine } from './sold-lines.ts'
import type { ReceiptReturnDraft, SaleDraft } from './ticket.ts'

type Draft = Pick<SaleDraft | ReceiptReturnDraft, 'id' | 'storeId' | 'actor' | 'occurredAt'>

/** What a till sold has left the shop already: only a person or a program can still be refused. */
const canBeRefused = ({ actor }: Draft): boolean => actor.kind === 'user' || actor.kind === 'service'

/**
 * What the lines of a ticket take of the reservations that they name: as much as they sell and as remains.
 *
 * @throws validation_failed for a reservation of another article or store, reservation_ended; neither of a till's ticket,
 * which sells without it.
 */
export function planConsumption(draft: Draft, lines: readonly SoldLine[], state: SetState): Consumption[] {
  const plan: Consumption[] = []
  for (const { line, made } of lines) {
    const { variantId, quantity } = line
    const { reservationId } = made.line
    if (reservationId === null) continue
    const path = `${made.path}.reservation_id`
    const reservation = state.reservation(reservationId)
    const isOfLine = reservation?.storeId === draft.storeId && reservation.variantId === variantId
    const taken = plan.reduce((sum, other) => (other.id === reservationId ? sum + other.quantity : sum), 0n)
    const remaining = isOfLine ? reservation.remaining - taken : 0n
    if (isOfLine && remaining > 0n) {
      const taking = quantity < remaining ? quantity : remaining
      const { id, storeId } = reservation
      plan.push({ id, storeId, variantId: reservation.variantId, quantity: taking, saleId: draft.id })
    } else if (canBeRefused(draft)) {
      if (!isOfLine) throw missingReference(path)
      throw inventoryErrors.reservation_ended({ fields: { [path]: ENDED } })
    }
  }
  return plan
}

const ENDED = text(
  'Cette réservation est échue, rendue ou déjà vendue.',
  'This reservation ran out, was given up or is sold already.',
)
const SHORT = text('Il y en a {available} de disponible.', '{available} of it is available.')

const NOTHING: ReadonlyMap<number, bigint> = new Map()

/**
 * In a store that refuses to sell below zero, a ticket takes what is there and promised to nobody else.
 *
 * @param comingBack by variant, what the ticket puts on the shelf before it takes from it
 * @throws not_enough_stock naming the line at which it runs out
 */
export function checkStock(
  draft: Draft,
  lines: readonly SoldLine[],
  plan: readonly Consumption[],
  state: SetState,
  comingBack: ReadonlyMap<number, bigint> = NOTHING,
): void {
  if (!canBeRefused(draft)) return
  const sold = new Map<number, bigint>()
  for (const { line, made } of lines) {
    const { variantId, quantity } = line
    const level = variantId === null ? undefined : state.level(draft.storeId, variantId)
    if (variantId === null || level?.belowZero !== 'refuse') continue
    // Whoever counted after it counted without it: it takes nothing of what is there.
    if (isBeforeCount(level.lastCount, draft.occurredAt)) continue
    const own = plan.reduce((sum, taken) => (taken.variantId === variantId ? sum + taken.quantity : sum), 0n)
    const before = sold.get(variantId) ?? 0n
    const available = level.onHand + (comingBack.get(variantId) ?? 0n) - level.held + own - before
    if (quantity > available) {
      const values = { available: formatDecimal(available > 0n ? available : 0n, QUANTITY_SCALE, 0) }
      throw inventoryErrors.not_enough_stock({ values, fields: { [`${made.path}.quantity`]: fill(SHORT, values) } })
    }
    sold.set(variantId, before + quantity)
  }
}
