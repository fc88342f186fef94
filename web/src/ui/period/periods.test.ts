import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDay, nameOf, shiftPeriod, todayOf } from './periods.ts'

/** A Friday. */
const TODAY = '2026-11-27'

const period = (text: string) => {
  const [date_from = '', date_to = ''] = text.split('/')
  return { date_from, date_to }
}

test('days that a name means are called by it', () => {
  assert.equal(nameOf(period('2026-10-01/2026-10-31'), TODAY), 'last_month')
  assert.equal(nameOf(period('2026-10-01/2026-10-30'), TODAY), null)
})

test('whole months go to whole months, other days to as many days', () => {
  assert.deepEqual(shiftPeriod(period('2026-03-01/2026-03-31'), -1), period('2026-02-01/2026-02-28'))
  assert.deepEqual(shiftPeriod(period('2026-01-01/2026-12-31'), -1), period('2025-01-01/2025-12-31'))
  assert.deepEqual(shiftPeriod(period('2026-10-01/2026-12-31'), 1), period('2027-01-01/2027-03-31'))
  assert.deepEqual(shiftPeriod(period('2026-11-27/2026-11-27'), 1), period('2026-11-28/2026-11-28'))
  assert.deepEqual(shiftPeriod(period('2026-11-02/2026-11-08'), -1), period('2026-10-26/2026-11-01'))
})

test('what an address says is a day only where it is one', () => {
  assert.equal(isDay('2024-02-29'), true)
  for (const text of ['2026-02-30', '2026-2-3', 'hier', '', undefined]) assert.equal(isDay(text), false, text)
})

test('today is that of the reader', () => {
  assert.equal(todayOf(new Date(2026, 0, 5, 23, 59)), '2026-01-05')
})
