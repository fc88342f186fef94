import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSilent, sortRegisters } from './register-order.ts'

const register = (name: string, rest: object = {}) => ({
  name,
  kind: 'till' as const,
  state: 'closed' as 'open' | 'closed' | null,
  store_name: 'Plateau',
  silent_since: null,
  ...rest,
})

test('open registers come first, and those without a drawer last', () => {
  const sorted = sortRegisters([
    { ...register('En ligne'), kind: 'virtual' as const, state: null },
    register('Caisse 10'),
    register('Caisse 2'),
    register('Caisse 3', { state: 'open' }),
    register('Caisse 1', { store_name: 'Rosemont', state: 'open' }),
  ])
  assert.deepEqual(
    sorted.map(({ name }) => name),
    ['Caisse 3', 'Caisse 1', 'Caisse 2', 'Caisse 10', 'En ligne'],
  )
})

test('only an open register can be silent', () => {
  const now = new Date('2026-11-27T15:00:00Z')
  const since = (silent_since: string | null, state: 'open' | 'closed') => register('Caisse 1', { silent_since, state })
  assert.equal(isSilent(since('2026-11-27T14:29:00Z', 'open'), now), true)
  assert.equal(isSilent(since('2026-11-27T14:31:00Z', 'open'), now), false)
  assert.equal(isSilent(since('2026-11-20T14:31:00Z', 'closed'), now), false)
  assert.equal(isSilent(since(null, 'open'), now), false)
})
