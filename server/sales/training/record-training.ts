import { type Sql, type Tx, withTransaction } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { salesErrors } from '../errors.ts'
import { composeRecord } from '../tickets/compose-record.ts'
import { lockSet, resolveCodes } from '../tickets/lock-set.ts'
import { claimIdentities } from '../tickets/locks.ts'
import type { StoresOfSet } from '../tickets/record-sales.ts'
import type { ReturnOrigin } from '../tickets/return-origins.ts'
import type { ReturnDraft, SaleDraft, Ticket } from '../tickets/ticket.ts'
import { PEEKED } from './peek-rows.ts'
import { findTrainingTicket, holdTrainingOrigin, keepTrainingTicket } from './training-tickets.ts'

const LOCK_TIMEOUT_MS = 5_000

/**
 * Practises a ticket: composed, refused and answered as a real one would be, by the same code and on the rows as they
 * are, and then nowhere but among the training tickets. Its id is claimed like any other, so that it never names a real
 * ticket too; the same again is answered as the first time.
 *
 * @throws whatever refuses a real one; duplicate_id for an id that a real ticket bears, or another one that was practised
 */
export function recordTraining(
  sql: Sql,
  stores: StoresOfSet,
  draft: SaleDraft | ReturnDraft,
): Promise<{ ticket: Ticket; isReplay: boolean }> {
  return withTransaction(sql, { lockTimeoutMs: LOCK_TIMEOUT_MS }, async (tx) => {
    const identity = (await claimIdentities(tx, [draft])).get(draft.id)
    if (identity?.isNew !== true) return { ticket: await replay(tx, draft, identity?.isSame === true), isReplay: true }
    const ticket = await compose(tx, stores, draft)
    await keepTrainingTicket(tx, ticket)
    return { ticket, isReplay: false }
  })
}

async function replay(tx: Tx, { storeId, id }: SaleDraft | ReturnDraft, isSame: boolean): Promise<Ticket> {
  const known = isSame ? await findTrainingTicket(tx, storeId, id) : undefined
  if (known === undefined) throw salesErrors.duplicate_id()
  return known
}

async function compose(tx: Tx, stores: StoresOfSet, draft: SaleDraft | ReturnDraft): Promise<Ticket> {
  const now = Date.now()
  const codes = await resolveCodes(tx, [draft])
  const origins = new Map<string, ReturnOrigin | null>()
  if (draft.kind === 'return' && draft.originSaleId !== null) {
    origins.set(draft.originSaleId, await holdTrainingOrigin(tx, draft.originSaleId))
  }
  const locked = await lockSet(tx, stores, [draft], { codes, origins, now, rows: PEEKED })
  const composed = composeRecord(draft, { now, stores, codes, origins, locked, counters: [] })
  // Only what a device delivers is held, and only an event is no ticket.
  if (composed.kind !== 'ticket') throw platformErrors.not_found()
  return composed.ticket
}
