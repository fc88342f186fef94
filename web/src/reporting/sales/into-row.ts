import { daysOf } from '../behind.ts'
import type { ScopeState } from '../scope/report-scope.ts'
import type { CustomRow } from '../table/custom-answer.ts'
import { isTime, nextDimension, writePath } from './drill.ts'
import type { SalesView } from './sales-question.ts'

/** The address of what a row is made of. */
export function intoRow(row: CustomRow, { groupBy, path }: SalesView, url: ScopeState): Record<string, string> {
  const key = row.keys[groupBy]
  const step = {
    dimension: groupBy,
    key: key === null || key === undefined ? null : String(key),
    days: isTime(groupBy) ? daysOf(row.tickets_url) : null,
  }
  const steps = [...path, step]
  return without(url, { path: writePath(steps), group_by: nextDimension(steps) })
}

/** The address of a step of the path, or of its beginning. */
export function backTo(count: number, { path }: SalesView, url: ScopeState): Record<string, string> {
  const next = path[count]?.dimension
  return without(url, { path: writePath(path.slice(0, count)), ...(next !== undefined && { group_by: next }) })
}

/** Order and page belong to the rows that one leaves. */
function without(url: ScopeState, patch: ScopeState): Record<string, string> {
  const next: Record<string, string> = {}
  for (const [name, value] of Object.entries({ ...url, ...patch, sort: undefined, page: undefined })) {
    if (value !== undefined && value !== '') next[name] = value
  }
  return next
}
