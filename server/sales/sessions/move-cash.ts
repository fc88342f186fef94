import { randomUUIDv7 } from 'node:crypto'
import { currencyDecimals } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'

import { text } from '../../platform/text.ts'
import { loadStoreFacts, type StoreFacts } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'
import { readInstant } from '../tickets/read-input.ts'
import { readAmount } from '../tickets/read-lines.ts'
import { cashierOf } from './check-cashier.ts'
import { lockSession, type MovementRow, presentMovement } from './get-session.ts'
import { numberRecord } from './number-record.ts'
import { recordMovement } from './record-movement.ts'
import type { CashMovementCreate, CashMovementItem } from './schema.ts'

/**
 * Cash put in, taken out or dropped into the safe, or the drawer opened without a sale.
 *
 * @throws not_found, duplicate_id, session_has_no_drawer, session_already_closed, validation_failed
 */
export async function moveCash(
  tx: Tx,
  actor: Actor,
  sessionId: string,
  input: CashMovementCreate,
): Promise<{ movement: CashMovementItem; isReplay: boolean }> {
  const session = await lockSession(tx, actor, sessionId)
  const amount = readMovedAmount(input, currencyDecimals(session.currency))
  const occurredAt =
    input.occurred_at == null ? new Date().toISOString() : readInstant(input.occurred_at, 'occurred_at')
  const id = input.id?.toLowerCase() ?? randomUUIDv7()
  const known = await findMovement(tx, session.store_id, id)
  if (known !== undefined) {
    const { session_id, kind, reason, amount_minor } = known
    const isSame = session_id === session.id && kind === input.type && reason === input.reason
    if (!isSame || BigInt(amount_minor) !== amount) throw salesErrors.duplicate_id()
    return { movement: presentMovement(known, session.currency), isReplay: true }
  }
  if (session.kind !== 'drawer') throw salesErrors.session_has_no_drawer()
  if (session.closed_at !== null) throw salesErrors.session_already_closed()
  const cashierId = await cashierOf(tx, actor, session.store_id, input.cashier_id)
  const record = { id, kind: 'cash_movement', type: input.type, reason: input.reason } as const
  const store = (await loadStoreFacts(tx, [session.store_id])).get(session.store_id) as StoreFacts
  const place = { storeId: session.store_id, registerId: session.register_id, timeZone: store.timeZone }
  const number = await numberRecord(tx, place, record, { sessionId: session.id, cashierId, occurredAt })
  const head = { registerId: session.register_id, series: 0, number, deviceId: null, cashierId, actorName: actor.name }
  await recordMovement(tx, store, { ...record, ...head, occurredAt, sessionId: session.id, amount })
  const made = {
    id,
    session_id: session.id,
    kind: input.type,
    amount_minor: Number(amount),
    reason: input.reason,
    cashier_id: cashierId,
    actor_name: actor.name,
    occurred_at: occurredAt,
  }
  return { movement: presentMovement(made, session.currency), isReplay: false }
}

async function findMovement(tx: Tx, storeId: number, id: string): Promise<MovementRow | undefined> {
  const [row] = await tx<MovementRow[]>`
    select id, session_id, kind, amount_minor, reason, cashier_id, actor_name, occurred_at
    from cash_movements where store_id = ${storeId} and id = ${id}`
  return row
}

/** What moves is more than nothing, but where the drawer was only opened. @throws validation_failed naming `amount` */
function readMovedAmount({ type, amount }: CashMovementCreate, decimals: number): bigint {
  const moved = amount == null ? 0n : readAmount(amount, 'amount', decimals)
  if (type === 'no_sale') {
    if (moved === 0n) return moved
    throw invalid({
      amount: text(
        'Rien ne bouge quand le tiroir est seulement ouvert.',
        'Nothing moves when the drawer is only opened.',
      ),
    })
  }
  if (moved > 0n) return moved
  throw invalid({ amount: text('Le montant doit être supérieur à zéro.', 'The amount must be more than zero.') })
}
