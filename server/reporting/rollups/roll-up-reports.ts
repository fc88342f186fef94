import type { Sql } from '../../platform/database/connect.ts'
import { findOutstandingMonths, findOutstandingYears } from './find-outstanding.ts'
import { rollUpMonth, rollUpYear } from './roll-up-span.ts'

export type RollUpOptions = {
  /** The moment that decides which days are over. */
  readonly now?: Date
  /** No span is begun after this time. */
  readonly withinMs?: number
  /** Called after each span with how many were looked at, and how many there are for now. */
  readonly onProgress?: (done: number, total: number) => void
  /** Begins no other span once this is aborted. */
  readonly signal?: AbortSignal
}

const MOST_SPANS = 20_000

/**
 * Sums the days, months and years that are over and whose sums do not stand, newest first; each in a transaction of its
 * own, so that whatever stops it loses nothing. Several may run at once.
 *
 * @returns how many spans were summed
 */
export async function rollUpReports(sql: Sql, options: RollUpOptions = {}): Promise<number> {
  const { now = new Date(), withinMs = Number.POSITIVE_INFINITY, onProgress = () => {}, signal } = options
  const endsAt = performance.now() + withinMs
  let summed = 0
  const each = async <Span>(spans: readonly Span[], rollUp: (sql: Sql, span: Span) => Promise<boolean>) => {
    for (const [index, span] of spans.entries()) {
      if (performance.now() > endsAt || signal?.aborted === true) return
      if (await rollUp(sql, span)) summed += 1
      onProgress(index + 1, spans.length)
    }
  }
  await each(await findOutstandingMonths(sql, now, MOST_SPANS), rollUpMonth)
  await each(await findOutstandingYears(sql, MOST_SPANS), rollUpYear)
  return summed
}
