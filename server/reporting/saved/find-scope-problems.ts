import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { AppError } from '../../platform/errors.ts'
import { type Text, text } from '../../platform/text.ts'
import { comparedPeriod } from '../custom/compared-period.ts'
import type { CustomDefinition } from '../custom/custom-definition.ts'
import { askedStores, periodOf, readScopeStores, type ScopeInput, type ScopeStore } from '../resolve-scope.ts'

/** The stores that exist for somebody, deleted ones among them, since they keep their history. */
export const readActorStores = (sql: Queryable, actor: Actor) =>
  readScopeStores(sql, actor.storeIds === 'all' ? null : [...actor.storeIds])

/** What about days and stores keeps a reader, for whom these stores exist, from asking for a definition. */
export function findScopeProblems(
  { store_id: storeId, date_from: from, date_to: to, period, compare }: CustomDefinition,
  stores: readonly ScopeStore[],
): Record<string, Text> {
  const input: ScopeInput = {
    ...(from !== undefined && { date_from: from }),
    ...(to !== undefined && { date_to: to }),
    ...(period !== undefined && { period }),
    ...(storeId !== undefined && { store_id: String(storeId) }),
  }
  const asked = askedStores(input)
  const known = asked === null ? stores : stores.filter(({ id }) => asked.includes(id))
  const problems: Record<string, Text> = {}
  if (asked !== null && known.length < asked.length) {
    problems.store_id = text(
      'Ce rapport porte sur un magasin qui n’existe pas pour vous.',
      'This report is about a store that does not exist for you.',
    )
  }
  try {
    comparedPeriod(compare, periodOf(input, known))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    for (const [path, [sentence]] of Object.entries(error.fields)) if (sentence !== undefined) problems[path] = sentence
  }
  return problems
}
