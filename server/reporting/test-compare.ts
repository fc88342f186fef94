import assert from 'node:assert/strict'
import type { Tx } from '../platform/database/connect.ts'
import type { FactScope } from './build-fact-query.ts'
import { CALENDAR, dimensionOf, type GroupBy } from './dimensions.ts'
import type { FactName, Facts } from './measures.ts'
import { queryFacts } from './query-facts.ts'
import { type Ledger, recompute, type Sums } from './test-recompute.ts'

const NAMES = [
  'tickets',
  'units',
  'gross',
  'discounts',
  'returns',
  'net',
  'tax',
  'cost',
] as const satisfies readonly FactName[]

const ofFacts = (facts: Facts) => Object.fromEntries(NAMES.map((name) => [name, Number(facts[name])]))
const ofSums = (sums: Sums) =>
  Object.fromEntries(NAMES.map((name) => [name, name === 'tickets' ? sums.tickets.size : sums[name]]))

/** Compares the facts by a dimension with a recomputation from the rows of the same moment. */
export async function compareFacts(tx: Tx, ledger: Ledger, groupBy: GroupBy, scope: FactScope): Promise<void> {
  const about = `${groupBy} ${JSON.stringify(scope)}`
  const found = await queryFacts(tx, dimensionOf(groupBy, CALENDAR), NAMES, scope)
  const expected = recompute(ledger, groupBy, scope, 'monday')
  assert.deepEqual(
    found.map(({ currency }) => currency),
    [...expected.keys()].sort(),
    about,
  )
  for (const { currency, totals, groups } of found) {
    const block = expected.get(String(currency)) ?? assert.fail(about)
    assert.deepEqual(ofFacts(totals), ofSums(block.totals), about)
    const rows = new Map(groups.map(({ key, facts }) => [String(key), ofFacts(facts)]))
    const wanted = new Map([...block.rows].map(([key, sums]) => [String(key), ofSums(sums)]))
    assert.deepEqual(rows, wanted, about)
  }
}
