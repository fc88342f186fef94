import type { Row } from 'postgres'
import { type Actor, may, mayActInStore } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { type FeedCursor, firstToCome, firstUnseen, type Moment } from './feed-cursor.ts'

/** What is the same for the whole of an answer: the database's moment, and what has changed since the client's. */
export type Scene = {
  readonly storeId: number
  /** Changes with every restore. */
  readonly epoch: string
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
 * tells which one it is: its cluster and its place in it, and the line of its log, which begins anew when an earlier state
 * is taken up. A restore that leaves all of these as they are changes `feed_state.epoch`.
 *
 * @param since the moment up to which the client knows everything; null: it knows nothing.
 * @throws not_found when the store does not exist, or not for this actor.
 */
export async function readScene(tx: Tx, actor: Actor, storeId: number, since: Moment | null): Promise<Scene> {
  if (!mayActInStore(actor, storeId)) throw platformErrors.not_found()
  const [row] = await tx<SceneRow[]>`
    select pg_current_snapshot()::text as snapshot, floor(extract(epoch from now()) * 1e6)::bigint::text as clock,
      written_time(now()) as at, state.purged_through::text,
      left(md5(concat_ws(':', state.epoch, cluster.system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8),
        (select oid from pg_database where datname = current_database()))), 16) as epoch,
      ${since === null ? tx`'{}'::text[]` : selectChangedKinds(tx, storeId, since)} as changed
    from feed_state state cross join pg_control_system() cluster
    join stores s on s.id = ${storeId} and s.deleted_at is null`
  if (row === undefined) throw platformErrors.not_found()
  return {
    storeId,
    epoch: row.epoch,
    now: { snapshot: row.snapshot, clock: row.clock },
    at: row.at,
    purgedThrough: BigInt(row.purged_through),
    changed: new Set(row.changed),
  }
}

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
  if (epoch !== scene.epoch || storeId !== scene.storeId || sight !== sightOf(actor)) return false
  const moments = [since, walk === null ? null : walk.begun].filter((moment) => moment !== null)
  return moments.every(
    (moment) => firstUnseen(moment) > scene.purgedThrough && firstToCome(moment) <= firstToCome(scene.now),
  )
}
