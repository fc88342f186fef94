import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RecordRow } from '../database.ts'
import { readAnswers } from './read-answers.ts'

const records = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }) as RecordRow)

test('each record has its own answer; a fault of the server lets it wait on', () => {
  const outcomes = readAnswers(records, {
    data: [
      { id: 'A', status: 201 },
      { id: 'b', status: 200 },
      { id: 'c', status: 202, code: 'held_for_review', reason: 'device_revoked', message: 'Gardé.' },
      { id: 'd', status: 422, code: 'validation_failed', error: 'Validation échouée', errors: { total: ['Trop.'] } },
      { id: 'e', status: 500, code: 'internal_error' },
    ],
  })
  assert.deepEqual(
    outcomes?.map(({ state, code, reason }) => [state, code, reason]),
    [
      ['delivered', null, null],
      ['delivered', null, null],
      ['held', 'held_for_review', 'device_revoked'],
      ['refused', 'validation_failed', null],
      ['waiting', 'internal_error', null],
    ],
  )
  assert.equal(outcomes?.[3]?.message, 'Validation échouée\ntotal\u00a0: Trop.')
})

test('what is no answer to these records tells nothing of them', () => {
  const one = records.slice(0, 1)
  for (const body of [null, {}, { data: [] }, { data: [{ id: 'b', status: 201 }] }, { data: [null] }, { data: 'x' }]) {
    assert.equal(readAnswers(one, body), null, JSON.stringify(body))
  }
})
