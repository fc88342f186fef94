import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesSoFar, type Hour, hoursOver } from './so-far.ts'

const MONTREAL = 'America/Toronto'
const DAY = '2026-11-27'

test('an hour is over when it is over by the clock of every store', () => {
  assert.equal(hoursOver(DAY, [MONTREAL], new Date('2026-11-27T05:10:00Z')), 0)
  assert.equal(hoursOver(DAY, [MONTREAL], new Date('2026-11-27T10:00:00Z')), 5)
  assert.equal(hoursOver(DAY, [MONTREAL, 'Europe/Paris'], new Date('2026-11-27T19:59:00Z')), 14)
  // The day has begun in Paris only.
  assert.equal(hoursOver(DAY, ['Europe/Paris', MONTREAL], new Date('2026-11-27T01:00:00Z')), 0)
})

test('a day that is over by every clock is beside whole days', () => {
  assert.equal(hoursOver(DAY, [MONTREAL], new Date('2026-11-28T05:00:00Z')), null)
  assert.equal(hoursOver(DAY, [MONTREAL, 'Europe/Paris'], new Date('2026-11-28T04:00:00Z')), 23)
})

const figures = (revenue: string, tickets: number, units: string) => ({ revenue, tickets, units })
const HOURS: Hour[] = [
  { hour: 9, ...figures('0.10', 1, '1'), last_week: figures('0.10', 1, '1'), last_year: figures('0.00', 0, '0') },
  { hour: 10, ...figures('0.20', 1, '0.5'), last_week: figures('0.10', 1, '2'), last_year: figures('0.00', 0, '0') },
  // Under way: nothing of it counts on any side.
  { hour: 11, ...figures('9.00', 1, '1'), last_week: figures('99.00', 9, '9'), last_year: figures('5.00', 1, '1') },
]

test('only the hours that are over are compared, to the cent', () => {
  assert.deepEqual(changesSoFar(HOURS, 11, 'CAD'), {
    revenue: { last_week: '0.5000', last_year: null },
    tickets: { last_week: '0.0000', last_year: null },
    units: { last_week: '-0.5000', last_year: null },
    average_ticket: { last_week: '0.5000', last_year: null },
  })
})

test('before the first hour is over nothing has fallen', () => {
  for (const { last_week: week, last_year: year } of Object.values(changesSoFar(HOURS, 5, 'CAD'))) {
    assert.deepEqual([week, year], [null, null])
  }
})

test('hours without a ticket have no average ticket to compare', () => {
  const [first] = HOURS
  assert.ok(first)
  const empty = { ...first, ...figures('0.00', 0, '0') }
  const { revenue, average_ticket: average } = changesSoFar([empty], 10, 'CAD')
  assert.deepEqual([revenue.last_week, average.last_week], ['-1.0000', null])
})
