import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moveTo, shorten, tonesOf, toPoint } from './chart-data.ts'

test('a decimal is drawn where it stands, and what is not there nowhere', () => {
  assert.deepEqual(['12.50', 3, '-0.01', null, undefined].map(toPoint), [12.5, 3, -0.01, null, null])
})

test('series have colours of their own, and those to compare with one that stands back', () => {
  const series = [{}, { isBefore: true }, {}, {}].map((rest, index) => ({ label: `${index}`, values: [], ...rest }))
  assert.deepEqual(tonesOf(series), ['--chart-1', '--chart-before', '--chart-2', '--chart-3'])
  assert.equal(tonesOf(Array.from({ length: 7 }, () => ({ label: '', values: [] })))[6], '--chart-1')
})

test('keys walk over the values and stay among them', () => {
  assert.equal(moveTo('ArrowRight', null, 3), 0)
  assert.equal(moveTo('ArrowRight', 2, 3), 2)
  assert.equal(moveTo('ArrowLeft', null, 3), 2)
  assert.equal(moveTo('ArrowLeft', 0, 3), 0)
  assert.equal(moveTo('End', 0, 3), 2)
  assert.equal(moveTo('a', 0, 3), null)
  assert.equal(moveTo('ArrowRight', null, 0), null)
})

test('a long name is cut where there is little place', () => {
  assert.equal(shorten('Café', 10), 'Café')
  assert.equal(shorten('Marché de Trois-Rivières', 10), 'Marché de…')
})
