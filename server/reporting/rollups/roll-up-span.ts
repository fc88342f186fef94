import { type Sql, type Tx, withTransaction } from '../../platform/database/connect.ts'
import { addDays, countDays } from '../resolve-scope.ts'
import { lastOfYear } from './calendar.ts'
import { KEPT, keptFamilies, ownerOf } from './levels.ts'
import { addUpGroups, addUpTotals, type DaysToSum, writeDayTotals, writeGroups } from './write-sums.ts'

/** A month of one store (0: of all stores together), as far as its days are over. */
export type MonthToSum = { readonly store_id: number; readonly first_day: string; readonly last_day: string }
export type YearToSum = { readonly store_id: number; readonly first_day: string }

/** What a sum of a year of a large chain may take. */
const STATEMENT_TIMEOUT_MS = 600_000

/**
 * Sums the days of a month that are not marked, and then the month, and marks them. A day in which a ticket is just being
 * written stays as it is, and so does a month in which somebody else is at work.
 *
 * From before a day is read until its mark is committed, its lock keeps the transactions that write its tickets from ending
 * (`reopen_report_days`); those of days that were marked before wait for their marks, which are held here.
 *
 * @returns whether anything was summed
 */
export const rollUpMonth = (sql: Sql, month: MonthToSum): Promise<boolean> =>
  roll(sql, async (tx) => {
    const { store_id: storeId, first_day: first, last_day: last } = month
    if (!(await holdUnit(tx, storeId, first.slice(0, 7)))) return false
    const held = await holdMissingDays(tx, month)
    const marked = await holdMarks(tx, storeId, 'day', first, last)
    if (held.length > 0) await sumDays(tx, { storeId, level: 'day', days: held, span: 'each' })
    const isWhole = marked.length + held.length === countDays({ date_from: first, date_to: last })
    if (!isWhole || (await hasMark(tx, month))) return held.length > 0
    const days = Array.from({ length: marked.length + held.length }, (_, index) => addDays(first, index))
    await addUpTotals(tx, { storeId, level: 'month', first, last })
    await sumGroups(tx, { storeId, level: 'month', days, span: first }, last)
    await tx`delete from report_spans where store_id = ${storeId} and level = 'month' and first_day = ${first}`
    await tx`insert into report_spans values (${storeId}, 'month', ${first}, ${last})`
    return true
  })

/** Sums a year whose months are all marked, and marks it. @returns whether it was summed */
export const rollUpYear = (sql: Sql, { store_id: storeId, first_day: first }: YearToSum): Promise<boolean> =>
  roll(sql, async (tx) => {
    if (!(await holdUnit(tx, storeId, first.slice(0, 4)))) return false
    const last = lastOfYear(first)
    const months = await holdMarks(tx, storeId, 'month', first, last)
    const [mark] = await tx`
      select from report_spans where store_id = ${storeId} and level = 'year' and first_day = ${first}`
    if (mark !== undefined || months.length < 12 || months.at(-1)?.last_day !== last) return false
    const days = Array.from({ length: countDays({ date_from: first, date_to: last }) }, (_, index) =>
      addDays(first, index),
    )
    await addUpTotals(tx, { storeId, level: 'year', first, last })
    await sumGroups(tx, { storeId, level: 'year', days, span: first }, last)
    await tx`insert into report_spans values (${storeId}, 'year', ${first}, ${last})`
    return true
  })

/**
 * Each statement must see what was committed before it. What a few days hold is summed faster by hashes than in an order,
 * and far faster than a statement is compiled.
 */
const roll = (sql: Sql, work: (tx: Tx) => Promise<boolean>): Promise<boolean> =>
  withTransaction(sql, { isolation: 'read committed', statementTimeoutMs: STATEMENT_TIMEOUT_MS }, async (tx) => {
    await tx.unsafe('set local jit = off; set local enable_mergejoin = off; set local enable_sort = off')
    return work(tx)
  })

/** Of two workers at one span the second leaves it. Who changes the tickets of very many days holds the table of marks. */
async function holdUnit(tx: Tx, storeId: number, name: string): Promise<boolean> {
  const [row] = await tx<{ is_mine: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`report-span:${storeId}:${name}`}, 0)) as is_mine`
  if (row?.is_mine !== true) return false
  await tx`lock table report_spans in row exclusive mode`
  return true
}

/** Takes the locks of the days without a mark, but of none in which a ticket is under way: nobody waits for anybody. */
async function holdMissingDays(tx: Tx, { store_id, first_day, last_day }: MonthToSum): Promise<string[]> {
  const missing = await tx<{ day: string }[]>`
    select day::date as day from generate_series(${first_day}::date, ${last_day}::date, interval '1 day') day
    where not exists (
      select from report_spans where store_id = ${store_id} and level = 'day' and first_day = day::date)
    order by day`
  if (missing.length === 0) return []
  const held = await tx<{ day: string }[]>`
    select day from unnest(${missing.map(({ day }) => day)}::date[]) day
    where pg_try_advisory_xact_lock(report_day_lock(${store_id}, day)) order by day`
  // Whoever marked one of them meanwhile had its lock until then.
  const marked = await tx<{ first_day: string }[]>`
    select first_day from report_spans
    where store_id = ${store_id} and level = 'day' and first_day between ${first_day} and ${last_day}`
  const isMarked = new Set(marked.map((mark) => mark.first_day))
  return held.map(({ day }) => day).filter((day) => !isMarked.has(day))
}

/** The marks that nobody is ending; until this transaction ends nobody can. */
const holdMarks = (tx: Tx, storeId: number, level: 'day' | 'month', first: string, last: string) =>
  tx<{ first_day: string; last_day: string }[]>`
    select first_day, last_day from report_spans
    where store_id = ${storeId} and level = ${level} and first_day between ${first} and ${last}
    order by first_day for share skip locked`

async function hasMark(tx: Tx, { store_id, first_day, last_day }: MonthToSum): Promise<boolean> {
  const [mark] = await tx`
    select from report_spans
    where store_id = ${store_id} and level = 'month' and first_day = ${first_day} and last_day = ${last_day}`
  return mark !== undefined
}

async function sumDays(tx: Tx, summed: DaysToSum): Promise<void> {
  await writeDayTotals(tx, summed)
  await writeGroups(tx, summed, keptFamilies(ownerOf(summed.storeId), 'day'))
  await tx`
    insert into report_spans (store_id, level, first_day, last_day)
    select ${summed.storeId}, 'day', day, day from unnest(${[...summed.days]}::date[]) day`
}

/** A family that is kept of the shorter spans is added up from them, any other summed from the tickets. */
async function sumGroups(
  tx: Tx,
  summed: DaysToSum & { level: 'month' | 'year'; span: string },
  last: string,
): Promise<void> {
  const { storeId, level, span: first } = summed
  const owner = ownerOf(storeId)
  const shorter = level === 'month' ? 'day' : 'month'
  const isKept = (family: keyof typeof KEPT) => KEPT[family][owner].includes(shorter)
  const families = keptFamilies(owner, level)
  await addUpGroups(tx, { storeId, level, first, last }, families.filter(isKept))
  await writeGroups(
    tx,
    summed,
    families.filter((family) => !isKept(family)),
  )
}
