import { type ClosingKind, GENESIS_HASH, type JournalClosing, readClosing } from '../../../rules/index.ts'
import type { Tx } from '../../platform/database/connect.ts'

/** Where a store's closings stand; it moves on with each that is made. */
export type Standing = {
  readonly storeId: number
  readonly timeZone: string
  readonly currency: string
  /** The day to be closed next, which is over. */
  readonly day: string
  /** The last closing of a day; null before the first. */
  last: JournalClosing | null
  /** The head of the store's chain of closings. */
  position: number
  hash: string
  readonly numbers: Record<ClosingKind, number>
}

type Row = {
  time_zone: string
  currency: string
  is_deleted: boolean
  yesterday: string
  next_day: string | null
  last_content: string | null
  heads: Record<string, number> | null
  position: number | null
  hash: string | null
  numbers: Partial<Record<ClosingKind, number>> | null
}

/**
 * Reads where a store's closings stand; the caller holds their lock. null: the next day is not over yet, or the store was
 * deleted and nothing has come since its last closing.
 */
export async function readStanding(tx: Tx, storeId: number, now: Date): Promise<Standing | null> {
  const [row] = await tx<Row[]>`
    select store.time_zone, store.currency::text, store.deleted_at is not null as is_deleted,
      (${now.toISOString()}::text::timestamptz at time zone store.time_zone)::date - 1 as yesterday,
      coalesce(last.last_day + 1, (
        select min((entry.recorded_at at time zone store.time_zone)::date)
        from register_journals journal join journal_entries entry on entry.store_id = journal.store_id
          and entry.register_id = journal.register_id and entry.position = 1
        where journal.store_id = store.id)) as next_day,
      last.content as last_content, tail.position, encode(tail.hash, 'hex') as hash,
      (select json_object_agg(register_id, position) from register_journals
       where store_id = store.id and position > 0) as heads,
      (select json_object_agg(kind, number) from (
         select kind, max(number) as number from journal_closings where store_id = store.id group by kind) given) as numbers
    from stores store
    left join lateral (
      select content, last_day from journal_closings where store_id = store.id and kind = 'day'
      order by number desc limit 1) last on true
    left join lateral (
      select position, hash from journal_closings where store_id = store.id order by position desc limit 1) tail on true
    where store.id = ${storeId}`
  if (row === undefined || row.next_day === null || row.next_day > row.yesterday) return null
  const last = row.last_content === null ? null : readClosing(row.last_content)
  if (row.is_deleted && isAllCovered(row.heads, last)) return null
  return {
    storeId,
    timeZone: row.time_zone,
    currency: row.currency,
    day: row.next_day,
    last,
    position: row.position ?? 0,
    hash: row.hash ?? GENESIS_HASH,
    numbers: { day: 0, month: 0, year: 0, ...row.numbers },
  }
}

function isAllCovered(heads: Row['heads'], last: JournalClosing | null): boolean {
  const covered = new Map(last?.covers.map(({ registerId, to }) => [registerId, to]))
  return Object.entries(heads ?? {}).every(([registerId, head]) => head <= (covered.get(Number(registerId)) ?? 0))
}
