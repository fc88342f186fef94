import type { Queryable } from '../../platform/database/connect.ts'
import type { DayGrain, Dimension } from '../dimensions.ts'
import type { Period } from '../resolve-scope.ts'
import { CHAIN, type Family, KEPT, LEVELS, type Level } from '../rollups/levels.ts'
import type { Cover } from './cover.ts'
import { dimensionsOf, type Question } from './fact-question.ts'
import { coarserLevels, type Mark, planCover } from './plan-cover.ts'

/** Beyond that many parts a statement would take longer to plan than to run. */
const MOST_PARTS = 200

/** Where nothing is read from roll-ups. */
export const allLive = ({ scope }: Question): Cover => ({
  rolledUp: [],
  live: [{ from: scope.from, to: scope.to, storeIds: scope.storeIds }],
})

/**
 * Finds out which part of a question the roll-ups of a family answer. `sql` sees one moment, which the statement that
 * follows must see too.
 */
export async function findCover(sql: Queryable, question: Question, family: Family): Promise<Cover> {
  const { scope } = question
  const asked = dimensionsOf(question)
  const isOfStores = scope.storeIds !== null || asked.some(({ grain }) => grain.of === 'store')
  const days = asked.flatMap(({ grain }) => (grain.of === 'day' && !isToldByHour(grain, family) ? [grain] : []))
  const levels = allowedLevels(days, KEPT[family][isOfStores ? 'store' : 'chain'], question)
  if (levels.length === 0) return allLive(question)
  const owners = isOfStores ? (scope.storeIds ?? (await readStoreIds(sql))) : [CHAIN]
  if (owners.length === 0) return allLive(question)
  const period = { date_from: scope.from, date_to: scope.to }
  const marks = await findMarks(sql, owners, period, levels)
  for (const allowed of coarserLevels(levels)) {
    const cover = planCover(owners, marks, [period], allowed)
    if (cover.rolledUp.length + cover.live.length <= MOST_PARTS) return cover
  }
  return allLive(question)
}

/** The marks of a period, the longest and, where these leave gaps, those of days. */
export async function findMarks(
  sql: Queryable,
  owners: readonly number[],
  period: Period,
  levels: readonly Level[],
): Promise<Mark[]> {
  const marks = await readLongMarks(sql, owners, period)
  if (levels.includes('day')) marks.push(...(await readDayMarks(sql, owners, marks, period)))
  return marks
}

/** What roll-ups by hour tell of the day: the weekday, whatever the span. */
const isToldByHour = (grain: DayGrain, family: Family) => family === 'hour' && grain.byHour !== undefined

function allowedLevels(days: readonly DayGrain[], kept: readonly Level[], { shift }: Question): Level[] {
  const finest = Math.min(...days.map(({ within }) => LEVELS.indexOf(within)))
  const moved = days.length === 0 ? 'year' : longestMoved(shift)
  return kept.filter((level) => LEVELS.indexOf(level) <= Math.min(finest, LEVELS.indexOf(moved)))
}

/** Laid on another period, a month may begin somewhere in a month, a year somewhere in a year. */
function longestMoved(shift: Question['shift']): Level {
  if (shift === null) return 'year'
  if ('days' in shift) return shift.days === 0 ? 'year' : 'day'
  return shift.months % 12 === 0 ? 'year' : 'month'
}

const readStoreIds = async (sql: Queryable): Promise<number[]> =>
  (await sql<{ id: number }[]>`select id from stores order by id`).map(({ id }) => id)

/** Years, and the months of other years. Planned anew each time: what the tables held when a session began says nothing. */
const readLongMarks = async (
  sql: Queryable,
  owners: readonly number[],
  { date_from, date_to }: Period,
): Promise<Mark[]> =>
  sql.unsafe<Mark[]>(
    `
    select store_id, level, first_day, last_day, xmin::text as made_by from report_spans
    where store_id = any($1::bigint[]) and level = 'year' and first_day <= $3::date and last_day >= $2::date
    union all
    select store_id, level, first_day, last_day, xmin::text as made_by from report_spans span
    where store_id = any($1::bigint[]) and level = 'month'
      and first_day between date_trunc('month', $2::date::timestamp)::date and $3::date and last_day >= $2::date
      and not exists (
        select from report_spans longer where longer.store_id = span.store_id and longer.level = 'year'
          and longer.first_day = date_trunc('year', span.first_day::timestamp)::date)`,
    [`{${owners.join(',')}}`, date_from, date_to],
    { prepare: false },
  )

/** The days of which no month tells. */
async function readDayMarks(
  sql: Queryable,
  owners: readonly number[],
  marks: readonly Mark[],
  period: Period,
): Promise<readonly Mark[]> {
  const gaps = planCover(owners, marks, [period], LEVELS).live.flatMap(({ from, to, storeIds }) =>
    (storeIds ?? [CHAIN]).map((owner) => ({ owner, from, to })),
  )
  if (gaps.length === 0) return []
  return sql.unsafe<Mark[]>(
    `
    select span.* from unnest($1::bigint[], $2::date[], $3::date[]) gap (store_id, first_day, last_day)
    cross join lateral (
      select store_id, level, first_day, last_day, xmin::text as made_by from report_spans found
      where found.store_id = gap.store_id and found.level = 'day' and found.first_day between gap.first_day and gap.last_day
      offset 0) span`,
    [list(gaps, ({ owner }) => owner), list(gaps, ({ from }) => from), list(gaps, ({ to }) => to)],
    { prepare: false },
  )
}

const list = <Row>(rows: readonly Row[], value: (row: Row) => string | number): string =>
  `{${rows.map(value).join(',')}}`

/** The family whose roll-ups tell all dimensions and filters, or null. */
export function familyOf(dimensions: readonly Dimension[]): Family | null {
  const families = new Set(dimensions.flatMap(({ grain }) => (grain.of === 'family' ? [grain.family] : [])))
  if (families.size > 1) return null
  const [family] = families
  return family ?? 'totals'
}
