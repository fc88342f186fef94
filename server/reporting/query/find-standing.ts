import { hash } from 'node:crypto'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Period } from '../resolve-scope.ts'
import { CHAIN, LEVELS } from '../rollups/levels.ts'
import { findMarks } from './find-cover.ts'
import { planCover } from './plan-cover.ts'

/**
 * What the sums of these days stand on: the very marks, each told apart from one that was made anew after a late ticket. As
 * long as this is the same, so is every sum of these days. null: some of them are not over, or not summed.
 *
 * @param storeIds null: all stores together, whose marks end with those of each
 */
export async function findStanding(
  sql: Queryable,
  storeIds: readonly number[] | null,
  period: Period,
): Promise<string | null> {
  const owners = storeIds ?? [CHAIN]
  const marks = await findMarks(sql, owners, period, LEVELS)
  if (owners.length === 0 || planCover(owners, marks, [period], LEVELS).live.length > 0) return null
  const names = marks.map((mark) => `${mark.store_id} ${mark.level} ${mark.first_day} ${mark.last_day} ${mark.made_by}`)
  return hash('sha256', names.sort().join('\n'), 'base64url')
}
