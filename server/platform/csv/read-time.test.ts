import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DateOrder, dayOf, instantOf, isTimeZone, readClock, readTime } from './read-time.ts'

const times: readonly (readonly [given: string, order: DateOrder, zone: string, expected: string | null])[] = [
  ['2017-01-01', 'iso', 'America/Mexico_City', '2017-01-01T18:00:00.000Z'],
  ['20170101', 'iso', 'UTC', '2017-01-01T12:00:00.000Z'],
  ['2010-12-01 08:26:00', 'iso', 'Europe/London', '2010-12-01T08:26:00.000Z'],
  ['2011-07-01 08:26', 'iso', 'Europe/London', '2011-07-01T07:26:00.000Z'],
  ['2011/07/01 08:26:05.5', 'iso', 'UTC', '2011-07-01T08:26:05.500Z'],
  ['2026-11-20T14:03:11Z', 'iso', 'America/Toronto', '2026-11-20T14:03:11.000Z'],
  ['2026-11-20T14:03:11-05:00', 'iso', 'UTC', '2026-11-20T19:03:11.000Z'],
  ['2026-11-20 14:03 +0230', 'iso', 'UTC', '2026-11-20T11:33:00.000Z'],
  ['31/12/2017', 'iso', 'UTC', '2017-12-31T12:00:00.000Z'],
  ['12/31/2017', 'iso', 'UTC', '2017-12-31T12:00:00.000Z'],
  ['01/02/2017', 'iso', 'UTC', null],
  ['01/02/2017', 'dmy', 'UTC', '2017-02-01T12:00:00.000Z'],
  ['01.02.2017 14h05', 'dmy', 'UTC', '2017-02-01T14:05:00.000Z'],
  ['12/1/2010 8:26', 'mdy', 'UTC', '2010-12-01T08:26:00.000Z'],
  ['12/1/2010 12:26 AM', 'mdy', 'UTC', '2010-12-01T00:26:00.000Z'],
  ['12/1/2010 2:26 p.m.', 'mdy', 'UTC', '2010-12-01T14:26:00.000Z'],
  // The hour that does not exist is the one after it; the hour that comes twice is its first time.
  ['2025-03-09 02:30', 'iso', 'America/Toronto', '2025-03-09T07:30:00.000Z'],
  ['2025-11-02 01:30', 'iso', 'America/Toronto', '2025-11-02T05:30:00.000Z'],
  ['2025-02-29', 'iso', 'UTC', null],
  ['2025-13-01', 'iso', 'UTC', null],
  ['2025-01-01 25:00', 'iso', 'UTC', null],
  ['2025-01-01 13:00 PM', 'iso', 'UTC', null],
  ['2025-01-01 soir', 'iso', 'UTC', null],
  ['hier', 'iso', 'UTC', null],
  ['', 'iso', 'UTC', null],
]

for (const [given, order, zone, expected] of times) {
  test(`« ${given} » (${order}, ${zone}) is ${expected}`, () => {
    const time = readTime(given, order)
    assert.equal(time === null ? null : instantOf(time, zone), expected)
  })
}

test('a day is written with zeros', () => {
  const time = readTime('2025-3-9')
  assert.equal(time === null ? null : dayOf(time), '2025-03-09')
})

test('a time of day stands alone too', () => {
  assert.deepEqual([readClock('8:26'), readClock('14h05'), readClock('midi')], [30_360_000, 50_700_000, null])
})

test('time zones are those of the machine', () => {
  assert.deepEqual([isTimeZone('America/Toronto'), isTimeZone('Amérique/Lune')], [true, false])
})
