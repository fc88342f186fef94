import { type Sql, type Tx, withTransaction } from '../../platform/database/connect.ts'
import { firstOfYear, lastOfMonth } from './calendar.ts'
import type { Level } from './levels.ts'

/** The mark of one span, told apart from one that was made anew after it had ended. */
export type MadeMark = { readonly first_day: string; readonly last_day: string; readonly made_by: string }

/** Marks of one level of a store, in the order of their days. */
export type MarksWanted = {
  readonly storeId: number
  readonly level: Level
  readonly first: string
  readonly last: string
}

export const readMarks = (tx: Tx, { storeId, level, first, last }: MarksWanted): Promise<MadeMark[]> =>
  tx<MadeMark[]>`
    select first_day, last_day, xmin::text as made_by from report_spans
    where store_id = ${storeId} and level = ${level} and first_day between ${first} and ${last} order by first_day`

/** Those that nobody is ending; until this transaction ends nobody can. */
const holdMarks = (tx: Tx, { storeId, level, first, last }: MarksWanted): Promise<MadeMark[]> =>
  tx<MadeMark[]>`
    select first_day, last_day, xmin::text as made_by from report_spans
    where store_id = ${storeId} and level = ${level} and first_day between ${first} and ${last} order by first_day
    for share skip locked`

/**
 * Marks a span whose sums were made from what these marks stand for, and holds those from now on until the transaction is
 * committed, which is at once: whoever writes a late ticket waits for that, not for the sums.
 *
 * @returns false when one of them has ended since it was read, or is just being ended: the sums are of no use
 */
export async function markSpan(
  tx: Tx,
  span: MarksWanted,
  read: readonly MadeMark[],
  shorter: MarksWanted,
): Promise<boolean> {
  await keepOutBulkWrites(tx)
  const held = await holdMarks(tx, shorter)
  const stands = held.length === read.length && held.every((mark, index) => mark.made_by === read[index]?.made_by)
  if (!stands) return false
  const { storeId, level, first, last } = span
  await tx`delete from report_spans where store_id = ${storeId} and level = ${level} and first_day = ${first}`
  await tx`insert into report_spans values (${storeId}, ${level}, ${first}, ${last})`
  return true
}

/** Who changes the tickets of very many days at once holds the table of marks (`reopen_report_days`), and not their days. */
export const keepOutBulkWrites = (tx: Tx) => tx`lock table report_spans in row exclusive mode`

/**
 * Ends the marks of a month with those of its days and of its year, from the shortest to the longest, each statement after
 * what was committed before it: as a late ticket does, and for the same reason.
 */
export const forgetMonth = (sql: Sql, { store_id, first_day }: { store_id: number; first_day: string }) =>
  withTransaction(sql, { isolation: 'read committed' }, async (tx) => {
    await endMarks(tx, { storeId: store_id, level: 'day', first: first_day, last: lastOfMonth(first_day) })
    await endMarks(tx, { storeId: store_id, level: 'month', first: first_day, last: first_day })
    const year = firstOfYear(first_day)
    await endMarks(tx, { storeId: store_id, level: 'year', first: year, last: year })
  })

/** In the order in which everybody ends them. */
const endMarks = (tx: Tx, { storeId, level, first, last }: MarksWanted) => tx`
  with held as (
    select first_day from report_spans
    where store_id = ${storeId} and level = ${level} and first_day between ${first} and ${last}
    order by first_day for update)
  delete from report_spans span using held
  where span.store_id = ${storeId} and span.level = ${level} and span.first_day = held.first_day`
