import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPath } from './drill.ts'
import { backTo, intoRow } from './into-row.ts'
import type { SalesView } from './sales-question.ts'

const view = (rest: Partial<SalesView>): SalesView => ({
  groupBy: 'month',
  path: [],
  compare: null,
  weekStart: 'monday',
  measure: 'net',
  ...rest,
})
const OCTOBER = {
  keys: { month: '2026-10' },
  labels: { month: 'octobre 2026' },
  tickets_url: '/api/v1/sales?date_from=2026-10-01&date_to=2026-10-31&store_ids=1',
}

test('a row opens what it is made of: its days, or a filter, and the next dimension', () => {
  const url = { period: 'this_year', group_by: 'month', sort: '-net', page: '2' }
  const into = intoRow(OCTOBER, view({}), url)
  assert.deepEqual(into, {
    period: 'this_year',
    group_by: 'day',
    path: 'month:2026-10@2026-10-01..2026-10-31',
  })
  const store = { keys: { store: null }, labels: {}, tickets_url: '/api/v1/sales' }
  const further = intoRow(store, view({ groupBy: 'store', path: readPath(into.path) }), into)
  assert.equal(further.path, 'month:2026-10@2026-10-01..2026-10-31,store:')
  assert.equal(further.group_by, 'category')
})

test('and the way back shows the rows that one came from', () => {
  const path = readPath('month:2026-10@2026-10-01..2026-10-31,store:3')
  const url = { group_by: 'category', path: 'x', compare: 'previous_year' }
  assert.deepEqual(backTo(0, view({ path }), url), { group_by: 'month', compare: 'previous_year' })
  assert.deepEqual(backTo(1, view({ path }), url), {
    group_by: 'store',
    compare: 'previous_year',
    path: 'month:2026-10@2026-10-01..2026-10-31',
  })
})
