import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accountLoginLimit } from './attempt-limits.ts'

test('an account is the same in capitals', () => {
  assert.equal(accountLoginLimit('Zoe@Example.COM').subject, accountLoginLimit('zoe@example.com').subject)
})
