import type { Tx } from '../../platform/database/connect.ts'
import { arrayLiteral, type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'
import { insertSetAndTell } from '../../platform/events/record-events.ts'
import { eventsOf } from '../events/events-of-set.ts'
import { closeGaps, openGaps } from '../reviews/flag-gaps.ts'
import { insertReviews, reviewsOf, TELL_OPENED } from '../reviews/write-reviews.ts'
import type { SetState } from '../tickets/set-state.ts'
import type { LeaseState } from './series-state.ts'
import type { HeldRecord, SetRecord, TillRecord } from './till-record.ts'

const insertRecords = insertSetAndTell<TillRecord>('till_records', [
  ['store_id', 'bigint', (record) => record.storeId],
  ['register_id', 'bigint', (record) => record.registerId],
  ['series', 'int', (record) => record.series],
  ['number', 'bigint', (record) => record.number],
  ['id', 'uuid', (record) => record.id],
  ['kind', 'text', (record) => record.kind],
  ['session_id', 'uuid', (record) => record.sessionId],
  ['device_id', 'uuid', (record) => record.deviceId],
  ['cashier_id', 'bigint', (record) => record.cashierId],
  ['occurred_at', 'timestamptz', (record) => record.occurredAt],
  ['business_day', 'date', (record) => record.businessDay],
  ['previous_hash', 'bytea', (record) => record.previousHash],
  ['hash', 'bytea', (record) => record.hash],
  ['flags', 'text[]', (record) => arrayLiteral(record.flags)],
])

const leaseColumns: readonly Column<LeaseState>[] = [
  ['store_id', 'bigint', (lease) => lease.storeId],
  ['register_id', 'bigint', (lease) => lease.registerId],
  ['series', 'int', (lease) => lease.series],
  ['last_number', 'bigint', (lease) => lease.lastNumber],
  ['record_count', 'bigint', (lease) => lease.recordCount],
]

/** Moves each lease's counters to where the set left them. */
const advanceLeases = forSet(
  leaseColumns,
  `update register_leases lease set last_number = given.last_number, record_count = given.record_count
   from ${givenRows(leaseColumns)}
   where lease.store_id = given.store_id and lease.register_id = given.register_id and lease.series = given.series`,
)

const heldColumns: readonly Column<HeldRecord>[] = [
  ['store_id', 'bigint', (held) => held.storeId],
  ['register_id', 'bigint', (held) => held.registerId],
  ['device_id', 'uuid', (held) => held.mark.deviceId],
  ['kind', 'text', (held) => held.kind],
  ['series', 'int', (held) => held.mark.series],
  ['number', 'bigint', (held) => held.mark.number],
  ['record_id', 'uuid', (held) => held.recordId],
  ['body_hash', 'text', (held) => held.bodyHash],
  ['reason', 'text', (held) => held.reason],
  ['waits_for', 'uuid', (held) => held.waitsFor],
  ['body', 'text', (held) => JSON.stringify(held.mark.body)],
]

/**
 * Keeps what was delivered, once however often it comes, with something for a manager to look at. A return that waited for
 * its sale, and now waits for a manager because its device was revoked meanwhile, is looked at for that.
 */
const holdRecords = forSet(
  heldColumns,
  `with held as (
     insert into held_records (store_id, register_id, device_id, kind, series, number, record_id, body_hash, reason,
       waits_for, body)
     select store_id, register_id, device_id, kind, series, number, record_id, decode(body_hash, 'hex'), reason, waits_for,
       body::jsonb
     from ${givenRows(heldColumns)}
     on conflict (record_id, body_hash) do update set reason = excluded.reason, waits_for = excluded.waits_for
     where held_records.reason = 'sale_missing' and excluded.reason <> 'sale_missing'
     returning id, store_id, register_id, device_id, kind, series, number, record_id, reason
   ), opened as (
     insert into reviews (store_id, subject_type, subject_id, flag, details)
     select store_id, 'held_record', id::text, reason, jsonb_build_object('kind', kind, 'record_id', record_id,
       'register_id', register_id, 'series', series, 'number', number, 'device_id', device_id)
     from held
     on conflict do nothing
     returning *)
   ${TELL_OPENED}`,
)

const waitedColumns: readonly Column<TillRecord>[] = [
  ['store_id', 'bigint', (record) => record.storeId],
  ['id', 'uuid', (record) => record.id],
]

/** A return whose sale has come waits no longer, and nobody need look at it for that. */
const releaseReturns = forSet(
  waitedColumns,
  `with released as (
     update held_records held set recorded_id = given.id from ${givenRows(waitedColumns)}
     where held.record_id = given.id and held.store_id = given.store_id and held.reason = 'sale_missing'
       and held.recorded_id is null
     returning held.id, held.store_id)
   update reviews set settled_at = now(), settlement = 'resolved' from released
   where reviews.store_id = released.store_id and reviews.subject_type = 'held_record'
     and reviews.subject_id = released.id::text and reviews.settled_at is null`,
)

const isReturnOfDevice = ({ record }: SetRecord) => record.kind === 'return' && record.deviceId !== null

/** The writes about a set's numbers and seals, what waits, and what is to be looked at: sent with the tickets' own. */
export function writeRecords(tx: Tx, state: SetState): PromiseLike<unknown>[] {
  const writes: PromiseLike<unknown>[] = []
  if (state.records.length > 0)
    writes.push(
      insertRecords(
        tx,
        state.records.map(({ record }) => record),
        eventsOf(state.records),
      ),
    )
  const leases = [...state.series].filter(({ isChanged }) => isChanged).map(({ lease }) => lease)
  if (leases.length > 0) writes.push(advanceLeases(tx, leases))
  const ended = leases.filter(({ isEnded }) => isEnded)
  if (ended.length > 0) writes.push(openGaps(tx, ended), closeGaps(tx, ended))
  if (state.held.length > 0) writes.push(holdRecords(tx, state.held))
  const returns = state.records.filter(isReturnOfDevice).map(({ record }) => record)
  if (returns.length > 0) writes.push(releaseReturns(tx, returns))
  const reviews = state.records.flatMap(reviewsOf)
  if (reviews.length > 0) writes.push(insertReviews(tx, reviews))
  return writes
}
