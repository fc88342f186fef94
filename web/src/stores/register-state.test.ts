import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupByStore, type LiveRegister, stateOf } from './register-state.ts'

const NOW = Date.parse('2026-11-27T15:00:00Z')
const register = (input: Partial<LiveRegister>): LiveRegister => ({
  id: 1,
  name: 'Caisse 1',
  kind: 'till',
  store_id: 1,
  store_name: 'Plateau',
  state: 'open',
  session: null,
  device: null,
  last_sale: null,
  silent_since: '2026-11-27T14:59:00Z',
  ...input,
})

test('a register is open, silent for too long, closed, or needs no drawer', () => {
  assert.equal(stateOf(register({}), NOW), 'open')
  assert.equal(stateOf(register({ silent_since: '2026-11-27T14:40:00Z' }), NOW), 'silent')
  assert.equal(stateOf(register({ silent_since: null }), NOW), 'open')
  assert.equal(stateOf(register({ state: 'closed', silent_since: '2026-11-20T14:40:00Z' }), NOW), 'closed')
  assert.equal(stateOf(register({ state: null }), NOW), 'virtual')
})

test('registers stand in their stores', () => {
  const groups = groupByStore([register({}), register({ id: 2, store_id: 2 }), register({ id: 3 })])
  assert.deepEqual(
    [...groups].map(([storeId, registers]) => [storeId, registers.map(({ id }) => id)]),
    [
      [1, [1, 3]],
      [2, [2]],
    ],
  )
})
