import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RollingMaximum } from './rolling-maximum.ts'

test('the greatest of the window is told, and forgotten when its time has passed', () => {
  let now = 1_000_000
  const greatest = new RollingMaximum(300, () => now)
  assert.equal(greatest.greatest(), 0)
  greatest.observe(40)
  now += 60_000
  greatest.observe(7)
  greatest.observe(3)
  assert.equal(greatest.greatest(), 40)
  now += 230_000
  assert.equal(greatest.greatest(), 40)
  now += 20_000
  assert.equal(greatest.greatest(), 7)
  now += 3_600_000
  assert.equal(greatest.greatest(), 0)
})
