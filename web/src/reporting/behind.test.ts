import assert from 'node:assert/strict'
import { test } from 'node:test'
import { behindOf, countedOf } from './behind.ts'

const TICKETS = '/api/v1/sales?date_from=2026-10-01&date_to=2026-10-31&store_ids=1'

test('an amount leads to all its tickets, a number of tickets to those it counts', () => {
  const search = { date_from: '2026-10-01', date_to: '2026-10-31', store_ids: '1' }
  assert.deepEqual(behindOf(TICKETS), { to: '/sales', search, permission: 'sales.view' })
  const counted = behindOf(countedOf(TICKETS) ?? '')
  assert.deepEqual(counted, { to: '/sales', search: { ...search, kind: 'sale' }, permission: 'sales.view' })
})

test('what has no tickets leads nowhere', () => {
  for (const none of [null, undefined, '']) assert.equal(countedOf(none), null)
})
