import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawPassword } from './draw-password.ts'

test('a password has four groups of signs that are not mistaken, and is another each time', () => {
  const drawn = Array.from({ length: 50 }, drawPassword)
  for (const password of drawn) assert.match(password, /^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/)
  assert.equal(new Set(drawn).size, drawn.length)
})
