import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeBytes, splitDuration } from './figures.ts'

test('bytes are read in the unit that fits them', () => {
  assert.deepEqual(describeBytes(512), { value: 0.5, unit: 'kib' })
  assert.deepEqual(describeBytes(3 * 1024 * 1024), { value: 3, unit: 'mib' })
  assert.deepEqual(describeBytes(1.5 * 1024 ** 3), { value: 1.5, unit: 'gib' })
})

test('a duration has days, hours and minutes', () => {
  assert.deepEqual(splitDuration(59), { days: 0, hours: 0, minutes: 0 })
  assert.deepEqual(splitDuration(2 * 86_400 + 3 * 3600 + 240), { days: 2, hours: 3, minutes: 4 })
})
