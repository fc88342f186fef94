import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ELSEWHERE } from './open-store.ts'
import { otherRefusals } from './refusals.ts'

test('what no field of the form shows is said above it, once', () => {
  const refusals = { name: 'Un.', default_locale: 'Deux.', name_fr: 'Trois.', 'taxes.0.name_fr': 'Trois.' }
  assert.deepEqual(otherRefusals(refusals, ELSEWHERE), ['Deux.'])
  assert.deepEqual(otherRefusals(refusals, 'CA-QC'), ['Deux.', 'Trois.'])
  assert.deepEqual(otherRefusals({ currency: 'Quatre.', city: 'Cinq.' }, 'CA-QC'), ['Quatre.'])
  assert.deepEqual(otherRefusals({}, ELSEWHERE), [])
})
