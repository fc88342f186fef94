import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pointsBetween } from './points-between.ts'

test('points are the difference of two rates as they are shown', () => {
  // 0,5 % beside 0,4 %.
  assert.equal(pointsBetween('0.0045', '0.0038'), 0.1)
  assert.equal(pointsBetween('0.4012', '0.4256'), -2.5)
  // −0,5 % beside 0,5 %: halves go away from zero on both sides.
  assert.equal(pointsBetween('-0.0045', '0.0045'), -1)
  assert.equal(pointsBetween('0.3', '0.2'), 10)
  assert.equal(pointsBetween('0.45011', '0.45014'), 0)
})

test('there are none where one of the rates is missing', () => {
  assert.equal(pointsBetween(null, '0.1'), null)
  assert.equal(pointsBetween('0.1', undefined), null)
})
