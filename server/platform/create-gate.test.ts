import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGate } from './create-gate.ts'
import { AppError } from './errors.ts'

test('at most so many pieces of work run at once, in order, and one more than may wait is refused', async () => {
  const gate = createGate({ atOnce: 2, waiting: 2 })
  const started: number[] = []
  const ends: (() => void)[] = []
  const begin = (number: number) =>
    gate(() => {
      started.push(number)
      return new Promise<number>((resolve) => ends.push(() => resolve(number)))
    })
  const results = [begin(1), begin(2), begin(3), begin(4)]
  assert.deepEqual(started, [1, 2])
  await assert.rejects(begin(5), (error) => error instanceof AppError && error.status === 503)
  ends[1]?.()
  assert.equal(await results[1], 2)
  assert.deepEqual(started, [1, 2, 3])
  ends[0]?.()
  ends[2]?.()
  await Promise.all([results[0], results[2]])
  ends[3]?.()
  assert.deepEqual(await Promise.all(results), [1, 2, 3, 4])
})

test('work that fails gives its place to the next', async () => {
  const gate = createGate({ atOnce: 1, waiting: 5 })
  const failing = gate(() => Promise.reject(new Error('no')))
  const next = gate(async () => 'done')
  await assert.rejects(failing, /no/)
  assert.equal(await next, 'done')
  assert.equal(await gate(async () => 'again'), 'again')
})
