import { isBeforeCount, type LockedLevel, type Movement, momentOfChange } from '../../inventory/index.ts'
import type { Ticket, TicketLine } from './ticket.ts'

/** A locked level as the records of a set, one after the other, leave it. */
export type LevelState = { -readonly [Name in keyof LockedLevel]: LockedLevel[Name] }

/**
 * The movement that a line of a ticket makes, with its effect on the level that the set holds in memory. A count that came
 * after the ticket saw its effect already: then the movement is posted with its correction, and the level stays as it is.
 */
export function moveLevel(
  level: LevelState,
  ticket: Ticket,
  line: TicketLine,
  effect: Pick<Movement, 'kind' | 'quantity' | 'valueMinor'>,
): Movement {
  // What a wrong clock says is no reason to take a ticket for older than a count.
  const isSkewed = ticket.flags.includes('clock_skew')
  const occurredAt = isSkewed ? momentOfChange(level.lastCount) : ticket.occurredAt
  if (!isBeforeCount(level.lastCount, occurredAt)) {
    level.onHand += effect.quantity
    level.valueMinor += effect.valueMinor
  }
  return {
    ...effect,
    storeId: ticket.storeId,
    variantId: line.variantId as number,
    reason: null,
    referenceType: 'ticket',
    referenceId: ticket.id,
    referenceLine: line.lineNumber,
    actorId: ticket.cashierId,
    actorName: ticket.actorName,
    occurredAt,
    lastCount: level.lastCount,
  }
}
