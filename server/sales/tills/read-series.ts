import type { Tx } from '../../platform/database/connect.ts'
import { type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'
import { together } from '../../platform/database/together.ts'
import { type SeriesPlace, SeriesState, seriesKey } from './series-state.ts'

/** A number of a series, about to be taken. */
export type NumberPlace = SeriesPlace & { readonly number: number }

const seriesColumns: readonly Column<SeriesPlace>[] = [
  ['store_id', 'bigint', (place) => place.storeId],
  ['register_id', 'bigint', (place) => place.registerId],
  ['series', 'int', (place) => place.series],
]

const readLeases = forSet(
  seriesColumns,
  `select lease.store_id, lease.register_id, lease.series, lease.device_id, lease.leased_at, lease.ended_at is not null as is_ended,
     device.revoked_at is not null as is_revoked, lease.last_number, lease.record_count
   from ${givenRows(seriesColumns)} join register_leases lease using (store_id, register_id, series)
   join devices device on device.id = lease.device_id`,
)

const numberColumns: readonly Column<NumberPlace>[] = [
  ...(seriesColumns as readonly Column<NumberPlace>[]),
  ['number', 'bigint', (place) => place.number],
]

const readNeighbours = forSet(
  numberColumns,
  `select distinct store_id, register_id, series, record.number, record.id,
     encode(record.previous_hash, 'hex') as previous_hash, encode(record.hash, 'hex') as hash
   from ${givenRows(numberColumns)} join till_records record using (store_id, register_id, series)
   where record.number between given.number - 1 and given.number + 1`,
)

type LeaseRow = {
  store_id: number
  register_id: number
  series: number
  device_id: string
  leased_at: string
  is_ended: boolean
  is_revoked: boolean
  last_number: number
  record_count: number
}
type NeighbourRow = {
  store_id: number
  register_id: number
  series: number
  number: number
  id: string
  previous_hash: string
  hash: string
}

const placeOf = (row: LeaseRow | NeighbourRow): SeriesPlace => ({
  storeId: row.store_id,
  registerId: row.register_id,
  series: row.series,
})

/**
 * The leases of these numbers, with the records beside them. Sent behind the locks of the registers, which everybody takes
 * who changes a lease or adds to a series. Nothing is sent when nothing is asked.
 */
export async function readSeries(tx: Tx, numbers: readonly NumberPlace[]): Promise<ReadonlyMap<string, SeriesState>> {
  if (numbers.length === 0) return new Map()
  const distinct = [...new Map(numbers.map((place) => [seriesKey(place), place])).values()]
  const [leases, neighbours] = await together([readLeases(tx, distinct), readNeighbours(tx, numbers)])
  const found = new Map<string, SeriesState>()
  for (const row of leases as unknown as LeaseRow[]) {
    const lease = {
      ...placeOf(row),
      deviceId: row.device_id,
      leasedAt: Date.parse(row.leased_at),
      isEnded: row.is_ended,
      isRevoked: row.is_revoked,
      lastNumber: row.last_number,
      recordCount: row.record_count,
    }
    found.set(seriesKey(lease), new SeriesState(lease))
  }
  for (const row of neighbours as unknown as NeighbourRow[]) {
    const record = { id: row.id, previousHash: row.previous_hash, hash: row.hash }
    found.get(seriesKey(placeOf(row)))?.know(row.number, record)
  }
  return found
}
