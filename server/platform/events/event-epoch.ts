import type { Queryable, Tx } from '../database/connect.ts'

/** Which line of history the numbers of the events are of. */
export async function readEventEpoch(sql: Queryable): Promise<string> {
  const [row] = await sql<[{ epoch: string }]>`select event_epoch() as epoch`
  return row.epoch
}

/** Begins another line of history: whoever has heard events of the one before begins again. */
export async function renewEventEpoch(tx: Tx): Promise<void> {
  await tx`update event_feed set epoch = gen_random_uuid()`
}
