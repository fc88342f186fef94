import type { Sql } from '../../platform/database/connect.ts'
import { findMonths, findOutstandingYears, type SpansWanted } from './find-outstanding.ts'
import { forgetMonth } from './marks.ts'
import { type MonthToSum, rollUpMonth, rollUpYear } from './roll-up-span.ts'

export type RollUpOptions = Partial<SpansWanted> & {
  /** No span is begun after this time. */
  readonly withinMs?: number
  /** Begins no other span once this is aborted. */
  readonly signal?: AbortSignal
  /** Called after each span with how many were looked at, and how many there are of its kind. */
  readonly onProgress?: (done: number, total: number) => void
}

/**
 * Sums the days, months and years that are over and whose sums do not stand, newest first; each in a transaction of its
 * own, so that whatever stops it loses nothing. Several may run at once.
 *
 * @returns how many spans were summed
 */
export async function rollUpReports(sql: Sql, options: RollUpOptions = {}): Promise<number> {
  const months = await findMonths(sql, wantedOf(options), 'outstanding')
  return rollUpEach(sql, months, rollUpMonth, options)
}

/**
 * Sums anew what stands already too. Of a month that is not reached the old sums go on standing.
 *
 * @returns how many spans were summed
 */
export async function rebuildRollUps(sql: Sql, options: RollUpOptions = {}): Promise<number> {
  const months = await findMonths(sql, wantedOf(options), 'all')
  const rebuild = async (_: Sql, month: MonthToSum) => {
    await forgetMonth(sql, month)
    return rollUpMonth(sql, month)
  }
  return rollUpEach(sql, months, rebuild, options)
}

const wantedOf = ({ now = new Date(), storeId, from, to }: RollUpOptions): SpansWanted => ({ now, storeId, from, to })

/** The months, and then the years that have become whole. */
async function rollUpEach(
  sql: Sql,
  months: readonly MonthToSum[],
  rollUp: (sql: Sql, month: MonthToSum) => Promise<boolean>,
  { withinMs = Number.POSITIVE_INFINITY, signal, onProgress = () => {} }: RollUpOptions,
): Promise<number> {
  const endsAt = performance.now() + withinMs
  let summed = 0
  const each = async <Span>(spans: readonly Span[], work: (sql: Sql, span: Span) => Promise<boolean>) => {
    for (const [index, span] of spans.entries()) {
      if (performance.now() > endsAt || signal?.aborted === true) return
      if (await work(sql, span)) summed += 1
      onProgress(index + 1, spans.length)
    }
  }
  await each(months, rollUp)
  await each(await findOutstandingYears(sql), rollUpYear)
  return summed
}
