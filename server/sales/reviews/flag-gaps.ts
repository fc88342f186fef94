import type { Queryable } from '../../platform/database/connect.ts'
import { type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'
import { together } from '../../platform/database/together.ts'
import { TELL_OPENED } from './write-reviews.ts'

/** A series that a device has numbered. */
export type SeriesKey = { readonly storeId: number; readonly registerId: number; readonly series: number }

const keyColumns: readonly Column<SeriesKey>[] = [
  ['store_id', 'bigint', (key) => key.storeId],
  ['register_id', 'bigint', (key) => key.registerId],
  ['series', 'int', (key) => key.series],
]

/** The series that have ended, with how many of their records have not come. */
const ended = `
  ended as (
    select store_id, register_id, series, lease.device_id, lease.register_id || '-' || lease.series as subject_id,
      greatest(lease.last_number, lease.final_number) - lease.record_count as missing
    from ${givenRows(keyColumns)} join register_leases lease using (store_id, register_id, series)
    where lease.ended_at is not null)`

/** Flags the series that have ended with numbers missing. A gap that was flagged, closed and has opened again, since something with a greater number came, is looked at again. */
export const openGaps = forSet(
  keyColumns,
  `with ${ended}, flagged as (
     insert into reviews (store_id, subject_type, subject_id, flag, details)
     select store_id, 'lease', subject_id, 'number_gap',
       jsonb_build_object('register_id', register_id, 'series', series, 'device_id', device_id, 'missing', missing)
     from ended where missing > 0
     on conflict (store_id, subject_type, subject_id, flag) do update
     set details = excluded.details, settled_at = null, settlement = null
     where reviews.settlement is null or reviews.settlement = 'resolved'
     returning *
   ), opened as (
     -- What the table shows here is what it was before.
     select * from flagged
     where not exists (select from reviews known where known.id = flagged.id and known.settled_at is null))
   ${TELL_OPENED}`,
)

/** Once a series is whole, its flag has resolved itself. */
export const closeGaps = forSet(
  keyColumns,
  `with ${ended}
   update reviews set settled_at = now(), settlement = 'resolved'
   from ended
   where reviews.store_id = ended.store_id and reviews.subject_type = 'lease' and reviews.subject_id = ended.subject_id
     and reviews.flag = 'number_gap' and reviews.settled_at is null and ended.missing <= 0`,
)

/**
 * Flags each of these series that has ended with numbers missing, and resolves the flag of those that are whole. Their
 * registers are locked.
 */
export async function flagGaps(tx: Queryable, keys: readonly SeriesKey[]): Promise<void> {
  await together([openGaps(tx, keys), closeGaps(tx, keys)])
}
