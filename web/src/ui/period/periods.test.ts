import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDay, nameOf, PERIOD_NAMES, type PeriodName, periodOf, shiftPeriod, todayOf } from './periods.ts'

/** A Friday. */
const TODAY = '2026-11-27'

const DAYS: Readonly<Record<PeriodName, string>> = {
  today: '2026-11-27/2026-11-27',
  yesterday: '2026-11-26/2026-11-26',
  this_week: '2026-11-23/2026-11-27',
  last_week: '2026-11-16/2026-11-22',
  this_month: '2026-11-01/2026-11-27',
  last_month: '2026-10-01/2026-10-31',
  last_30_days: '2026-10-29/2026-11-27',
  this_quarter: '2026-10-01/2026-11-27',
  last_quarter: '2026-07-01/2026-09-30',
  this_year: '2026-01-01/2026-11-27',
  last_year: '2025-01-01/2025-12-31',
  last_12_months: '2025-11-01/2026-10-31',
  since_last_year: '2025-01-01/2026-11-27',
}

const period = (text: string) => {
  const [date_from = '', date_to = ''] = text.split('/')
  return { date_from, date_to }
}

test('a name means days of today’s calendar', () => {
  for (const name of PERIOD_NAMES) assert.deepEqual(periodOf(name, TODAY), period(DAYS[name]), name)
  assert.deepEqual(periodOf('last_quarter', '2026-02-10'), period('2025-10-01/2025-12-31'))
  assert.deepEqual(periodOf('last_month', '2024-03-31'), period('2024-02-01/2024-02-29'))
  assert.deepEqual(periodOf('this_week', '2026-11-29'), period('2026-11-23/2026-11-29'), 'a Sunday ends its week')
})

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
