import { type Sql, type Tx, withTransaction } from '../../platform/database/connect.ts'
import { addDays, countDays } from '../resolve-scope.ts'
import { lastOfYear } from './calendar.ts'
import { KEPT, keptFamilies, type Level, ownerOf } from './levels.ts'
import { keepOutBulkWrites, type MarksWanted, markSpan, readMarks } from './marks.ts'
import { addUpGroups, addUpTotals, type DaysToSum, writeDayTotals, writeGroups } from './write-sums.ts'

/** A month of one store (0: of all stores together), as far as its days are over. */
export type MonthToSum = { readonly store_id: number; readonly first_day: string; readonly last_day: string }
export type YearToSum = { readonly store_id: number; readonly first_day: string }

/** What a sum of a year of a large chain may take. */
const STATEMENT_TIMEOUT_MS = 600_000

/**
 * Whoever writes a late ticket of a day that is being summed waits until its transaction ends: the days of all stores, which
 * are read from every line, are therefore few.
 */
const DAYS_AT_ONCE = { store: 31, chain: 4 } as const

/**
 * Sums the days of a month that are not marked, and then the month, and marks them. A day in which a ticket is just being
 * written stays as it is, and so does a month in which somebody else is at work, or of which a mark ends meanwhile.
 *
 * @returns whether anything was summed
 */
export async function rollUpMonth(sql: Sql, month: MonthToSum): Promise<boolean> {
  const { store_id: storeId, first_day: first, last_day: last } = month
  const hasNewDays = await rollUpDays(sql, month)
  const isSummed = await roll(sql, async (tx) => {
    if (!(await holdUnit(tx, storeId, first.slice(0, 7)))) return false
    const [mark] = await readMarks(tx, { storeId, level: 'month', first, last: first })
    if (mark?.last_day === last && !hasNewDays) return false
    return sumSpan(tx, { storeId, level: 'month', first, last }, countDays({ date_from: first, date_to: last }))
  })
  return hasNewDays || isSummed
}

/** Sums a year whose months are all marked, and marks it. @returns whether it was summed */
export const rollUpYear = (sql: Sql, { store_id: storeId, first_day: first }: YearToSum): Promise<boolean> =>
  roll(sql, async (tx) => {
    if (!(await holdUnit(tx, storeId, first.slice(0, 4)))) return false
    const [mark] = await readMarks(tx, { storeId, level: 'year', first, last: first })
    return mark === undefined && sumSpan(tx, { storeId, level: 'year', first, last: lastOfYear(first) }, 12)
  })

/** @returns whether a day was summed */
async function rollUpDays(sql: Sql, { store_id: storeId, first_day: first, last_day: last }: MonthToSum) {
  const missing = await sql.unsafe<{ day: string }[]>(
    `select day::date as day from generate_series($1::date, $2::date, interval '1 day') day
    where not exists (
      select from report_spans where store_id = $3 and level = 'day' and first_day = day::date)
    order by day`,
    [first, last, storeId],
    { prepare: false },
  )
  const atOnce = DAYS_AT_ONCE[ownerOf(storeId)]
  let isAnySummed = false
  for (let start = 0; start < missing.length; start += atOnce) {
    const days = missing.slice(start, start + atOnce).map(({ day }) => day)
    if (await roll(sql, (tx) => sumDays(tx, storeId, days))) isAnySummed = true
  }
  return isAnySummed
}

/**
 * From before a day is read until its mark is committed, its lock keeps the transactions that write its tickets from ending
 * (`reopen_report_days`). Days in which one is under way are left out: nobody waits for anybody here.
 */
async function sumDays(tx: Tx, storeId: number, wanted: readonly string[]): Promise<boolean> {
  await keepOutBulkWrites(tx)
  const held = await tx<{ day: string }[]>`
    select day from unnest(${[...wanted]}::date[]) day
    where pg_try_advisory_xact_lock(report_day_lock(${storeId}, day)) order by day`
  // Whoever marked one of them meanwhile had its lock until then.
  const [first, last] = [wanted.at(0) as string, wanted.at(-1) as string]
  const marked = new Set((await readMarks(tx, { storeId, level: 'day', first, last })).map((mark) => mark.first_day))
  const days = held.map(({ day }) => day).filter((day) => !marked.has(day))
  if (days.length === 0) return false
  const summed: DaysToSum = { storeId, level: 'day', days, span: 'each' }
  await writeDayTotals(tx, summed)
  await writeGroups(tx, summed, keptFamilies(ownerOf(storeId), 'day'))
  await tx`
    insert into report_spans (store_id, level, first_day, last_day)
    select ${storeId}, 'day', day, day from unnest(${days}::date[]) day`
  return true
}

/** Thrown to undo sums that a late ticket has made old while they were made. */
class Overtaken extends Error {}

/**
 * What some days hold is summed faster by hashes than in an order, and than a statement is compiled; the planner takes the
 * lines of tickets for few, and would go over all of them for each. A plan that is kept from when the sums were few must
 * not read all of them ever after.
 */
const PLANNING = ['jit', 'enable_mergejoin', 'enable_nestloop', 'enable_sort', 'enable_seqscan']
  .map((setting) => `set local ${setting} = off`)
  .join('; ')

/** Each statement must see what was committed before it, and plans for the days that it is about. */
async function roll(sql: Sql, work: (tx: Tx) => Promise<boolean>): Promise<boolean> {
  try {
    return await withTransaction(
      sql,
      { isolation: 'read committed', statementTimeoutMs: STATEMENT_TIMEOUT_MS },
      async (tx) => {
        await tx.unsafe(PLANNING)
        return work(tx)
      },
    )
  } catch (error) {
    if (error instanceof Overtaken) return false
    throw error
  }
}

/** Of two workers at one span the second leaves it. */
async function holdUnit(tx: Tx, storeId: number, name: string): Promise<boolean> {
  const [row] = await tx<{ is_mine: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`report-span:${storeId}:${name}`}, 0)) as is_mine`
  return row?.is_mine === true
}

type LongSpan = MarksWanted & { level: 'month' | 'year' }

/** Sums a month of days, or a year of months, if all of these parts are marked from before the sum until its own mark. */
async function sumSpan(tx: Tx, span: LongSpan, parts: number): Promise<boolean> {
  const { storeId, level, first, last } = span
  const shorter: MarksWanted = { storeId, level: SHORTER[level], first, last }
  const read = await readMarks(tx, shorter)
  if (read.length < parts || read.at(-1)?.last_day !== last) return false
  await addUpTotals(tx, span)
  await sumGroups(tx, span)
  if (!(await markSpan(tx, span, read, shorter))) throw new Overtaken()
  return true
}

const SHORTER: Readonly<Record<LongSpan['level'], Level>> = { month: 'day', year: 'month' }

/** A family that is kept of the shorter spans is added up from them, any other summed from the tickets. */
async function sumGroups(tx: Tx, span: LongSpan): Promise<void> {
  const { storeId, level, first, last } = span
  const owner = ownerOf(storeId)
  const isKept = (family: keyof typeof KEPT) => KEPT[family][owner].includes(SHORTER[level])
  const families = keptFamilies(owner, level)
  await addUpGroups(tx, span, families.filter(isKept))
  const days = Array.from({ length: countDays({ date_from: first, date_to: last }) }, (_, index) =>
    addDays(first, index),
  )
  await writeGroups(
    tx,
    { storeId, level, days, span: first },
    families.filter((family) => !isKept(family)),
  )
}
