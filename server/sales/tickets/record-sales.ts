import { consumeReservations, postMovements } from '../../inventory/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { AppError } from '../../platform/errors.ts'
import type { StoreFacts } from '../../stores/index.ts'
import { writeApprovals } from '../approvals/write-approvals.ts'
import { postCredit } from '../credit/post-credit.ts'
import { salesErrors } from '../errors.ts'
import type { JournalKey } from '../journal/journal-key.ts'
import { applySessionRecord } from '../sessions/apply-session-record.ts'
import { writeSessions } from '../sessions/write-sessions.ts'
import { readRecords } from '../tills/read-records.ts'
import type { EventDraft, HeldReason, TillRecord } from '../tills/till-record.ts'
import { toSessionRecord } from '../tills/to-session-record.ts'
import { writeRecords } from '../tills/write-records.ts'
import { type Composed, composeRecord, type SetScene } from './compose-record.ts'
import type { ReturnedQuantity } from './compose-return.ts'
import { type Locked, lockSet, resolveCodes } from './lock-set.ts'
import { releaseIdentities } from './locks.ts'
import { readTickets } from './read-tickets.ts'
import { findOrigins } from './return-origins.ts'
import { isReceiptReturn, isTicketDraft, type RecordDraft, type Ticket } from './ticket.ts'
import { advanceRegisters, raiseReturnCounters, writeTickets } from './write-tickets.ts'

/** The stores of a set, every draft's among them. */
export type StoresOfSet = ReadonlyMap<number, StoreFacts>

export type RecordResult =
  | { readonly kind: 'recorded' | 'replayed'; readonly ticket: Ticket }
  /** What is no ticket. */
  | { readonly kind: 'event'; readonly record: TillRecord; readonly isReplay: boolean }
  /** Kept, but it does not count yet. Only what a device delivers is ever held. */
  | { readonly kind: 'held'; readonly reason: HeldReason }
  | { readonly kind: 'refused'; readonly error: AppError }

/** The answers, one per draft, true once `writes` and the commit that follows them have succeeded. */
export type RecordedSet = { results: RecordResult[]; writes: PromiseLike<unknown>[] }

/**
 * Records a set of tickets and of drawers' events: the one write path of every sale, return, import and delivery. Locks are
 * taken in one order, that of identities (the new records', then the sales' that are being returned), registers, stock,
 * customers (shared), store credit, all in one round trip; then the records are composed in memory; the writes are sent without waiting, so that they travel with
 * the caller's commit. A draft that is refused leaves no trace and harms no other. The drafts of one set have distinct ids.
 *
 * @param key signs what enters the journal
 */
export async function recordSales(
  tx: Tx,
  stores: StoresOfSet,
  drafts: readonly RecordDraft[],
  key: JournalKey,
): Promise<RecordedSet> {
  const [codes, origins] = await together([resolveCodes(tx, drafts), findOrigins(tx, drafts.filter(isReceiptReturn))])
  const now = Date.now()
  const locked = await lockSet(tx, stores, drafts, { codes, origins, now })
  const scene: SetScene = { now, stores, codes, origins, locked, counters: [] }
  const results = drafts.map((draft) => recordOne(draft, scene))
  const replays = await readReplays(tx, drafts, results)
  const writes = sendWrites(tx, locked, scene.counters, drafts, results, key)
  return {
    results: results.map((result, index) => result ?? replayOf(replays, drafts[index] as RecordDraft)),
    writes: await applyEvents(tx, scene, writes, key),
  }
}

/**
 * What happened to drawers is applied to their sessions, each in its turn, once the set's tickets are written: a closing
 * counts what is there. Sets of tickets alone, which are nearly all, send their writes with the commit.
 */
async function applyEvents(
  tx: Tx,
  scene: SetScene,
  writes: PromiseLike<unknown>[],
  key: JournalKey,
): Promise<PromiseLike<unknown>[]> {
  const events = scene.locked.state.records.filter(({ event }) => event !== null)
  if (events.length === 0) return writes
  await together(writes)
  for (const { record, event } of events) {
    const store = scene.stores.get(record.storeId) as StoreFacts
    await applySessionRecord(tx, store, toSessionRecord(event as EventDraft, record), key)
  }
  return []
}

/** null: the chain knows this very record already. */
function recordOne(draft: RecordDraft, scene: SetScene): RecordResult | null {
  const identity = scene.locked.identities.get(draft.id)
  if (identity === undefined) throw new Error(`The identity of ${draft.id} was not claimed`)
  if (!identity.isNew && identity.isSame) return null
  try {
    if (identity.isNew) return resultOf(composeRecord(draft, scene), draft, scene.locked)
    // Two records of a till under one id: somebody must see which is which, and none is lost.
    if (draft.device !== null) return hold(draft, 'duplicate_id', null, scene.locked)
    return { kind: 'refused', error: salesErrors.duplicate_id() }
  } catch (error) {
    if (error instanceof AppError) return { kind: 'refused', error }
    throw error
  }
}

function resultOf(composed: Composed, draft: RecordDraft, locked: Locked): RecordResult {
  if (composed.kind === 'ticket') return { kind: 'recorded', ticket: composed.ticket }
  if (composed.kind === 'event') return { ...composed, isReplay: false }
  return hold(draft, composed.reason, composed.waitsFor, locked)
}

function hold(draft: RecordDraft, reason: HeldReason, waitsFor: string | null, { state }: Locked): RecordResult {
  const { device: mark, registerId } = draft
  if (mark === null || registerId === null || draft.kind === 'history') throw new Error(`${draft.id} is of no device`)
  const { storeId, kind, id: recordId, bodyHash } = draft
  state.held.push({ storeId, registerId, kind, recordId, bodyHash, mark, reason, waitsFor })
  return { kind: 'held', reason }
}

type Replays = { readonly tickets: ReadonlyMap<string, Ticket>; readonly events: ReadonlyMap<string, TillRecord> }

/** Whole tickets, and the records of events, that were recorded before. Nothing is sent when there are none. */
async function readReplays(
  tx: Tx,
  drafts: readonly RecordDraft[],
  results: readonly (RecordResult | null)[],
): Promise<Replays> {
  const known = drafts.filter((_draft, index) => results[index] === null)
  const [tickets, events] = await together([
    readTickets(tx, known.filter(isTicketDraft)),
    readRecords(
      tx,
      known.filter((draft) => !isTicketDraft(draft)),
    ),
  ])
  return {
    tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])),
    events: new Map(events.map((record) => [record.id, record])),
  }
}

function replayOf({ tickets, events }: Replays, draft: RecordDraft): RecordResult {
  const ticket = tickets.get(draft.id)
  if (ticket !== undefined) return { kind: 'replayed', ticket }
  const record = events.get(draft.id)
  if (record === undefined) throw new Error('A known identity has no record')
  return { kind: 'event', record, isReplay: true }
}

function sendWrites(
  tx: Tx,
  { state, identities }: Locked,
  counters: readonly ReturnedQuantity[],
  drafts: readonly RecordDraft[],
  results: readonly (RecordResult | null)[],
  key: JournalKey,
): PromiseLike<unknown>[] {
  const hasNoRecord = (result: RecordResult | null | undefined) => result?.kind === 'refused' || result?.kind === 'held'
  const orphans = drafts.filter(({ id }, index) => hasNoRecord(results[index]) && identities.get(id)?.isNew)
  const writes = [...writeTickets(tx, state.tickets, key), ...writeRecords(tx, state)]
  if (state.records.length > 0) writes.push(advanceRegisters(tx, [...state.registers]))
  if (state.tickets.length > 0) writes.push(...writeSessions(tx, state.sessions))
  if (counters.length > 0) writes.push(raiseReturnCounters(tx, counters))
  const isHistory = drafts.every(({ kind }) => kind === 'history')
  if (state.movements.length > 0) writes.push(postMovements(tx, state.movements, { isTold: !isHistory }))
  if (state.creditMovements.length > 0) writes.push(postCredit(tx, state.creditMovements))
  if (state.consumptions.length > 0) writes.push(consumeReservations(tx, state.consumptions))
  writes.push(...writeApprovals(tx, state.approvals))
  if (orphans.length > 0) writes.push(releaseIdentities(tx, orphans))
  return writes
}
