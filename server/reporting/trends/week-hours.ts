import type { Queryable } from '../../platform/database/connect.ts'
import type { FactScope } from '../build-fact-query.ts'
import { HOUR_OF_WEEKDAY } from '../dimensions.ts'
import type { FactName, Facts } from '../measures.ts'
import { queryFacts } from '../query-facts.ts'

/** What was sold on a weekday (1 is Monday) in an hour. */
export type WeekHour = { readonly weekday: number; readonly hour: number; readonly facts: Facts }

/** The facts by weekday and hour, per currency. */
export async function queryWeekHours(
  sql: Queryable,
  facts: readonly FactName[],
  scope: FactScope,
): Promise<ReadonlyMap<string | null, readonly WeekHour[]>> {
  const found = await queryFacts(sql, HOUR_OF_WEEKDAY, facts, scope)
  return new Map(
    found.map(({ currency, groups }) => [
      currency,
      groups.map(({ key, facts: sums }) => ({
        weekday: Math.floor(Number(key) / 24),
        hour: Number(key) % 24,
        facts: sums,
      })),
    ]),
  )
}
