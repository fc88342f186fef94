import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameOfPeriod, PERIODS, periodOf, todayIn } from './period.ts'

test('the usual periods, across the ends of months and years', () => {
  assert.deepEqual(periodOf('yesterday', '2026-03-01'), { from: '2026-02-28', to: '2026-02-28' })
  assert.deepEqual(periodOf('week', '2027-01-03'), { from: '2026-12-28', to: '2027-01-03' })
  assert.deepEqual(periodOf('month', '2026-11-27'), { from: '2026-11-01', to: '2026-11-27' })
  assert.deepEqual(periodOf('lastMonth', '2027-01-15'), { from: '2026-12-01', to: '2026-12-31' })
  assert.deepEqual(periodOf('lastMonth', '2028-03-31'), { from: '2028-02-01', to: '2028-02-29' })
})

test('a period is known again by its days', () => {
  for (const name of PERIODS) assert.equal(nameOfPeriod(periodOf(name, '2026-11-27'), '2026-11-27'), name)
  assert.equal(nameOfPeriod({ from: '2026-11-02', to: '2026-11-03' }, '2026-11-27'), null)
})

test('today is the day of the store’s clock', () => {
  const now = new Date('2026-11-27T03:30:00Z')
  assert.equal(todayIn('America/Toronto', now), '2026-11-26')
  assert.equal(todayIn('Europe/Paris', now), '2026-11-27')
})
