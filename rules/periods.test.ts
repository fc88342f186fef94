import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysOfPeriod, PERIOD_NAMES, type PeriodName } from './periods.ts'

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

test('a name means days of the calendar', () => {
  for (const name of PERIOD_NAMES) assert.deepEqual(daysOfPeriod(name, TODAY), period(DAYS[name]), name)
  assert.deepEqual(daysOfPeriod('last_quarter', '2026-02-10'), period('2025-10-01/2025-12-31'))
  assert.deepEqual(daysOfPeriod('last_month', '2024-03-31'), period('2024-02-01/2024-02-29'))
  assert.deepEqual(daysOfPeriod('this_week', '2026-11-29'), period('2026-11-23/2026-11-29'), 'a Sunday ends its week')
})
