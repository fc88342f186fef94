import { periodBefore } from '../../rules/periods.ts'
import type { Actor } from '../platform/actor.ts'
import type { Queryable } from '../platform/database/connect.ts'
import { findStanding } from './query/find-standing.ts'
import { type Period, resolveScope, type ScopeInput } from './resolve-scope.ts'

type Standing<Query> = (sql: Queryable, actor: Actor, query: Query) => Promise<string | null>

const standOn =
  (daysOf: (period: Period) => Period): Standing<ScopeInput> =>
  async (sql, actor, input) => {
    const { period, scope, today } = await resolveScope(sql, actor, input)
    // Where the last day is not over, there is nothing to look for.
    return period.date_to < today ? findStanding(sql, scope.storeIds, daysOf(period)) : null
  }

/** What a report of one period stands on, when all of its days are over and summed. */
export const standOnPeriod = standOn((period) => period)

/** The same for a report that sets its period beside the one before, which ends where it begins. */
export const standOnBoth = standOn((period) => ({
  date_from: periodBefore(period).period.date_from,
  date_to: period.date_to,
}))

/** Who people are changes without a ticket, and is nothing to be kept: their reports are read anew. */
const PEOPLE: readonly unknown[] = ['customer', 'cashier']
/** Where they begin is a setting. */
const FISCAL: readonly unknown[] = ['fiscal_year', 'fiscal_quarter']

/** What must be read anew although its days are over: by what no ticket tells of. */
export const isReadAnew = ({ group_by: groupBy }: { readonly group_by?: unknown }): boolean =>
  PEOPLE.includes(groupBy) || FISCAL.includes(groupBy)
