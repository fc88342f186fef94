import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '../errors.ts'
import { normalizeInput } from './normalize-input.ts'

const pathsOf = (input: unknown): string[] => {
  try {
    normalizeInput(input)
    return []
  } catch (error) {
    if (error instanceof AppError) return Object.keys(error.fields)
    throw error
  }
}

test('a list or an object of any length that a schema allows passes', () => {
  const lines = Array.from({ length: 10_000 }, () => 1)
  assert.deepEqual(normalizeInput({ lines }), { lines })
})

test('a far longer one is blamed as a whole, and not looked into', () => {
  const numbers = Array.from({ length: 10_001 }, () => 'a\0')
  const names = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`name${index}`, 'a\0']))
  assert.deepEqual(pathsOf({ records: numbers }), ['records'])
  assert.deepEqual(pathsOf({ records: [names] }), ['records.0'])
})

test('a name that cannot be stored is blamed on the object that holds it', () => {
  for (const name of ['a\0', '\ud800', 'a\udc00b']) {
    assert.deepEqual(pathsOf({ mapping: { [name]: 'price' } }), ['mapping'])
    assert.deepEqual(pathsOf({ records: [{ kind: 'sale' }, { details: { [name]: 1 } }] }), ['records.1.details'])
  }
  assert.deepEqual(pathsOf({ mapping: { 'Prix « TTC » 🧾': 'price' } }), [])
})

test('what needs no change is not copied, and what does leaves the rest as it was', () => {
  const clean = { name: 'Thé', lines: [{ quantity: '1' }, { quantity: '2' }] }
  assert.equal(normalizeInput(clean), clean)
  const input = { name: 'Thé', lines: [{ quantity: '1' }, { note: 1, quantite: ' 2 ' }], last: null }
  const before = structuredClone(input)
  assert.deepEqual(normalizeInput(input), {
    name: 'Thé',
    lines: [{ quantity: '1' }, { note: 1, quantity: '2' }],
    last: null,
  })
  assert.deepEqual(input, before)
})

test('a field given under two of its names is blamed, in either order', () => {
  for (const names of [
    ['name', 'nom'],
    ['nom', 'name'],
    ['categorie_id', 'product_category_id'],
  ]) {
    const input = { lines: [{ first: 1, ...Object.fromEntries(names.map((name) => [name, 1])) }] }
    assert.deepEqual(pathsOf(input), [`lines.0.${names.includes('nom') ? 'name' : 'category_id'}`])
  }
})
