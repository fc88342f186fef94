import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LoadKind } from './load-kinds.ts'
import { Pressure, pressureOf } from './pressure.ts'

/** What delays were seen, one every so many milliseconds, ten times a second unless given. */
function observe(pressure: Pressure, delaysMs: readonly number[], everyMs = 100): Pressure {
  for (const [index, delayMs] of delaysMs.entries()) pressure.observe(index * everyMs, delayMs)
  return pressure
}

/** Under a delay that lasts. */
const pressed = (delayMs: number): Pressure => observe(new Pressure(), Array(5).fill(delayMs))

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
  assert.equal(observe(new Pressure(), [0, 0, 5_000, 0, 4_000, 3_000, 600, 600, 0]).value, 0)
  assert.equal(observe(new Pressure(), [5_000, 5_000, 5_000, 5_000]).value, 0)
  assert.equal(observe(new Pressure(), [5_000, 5_000, 5_000, 5_000, 5_000]).value, 1)
})

test('one that is so late that it sees little counts what it has seen', () => {
  assert.equal(observe(new Pressure(), [900, 900], 1_000).value, 0)
  assert.equal(observe(new Pressure(), [3_000, 3_000, 3_000], 1_000).value, 1)
  assert.equal(observe(new Pressure(), [3_000, 0, 3_000, 3_000], 1_000).value, 0)
})

test('after the load the pressure falls within five seconds, and not at once', () => {
  const pressure = pressed(10_000)
  assert.equal(pressure.value, 1)
  observe(pressure, [0])
  assert.ok(pressure.value > 0.9)
  observe(pressure, Array(50).fill(0))
  assert.equal(turnedAway(pressure, 'reports'), 0)
  assert.equal(pressure.value, 0)
})
