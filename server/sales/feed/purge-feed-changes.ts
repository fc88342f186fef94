import { type Sql, withTransaction } from '../../platform/database/connect.ts'

/** How long a till may be away and still be told what has changed. */
const KEPT_DAYS = 90

/**
 * Forgets what has changed more than ninety days ago, and remembers up to which transaction: an older copy starts over.
 * Only what comes before every change that is still kept goes, in the order of the transactions, so that of one whose
 * cursor is good nothing is missing. Answers how many notes went.
 */
export const purgeFeedChanges = (sql: Sql): Promise<number> =>
  withTransaction(sql, {}, async (tx) => {
    const [row] = await tx<{ purged: number }[]>`
      with kept as (
        select coalesce(
          (select change.xid from feed_changes change
           where change.recorded_at >= now() - make_interval(days => ${KEPT_DAYS}) order by change.xid limit 1),
          pg_snapshot_xmax(pg_current_snapshot())) as first_xid
      ), gone as (
        delete from feed_changes using kept where feed_changes.xid < kept.first_xid returning feed_changes.xid
      ), remembered as (
        update feed_state set purged_through = greatest(purged_through, last.xid)
        from (select xid from gone order by xid desc limit 1) last
      )
      select count(*)::integer as purged from gone`
    return row?.purged ?? 0
  })
