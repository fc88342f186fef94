import type { Row } from 'postgres'
import { type Actor, may, mayActInStore } from '../../platform/actor.ts'
import type { Queryable, Sql, Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { type FeedCursor, firstUnseen, type Moment, type Origin } from './feed-cursor.ts'

/** What is the same for the whole of an answer: the database's moment, and what has changed since the client's. */
export type Scene = {
  readonly storeId: number
  /** Which database this is. */
  readonly epoch: string
  readonly origin: Origin
  /** Whether a copy was given since the database was started. */
  readonly isStartKnown: boolean
  /** Whether what gave the client's cursor is part of this database's past. */
  readonly isOurPast: boolean
  readonly now: Moment
  /** The same, as ISO 8601. */
  readonly at: string
  /** What transactions up to this one have changed may not be known any more. */
  readonly purgedThrough: bigint
  /** Kinds of things that changed since the client's moment, in this store. */
  readonly changed: ReadonlySet<string>
}

type SceneRow = {
  snapshot: string
  clock: string
  at: string
  epoch: string
  start: string
  log_position: string
  is_start_known: boolean
  is_our_past: boolean
  purged_through: string
  changed: string[]
}

/**
 * SQL condition: the client has not seen the transaction `column`. No row can be there of a transaction that has not begun;
 * where one seems to be, the row comes from another database.
 */
export const isUnseen = (sql: Queryable, since: Moment, column: string): Fragment => sql<Row[]>`(
  ${sql.unsafe(column)} >= pg_snapshot_xmin(${since.snapshot}::pg_snapshot)
  and ${sql.unsafe(column)} < pg_snapshot_xmax(pg_current_snapshot())
  and not pg_visible_in_snapshot(${sql.unsafe(column)}, ${since.snapshot}::pg_snapshot))`

/** SQL condition on a price `sp`: it began or ended in the store after the client's moment, by the clock alone. */
export const hasTurned = (sql: Queryable, storeId: number, since: Moment): Fragment => {
  const then = sql`to_timestamp(${since.clock}::bigint / 1e6)`
  return sql<Row[]>`(
    sp.store_id = ${storeId} and sp.starts_at > '-infinity' and sp.starts_at > ${then} and sp.starts_at <= now()
    or sp.store_id = ${storeId} and sp.ends_at > ${then} and sp.ends_at <= now())`
}

/**
 * Looks where things stand, in one statement, so that nothing else need be asked where nothing has changed. The database
 * tells which one it is: its cluster and its place in it, and the line of its log, which is another one once an earlier
 * state was taken up from archives. Where its files were put back instead, it does not know the starts since, or was
 * started again before the place of the log at which the client was answered.
 *
 * @param cursor what the client holds; null: nothing.
 * @throws not_found when the store does not exist, or not for this actor.
 */
export async function readScene(tx: Tx, actor: Actor, storeId: number, cursor: FeedCursor | null): Promise<Scene> {
  if (!mayActInStore(actor, storeId)) throw platformErrors.not_found()
  const since = cursor?.since ?? null
  const [row] = await tx<SceneRow[]>`
    select pg_current_snapshot()::text as snapshot, ${microseconds(tx, 'now()')} as clock,
      written_time(now()) as at, state.purged_through::text,
      left(md5(concat_ws(':', state.epoch, cluster.system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8),
        (select oid from pg_database where datname = current_database()))), 16) as epoch,
      ${microseconds(tx, 'life.start')} as start, (life.log_position - '0/0')::text as log_position,
      exists (select from feed_starts where started_at = life.start) as is_start_known,
      ${cursor === null ? tx`false` : isOurPast(tx, cursor.origin)} as is_our_past,
      ${since === null ? tx`'{}'::text[]` : selectChangedKinds(tx, storeId, since)} as changed
    from feed_state state cross join pg_control_system() cluster
    cross join (select pg_postmaster_start_time() as start, pg_current_wal_insert_lsn() as log_position) life
    join stores s on s.id = ${storeId} and s.deleted_at is null`
  if (row === undefined) throw platformErrors.not_found()
  return {
    storeId,
    epoch: row.epoch,
    origin: { start: row.start, logPosition: row.log_position },
    isStartKnown: row.is_start_known,
    isOurPast: row.is_our_past,
    now: { snapshot: row.snapshot, clock: row.clock },
    at: row.at,
    purgedThrough: BigInt(row.purged_through),
    changed: new Set(row.changed),
  }
}

const microseconds = (sql: Queryable, time: string): Fragment =>
  sql<Row[]>`floor(extract(epoch from ${sql.unsafe(time)}) * 1e6)::bigint::text`

const isOurPast = (tx: Tx, { start, logPosition }: Origin): Fragment => tx<Row[]>`(
  exists (select from feed_starts where ${microseconds(tx, 'started_at')} = ${start})
  and not exists (
    select from feed_starts where ${microseconds(tx, 'started_at')}::bigint > ${start}::bigint
      and log_position - '0/0' < ${logPosition}::numeric))`

/** Remembers that copies were given since this start of the database. */
export const noteStart = (sql: Sql): Promise<unknown> =>
  sql`
  insert into feed_starts (started_at, log_position) values (pg_postmaster_start_time(), pg_current_wal_insert_lsn())
  on conflict do nothing`.execute()

const selectChangedKinds = (tx: Tx, storeId: number, since: Moment) => tx`array(
  select distinct change.kind from feed_changes change
  where ${isUnseen(tx, since, 'change.xid')} and (change.store_id is null or change.store_id = ${storeId})
  union
  select 'stock' where exists (
    select from stock_movements m where m.store_id = ${storeId} and ${isUnseen(tx, since, 'm.xid')})
  union
  select 'price' where exists (select from variant_prices sp where ${hasTurned(tx, storeId, since)}))`

/** SQL select of the ids that were noted for changes of these kinds, as a relation with the column `id`. */
export const changedIds = (sql: Queryable, kind: string, { storeId }: Scene, since: Moment): Fragment => sql<Row[]>`
  select unnest(change.ids) as id from feed_changes change
  where change.kind = ${kind} and ${isUnseen(sql, since, 'change.xid')}
    and (change.store_id is null or change.store_id = ${storeId})`

/** Which lists an actor is shown beside those of the articles: customers (c), stock (s). */
export const sightOf = (actor: Actor): string =>
  (may(actor, 'customers.view') ? 'c' : '') + (may(actor, 'stock.view') ? 's' : '')

/**
 * Whether the copy that a cursor stands for can be brought up to date: it is of this store, of this database, made by
 * somebody who sees the same, and all that has changed since is still known.
 */
export function isGood({ epoch, storeId, sight, since, walk }: FeedCursor, scene: Scene, actor: Actor): boolean {
  if (!scene.isOurPast || epoch !== scene.epoch || storeId !== scene.storeId || sight !== sightOf(actor)) return false
  const moments = [since, walk === null ? null : walk.begun].filter((moment) => moment !== null)
  return moments.every((moment) => firstUnseen(moment) > scene.purgedThrough)
}
