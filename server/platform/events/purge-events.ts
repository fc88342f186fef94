import { type Sql, withTransaction } from '../database/connect.ts'

const KEPT_DAYS = 7
/** Small enough that nobody waits long. */
const BATCH_ROWS = 5_000

/**
 * Forgets events after seven days, as the documentation says, and notes up to where: whoever has heard less begins again.
 *
 * @returns how many
 */
export async function purgeEvents(sql: Sql): Promise<number> {
  let purged = 0
  for (;;) {
    const count = await purgeOldest(sql)
    purged += count
    if (count < BATCH_ROWS) return purged
  }
}

/** The oldest have the lowest ids, or nearly: an event that was told a moment before its neighbour waits for the next time. */
const purgeOldest = (sql: Sql): Promise<number> =>
  withTransaction(sql, {}, async (tx) => {
    const [row] = await tx<{ count: number }[]>`
      with oldest as (
        select id, at from events order by id limit ${BATCH_ROWS}
      ), gone as (
        delete from events using oldest
        where events.id = oldest.id and oldest.at < now() - make_interval(days => ${KEPT_DAYS})
        returning events.xid
      ), noted as (
        update event_feed set kept_from = greatest(kept_from, (select max(xid::text::bigint) + 1 from gone)::text::xid8)
        where (select count(*) from gone) > 0
      )
      select count(*)::int as count from gone`
    return row?.count ?? 0
  })
