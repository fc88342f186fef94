import type { Queryable } from '../database/connect.ts'
import type { Fragment } from '../http/select-page.ts'
import { readSnapshot, type Snapshot, writeSnapshot } from './snapshot.ts'

/** An event as it stands in the table. */
export type StoredEvent = {
  readonly id: number
  readonly type: string
  readonly storeId: number | null
  readonly permission: string
  readonly at: string
  readonly data: object
}

/** What is new, and the moment at which it was. */
export type Reading = {
  readonly epoch: string
  readonly snapshot: Snapshot
  /** Transactions from this one on still have all their events. */
  readonly keptFrom: number
  /** In the order in which they were told. */
  readonly events: readonly StoredEvent[]
}

type Row = { epoch: string; snapshot: string; kept_from: number; events: StoredEvent[] | null }

/** A moment, without its events: where somebody begins who has nothing to catch up with. */
export const readMoment = (sql: Queryable): Promise<Reading> => read(sql, sql`select null::json`)

/**
 * The first events that `since` did not show and `to` did, at most `limit`; `to` is now unless given. Those of transactions
 * that were under way are found one by one, so that one which stays open for an hour does not make each reading go over the
 * events of that hour. What is read of all that has happened since is an index; of the events, only a page.
 */
export function readNewEvents(sql: Queryable, since: Snapshot, to: Snapshot | null, limit: number): Promise<Reading> {
  const shown = to === null ? sql`true` : isShownBy(sql, to)
  // By a sum, which no index is in the order of: along the ids it would pass everything that was told before.
  const firstOf = (found: Fragment) =>
    sql`(select id from events where ${found} and ${shown} order by id + 0 limit ${limit})`
  return read(
    sql,
    sql`
      with fresh as materialized (
        ${firstOf(sql`xid >= ${String(since.xmax)}::text::xid8`)}
        union all
        ${firstOf(sql`xid = any(${`{${since.running.join()}}`}::text::xid8[])`)}
        order by id limit ${limit}
      ) select ${asJson(sql, sql`select events.* from fresh join events using (id)`)}`,
  )
}

/** The next of those that `to` showed and `from` did not, by id: what follows the first. */
export function readMoreEvents(
  sql: Queryable,
  from: Snapshot,
  { to, after }: { to: Snapshot; after: number },
  limit: number,
): Promise<Reading> {
  return read(
    sql,
    sql`select ${asJson(
      sql,
      sql`select * from events where id > ${after} and not ${isShownBy(sql, from)} and ${isShownBy(sql, to)}
        order by id limit ${limit}`,
    )}`,
  )
}

/** Whether a moment showed what the transaction `xid` did. The snapshot is read once, not for each row. */
const isShownBy = (sql: Queryable, snapshot: Snapshot): Fragment =>
  sql`pg_visible_in_snapshot(xid, (select ${writeSnapshot(snapshot)}::text::pg_snapshot))`

const asJson = (sql: Queryable, page: Fragment): Fragment => sql`(
  select json_agg(json_build_object('id', id, 'type', type, 'storeId', store_id, 'permission', permission, 'at', at,
    'data', data) order by id)
  from (${page}) page)`

/** One statement, and so one snapshot for the events and for what it says of itself. */
async function read(sql: Queryable, events: Fragment): Promise<Reading> {
  const [row] = await sql<Row[]>`
    select event_epoch() as epoch, pg_current_snapshot()::text as snapshot, kept_from::text::bigint, (${events}) as events
    from event_feed`
  if (row === undefined) throw new Error('event_feed is empty')
  return {
    epoch: row.epoch,
    snapshot: readSnapshot(row.snapshot),
    keptFrom: row.kept_from,
    events: row.events ?? [],
  }
}
