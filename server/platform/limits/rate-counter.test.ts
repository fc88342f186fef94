import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RateCounter } from './rate-counter.ts'

const MINUTE_MS = 60_000

/** A counter of ten a minute, and the clock that it reads. */
function counterOfTen() {
  const clock = { nowMs: 100 * MINUTE_MS }
  const counter = new RateCounter({ policy: 'user', quota: 10 }, () => clock.nowMs)
  const take = (times: number) => Array.from({ length: times }, () => counter.take('ann'))
  return { clock, counter, take }
}

const allowed = (taken: readonly { isAllowed: boolean }[]): number => taken.filter(({ isAllowed }) => isAllowed).length

test('a subject may do so much in a minute, and is told what is left', () => {
  const { clock, counter, take } = counterOfTen()
  clock.nowMs += 18_000
  assert.deepEqual(take(3), [
    { isAllowed: true, remaining: 9, seconds: 42 },
    { isAllowed: true, remaining: 8, seconds: 42 },
    { isAllowed: true, remaining: 7, seconds: 42 },
  ])
  assert.equal(allowed(take(20)), 7)
  assert.equal(counter.take('bob').isAllowed, true)
})

test('whoever comes back when told so passes, and not a second before', () => {
  for (const elapsedMs of [0, 18_000, 59_000]) {
    for (const wanted of [10, 25]) {
      const { clock, take } = counterOfTen()
      clock.nowMs += elapsedMs
      const refused = take(wanted + 1).at(-1)
      assert.equal(refused?.isAllowed, false)
      clock.nowMs += ((refused?.seconds ?? 0) - 1) * 1000
      assert.equal(allowed(take(1)), 0, `${elapsedMs}, early`)
      clock.nowMs += 1000
      assert.equal(allowed(take(1)), 1, `${elapsedMs}, in time`)
    }
  }
})

test('a minute slides: nobody does twice as much around the turn of one', () => {
  const { clock, take } = counterOfTen()
  clock.nowMs += 59_000
  assert.equal(allowed(take(10)), 10)
  clock.nowMs += 2_000
  assert.equal(allowed(take(10)), 0)
  clock.nowMs += 29_000
  // Half of the minute before has passed.
  assert.equal(allowed(take(10)), 5)
  clock.nowMs += 5 * MINUTE_MS
  assert.equal(allowed(take(20)), 10)
})

test('what other instances have counted counts', () => {
  const { counter, take } = counterOfTen()
  take(2)
  const [count] = counter.untold().counts
  assert.ok(count !== undefined)
  count.pending -= 2
  count.known = 8
  assert.equal(allowed(take(5)), 2)
  assert.deepEqual(
    counter.untold().counts.map(({ pending }) => pending),
    [2],
  )
})

test('what is given back is free again, also to the other instances', () => {
  const { counter, take } = counterOfTen()
  take(10)
  const [count] = counter.untold().counts
  assert.ok(count !== undefined)
  Object.assign(count, { known: 10, pending: 0 })
  counter.giveBack('ann')
  assert.deepEqual(
    counter.untold().counts.map(({ pending }) => pending),
    [-1],
  )
  assert.equal(allowed(take(3)), 1)
  counter.giveBack('nobody')
  assert.equal(counter.untold().counts.length, 0)
})

test('a flood of subjects takes no more memory than so much, and is left to shedding', () => {
  const { counter } = counterOfTen()
  for (let subject = 0; subject < 100_000; subject += 1) counter.take(`s${subject}`)
  assert.equal(counter.untold().counts.length, 100_000)
  for (let time = 0; time < 20; time += 1) assert.equal(counter.take('one more').isAllowed, true)
  assert.equal(counter.untold().counts.length, 100_000)
  for (let time = 0; time < 9; time += 1) assert.equal(counter.take('s1').isAllowed, true)
  assert.equal(counter.take('s1').isAllowed, false)
})
