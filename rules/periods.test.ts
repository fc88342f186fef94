import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysOfPeriod, PERIOD_NAMES, type PeriodName, periodBefore } from './periods.ts'

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

const BEFORE: Readonly<Record<PeriodName, string>> = {
  today: '2026-11-26/2026-11-26',
  yesterday: '2026-11-25/2026-11-25',
  this_week: '2026-11-18/2026-11-22',
  last_week: '2026-11-09/2026-11-15',
  this_month: '2026-10-01/2026-10-27',
  last_month: '2026-09-01/2026-09-30',
  last_30_days: '2026-09-29/2026-10-28',
  this_quarter: '2026-07-01/2026-08-27',
  last_quarter: '2026-04-01/2026-06-30',
  this_year: '2025-01-01/2025-11-27',
  last_year: '2024-01-01/2024-12-31',
  last_12_months: '2024-11-01/2025-10-31',
  since_last_year: '2023-02-05/2024-12-31',
}

test('a period is compared with the one before it, a calendar one with a calendar one', () => {
  for (const name of PERIOD_NAMES) {
    assert.deepEqual(periodBefore(daysOfPeriod(name, TODAY)).period, period(BEFORE[name]), name)
  }
})

test('months before are as long as they are', () => {
  for (const [days, before, months] of [
    ['2026-03-01/2026-03-31', '2026-02-01/2026-02-28', 1],
    ['2026-02-01/2026-02-28', '2026-01-01/2026-01-31', 1],
    // Until the 30th of a month that has 31 days, beside a shorter one.
    ['2026-03-01/2026-03-30', '2026-02-01/2026-02-28', 1],
    ['2026-01-01/2026-01-20', '2025-12-01/2025-12-20', 1],
    // On its last day a month of a quarter is over; the quarter is not.
    ['2026-10-01/2026-11-30', '2026-07-01/2026-08-31', 3],
    ['2024-01-01/2024-02-29', '2023-10-01/2023-11-30', 3],
    ['2026-01-01/2026-04-30', '2025-01-01/2025-04-30', 12],
    ['2026-05-01/2026-06-30', '2026-03-01/2026-04-30', 2],
    // The first of a month alone, a week that begins with it, days across months.
    ['2026-11-01/2026-11-01', '2026-10-31/2026-10-31', null],
    ['2026-06-01/2026-06-07', '2026-05-25/2026-05-31', null],
    ['2026-05-01/2026-06-15', '2026-03-16/2026-04-30', null],
    ['2026-11-03/2026-11-12', '2026-10-24/2026-11-02', null],
  ] as const) {
    assert.deepEqual(periodBefore(period(days)), { period: period(before), months }, days)
  }
})
