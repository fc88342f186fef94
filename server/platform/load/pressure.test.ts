import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LoadKind } from './load-kinds.ts'
import { Pressure, pressureOf } from './pressure.ts'

/** Under a delay that lasts. */
function pressed(delayMs: number): Pressure {
  const pressure = new Pressure()
  for (let sample = 0; sample < 5; sample += 1) pressure.observe(delayMs)
  return pressure
}

/** Of a hundred requests, how many are turned away. */
const turnedAway = (pressure: Pressure, kind: LoadKind): number =>
  Array.from({ length: 100 }, () => pressure.turnsAway(kind)).filter(Boolean).length

test('what can wait is turned away first, sales last', () => {
  const table: [delayMs: number, reports: number, reads: number, writes: number, sales: number][] = [
    [0, 0, 0, 0, 0],
    [149, 0, 0, 0, 0],
    [275, 50, 0, 0, 0],
    [400, 100, 0, 0, 0],
    [600, 100, 50, 0, 0],
    [800, 100, 100, 0, 0],
    [1_900, 100, 100, 50, 0],
    [2_999, 100, 100, 99, 0],
    [3_000, 100, 100, 100, 100],
    [60_000, 100, 100, 100, 100],
  ]
  for (const [delayMs, ...expected] of table) {
    const kinds = ['reports', 'reads', 'writes', 'sales'] as const
    const found = kinds.map((kind) => turnedAway(pressed(delayMs), kind))
    assert.deepEqual(found, expected, `${delayMs} ms`)
  }
})

test('many requests under way press as a delay does', () => {
  assert.deepEqual(
    [0, 4, 8, 16, 100, 1_000].map((crowd) => pressureOf(0, crowd)),
    [0, 0.25, 0.5, 0.75, 1, 1],
  )
  assert.equal(pressureOf(400, 4), 0.5)
  assert.equal(pressureOf(150, 16), 0.75)
})

test('the pressure grows with the delay, from 0 to 1', () => {
  const values = Array.from({ length: 400 }, (_, index) => pressureOf(index * 10))
  assert.deepEqual(
    values.toSorted((one, other) => one - other),
    values,
  )
  assert.equal(values[0], 0)
  assert.equal(values.at(-1), 1)
})

test('what lasts less than half a second presses on nobody', () => {
  const pressure = new Pressure()
  for (const delayMs of [0, 0, 5_000, 0, 4_000, 3_000, 600, 600, 0]) pressure.observe(delayMs)
  assert.equal(pressure.value, 0)
})

test('after the load the pressure falls within five seconds, and not at once', () => {
  const pressure = pressed(10_000)
  assert.equal(pressure.value, 1)
  pressure.observe(0)
  assert.ok(pressure.value > 0.9)
  // Ten samples a second.
  for (let sample = 0; sample < 50; sample += 1) pressure.observe(0)
  assert.equal(turnedAway(pressure, 'reports'), 0)
  assert.equal(pressure.value, 0)
})
