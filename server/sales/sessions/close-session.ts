import { currencyDecimals } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { loadStoreFacts, type StoreFacts } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'
import type { JournalKey } from '../journal/journal-key.ts'
import { readInstant, uuidFrom } from '../tickets/read-input.ts'
import { readAmount } from '../tickets/read-lines.ts'
import { PAYMENT_METHODS } from '../tickets/ticket.ts'
import { applySessionRecord } from './apply-session-record.ts'
import { cashierOf } from './check-cashier.ts'
import { lockSession } from './get-session.ts'
import { numberRecord } from './number-record.ts'
import type { SessionClose } from './schema.ts'
import type { Counted } from './session-record.ts'

/**
 * Closes a drawer with what was counted in it. A difference is recorded, never refused.
 *
 * @throws not_found, session_has_no_drawer, session_already_closed, validation_failed
 */
export async function closeSession(
  tx: Tx,
  actor: Actor,
  id: string,
  input: SessionClose,
  key: JournalKey,
): Promise<void> {
  const session = await lockSession(tx, actor, id)
  const decimals = currencyDecimals(session.currency)
  const counted = readCounted(input.counted, decimals)
  const totals = readTotals(input.totals, decimals)
  const occurredAt = input.closed_at == null ? new Date().toISOString() : readInstant(input.closed_at, 'closed_at')
  if (session.kind !== 'drawer') throw salesErrors.session_has_no_drawer()
  if (session.closed_at !== null) throw salesErrors.session_already_closed()
  const cashierId = await cashierOf(tx, actor, session.store_id, input.cashier_id)
  const record = { id: uuidFrom(`session_close\n${session.id}`), kind: 'session_close' } as const
  const store = (await loadStoreFacts(tx, [session.store_id])).get(session.store_id) as StoreFacts
  const place = { storeId: session.store_id, registerId: session.register_id, timeZone: store.timeZone }
  const number = await numberRecord(tx, place, record, { sessionId: session.id, cashierId, occurredAt })
  const head = { registerId: session.register_id, series: 0, number, deviceId: null, cashierId, actorName: actor.name }
  const closing = {
    ...record,
    ...head,
    occurredAt,
    sessionId: session.id,
    counted,
    lastNumber: input.last_number ?? null,
    totals,
    note: input.note || null,
  }
  await applySessionRecord(tx, store, closing, key)
}

/** What was counted, exact. @throws validation_failed for a denomination that is counted twice */
export function readCounted(counted: SessionClose['counted'], decimals: number): Counted {
  if (!Array.isArray(counted)) {
    const sums: Record<string, bigint> = {}
    for (const method of PAYMENT_METHODS) {
      const given = counted[method]
      if (given !== undefined) sums[method] = readAmount(given, `counted.${method}`, decimals)
    }
    return sums
  }
  const seen = new Set<bigint>()
  return counted.map(({ denomination, count }, index) => {
    const path = `counted.${index}.denomination`
    const value = readAmount(denomination, path, decimals)
    if (seen.has(value)) {
      throw invalid({ [path]: text('Cette coupure est déjà comptée.', 'This denomination is already counted.') })
    }
    seen.add(value)
    return { denomination: value, count }
  })
}

export function readTotals(totals: SessionClose['totals'], decimals: number): Record<string, bigint> | null {
  if (totals == null) return null
  const { tickets, ...amounts } = totals
  const read: Record<string, bigint> = tickets === undefined ? {} : { tickets: BigInt(tickets) }
  for (const [name, amount] of Object.entries(amounts)) read[name] = readAmount(amount, `totals.${name}`, decimals)
  return read
}
