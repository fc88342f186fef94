import { randomUUIDv7 } from 'node:crypto'
import { currencyDecimals } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'

import { storeScope, storesErrors } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'
import { lockRegisters } from '../tickets/locks.ts'
import { readInstant, uuidFrom } from '../tickets/read-input.ts'
import { readAmount } from '../tickets/read-lines.ts'
import { cashierOf } from './check-cashier.ts'
import { numberRecord } from './number-record.ts'
import { recordOpening } from './record-opening.ts'
import type { SessionOpen } from './schema.ts'

/** @throws not_found, register_is_built_in, duplicate_id, session_already_open, validation_failed */
export async function openSession(
  tx: Tx,
  actor: Actor,
  registerId: number,
  input: SessionOpen,
): Promise<{ id: string; isReplay: boolean }> {
  const { kind, store } = await findRegister(tx, actor, registerId)
  if (kind !== 'till') throw storesErrors.register_is_built_in()
  const openingFloat = readAmount(input.opening_float, 'opening_float', currencyDecimals(store.currency))
  const occurredAt = input.opened_at == null ? new Date().toISOString() : readInstant(input.opened_at, 'opened_at')
  const id = input.id?.toLowerCase() ?? randomUUIDv7()
  await lockRegisters(tx, [{ storeId: store.id, registerId }])
  const [known] = await tx<{ is_same: boolean }[]>`
    select store_id = ${store.id} and register_id = ${registerId} and opening_float_minor = ${openingFloat}
      and opened_at is not null and (${input.opened_at == null} or opened_at = ${occurredAt}) as is_same
    from register_sessions where id = ${id}`
  if (known?.is_same) return { id, isReplay: true }
  if (known !== undefined) throw salesErrors.duplicate_id()
  const cashierId = await cashierOf(tx, actor, store.id, input.cashier_id)
  await requireClosedDrawer(tx, store.id, registerId)
  const record = { id: uuidFrom(`session_open\n${id}`), kind: 'session_open' } as const
  const number = await numberRecord(tx, { storeId: store.id, registerId, timeZone: store.timeZone }, record, {
    sessionId: id,
    cashierId,
    occurredAt,
  })
  const head = { registerId, series: 0, number, deviceId: null, cashierId, actorName: actor.name, occurredAt }
  await recordOpening(tx, store, { ...record, ...head, sessionId: id, openingFloat })
  return { id, isReplay: false }
}

type RegisterFacts = {
  kind: 'till' | 'virtual' | 'import'
  store: { id: number; currency: string; timeZone: string }
}

/** Read and kept from being deleted meanwhile. */
async function findRegister(tx: Tx, actor: Actor, id: number): Promise<RegisterFacts> {
  const [row] = await tx<{ kind: RegisterFacts['kind']; store_id: number; currency: string; time_zone: string }[]>`
    select r.kind, s.id as store_id, s.currency::text, s.time_zone from registers r join stores s on s.id = r.store_id
    where r.id = ${id} and r.deleted_at is null and s.deleted_at is null and ${storeScope(tx, actor, 'r.store_id')}
    for share of r`
  if (row === undefined) throw platformErrors.not_found()
  return { kind: row.kind, store: { id: row.store_id, currency: row.currency, timeZone: row.time_zone } }
}

async function requireClosedDrawer(tx: Tx, storeId: number, registerId: number): Promise<void> {
  const open = await tx`
    select from register_sessions
    where store_id = ${storeId} and register_id = ${registerId} and kind = 'drawer' and opened_at is not null
      and closed_at is null and taken_over_at is null`
  if (open.length > 0) throw salesErrors.session_already_open()
}
