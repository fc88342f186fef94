import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toMoment, toWallTime } from './zoned-time.ts'

test('a time of the shop’s clock is a moment, in winter and in summer', () => {
  const table: [string, string, string][] = [
    ['2026-11-27T08:00', 'America/Toronto', '2026-11-27T13:00:00.000Z'],
    ['2026-07-01T08:00', 'America/Toronto', '2026-07-01T12:00:00.000Z'],
    ['2026-07-01T08:00', 'Europe/Paris', '2026-07-01T06:00:00.000Z'],
    ['2026-11-01T00:30', 'America/Toronto', '2026-11-01T04:30:00.000Z'],
    ['2026-11-01T03:00', 'America/Toronto', '2026-11-01T08:00:00.000Z'],
    // It happens twice; the first is in summer time.
    ['2026-11-01T01:30', 'America/Toronto', '2026-11-01T05:30:00.000Z'],
  ]
  for (const [wall, zone, moment] of table) {
    assert.equal(toMoment(wall, zone), moment, `${wall} ${zone}`)
    assert.equal(toWallTime(moment, zone), wall)
  }
  assert.equal(toMoment('', 'Europe/Paris'), null)
  assert.equal(toWallTime(null, 'Europe/Paris'), '')
})
