import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeRequestKeys } from './request-keys.ts'

test('what is sent again keeps its key, what is another or was done has another', () => {
  let made = 0
  const keys = makeRequestKeys(() => `key-${++made}`)
  assert.equal(keys.keyOf([7, { amount: '5' }]), 'key-1')
  assert.equal(keys.keyOf([7, { amount: '5' }]), 'key-1')
  assert.equal(keys.keyOf([7, { amount: '6' }]), 'key-2')
  assert.equal(keys.keyOf([8, { amount: '6' }]), 'key-3')
  keys.renew()
  assert.equal(keys.keyOf([8, { amount: '6' }]), 'key-4')
})
