import type { Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { insertReviews, type NewReview } from '../reviews/write-reviews.ts'
import { readTickets } from '../tickets/read-tickets.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { signOf } from './record-movement.ts'
import type { MovementType } from './session-record.ts'
import { SessionTotals } from './session-totals.ts'
import type { SessionState } from './sessions-of-set.ts'
import { addTotals } from './write-sessions.ts'

/**
 * What arrived before the closing and is numbered beyond it is late all the same: it is flagged, and counted apart. There is
 * hardly ever any, and it is found by its number.
 */
export async function moveLateRecords(tx: Tx, session: SessionState): Promise<void> {
  const totals = new SessionTotals()
  const flagged = await tx<{ id: string }[]>`
    update sales set flags = flags || '{session_closed}'
    where store_id = ${session.storeId} and register_id = ${session.registerId} and series = ${session.series}
      and number > ${session.lastNumber} and session_id = ${session.id}
    returning id`
  const keys = flagged.map(({ id }) => ({ storeId: session.storeId, id }))
  const late = await readTickets(tx, keys)
  for (const ticket of late) {
    totals.add(ticket, false, -1)
    totals.add(ticket, true)
  }
  if (late.length > 0) await insertReviews(tx, late.map(reviewOfLate))
  const moved = await moveMovements(tx, session, totals)
  await together([
    ...addTotals(tx, totals),
    tx`update register_sessions set other_records = other_records - ${moved}
      where store_id = ${session.storeId} and id = ${session.id}`,
  ])
}

const reviewOfLate = (ticket: Ticket): NewReview => ({
  storeId: ticket.storeId,
  subjectType: 'ticket',
  subjectId: ticket.id,
  flag: 'session_closed',
  details: { kind: ticket.kind, register_id: ticket.registerId, series: ticket.series, number: ticket.number },
})

type MovementRow = { kind: MovementType; amount_minor: number; business_day: string }

async function moveMovements(tx: Tx, session: SessionState, totals: SessionTotals): Promise<number> {
  const rows = await tx<MovementRow[]>`
    select movement.kind, movement.amount_minor, movement.business_day
    from till_records record join cash_movements movement on movement.store_id = record.store_id and movement.id = record.id
    where record.store_id = ${session.storeId} and record.register_id = ${session.registerId}
      and record.series = ${session.series} and record.number > ${session.lastNumber}
      and movement.session_id = ${session.id}`
  for (const { kind, amount_minor, business_day } of rows) {
    const base = BigInt(amount_minor)
    const { storeId, id: sessionId } = session
    const share = { storeId, sessionId, businessDay: business_day, kind: 'movement', key: kind, base } as const
    totals.addShare({ ...share, isLate: false, amount: signOf(kind) * base }, -1)
    totals.addShare({ ...share, isLate: true, amount: signOf(kind) * base })
  }
  return rows.length
}
