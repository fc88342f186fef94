import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findDifferences } from './differences.ts'

test('a change tells what differs, with both values', () => {
  assert.deepEqual(findDifferences({ name: 'Pomme', price: '1.00' }, { name: 'Poire', price: '1.00' }), [
    { path: 'name', kind: 'changed', before: 'Pomme', after: 'Poire' },
  ])
})

test('a new record tells what it holds, a deleted one what it held', () => {
  assert.deepEqual(findDifferences(null, { name: 'Pomme', note: null }), [
    { path: 'name', kind: 'added', before: null, after: 'Pomme' },
  ])
  assert.deepEqual(findDifferences({ is_active: false }, null), [
    { path: 'is_active', kind: 'removed', before: 'false', after: null },
  ])
})

test('what stands inside is told by its way, lists of plain values as a whole', () => {
  const before = { address: { city: 'Laval' }, roles: ['manager', 'cashier'], lines: [{ sku: 'A' }] }
  const after = { address: { city: 'Québec' }, roles: ['cashier', 'manager'], lines: [{ sku: 'B' }] }
  assert.deepEqual(
    findDifferences(before, after).map(({ path, before: old, after: now }) => [path, old, now]),
    [
      ['address.city', 'Laval', 'Québec'],
      ['lines.1.sku', 'A', 'B'],
    ],
  )
})
