import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Product } from '../../api/index.ts'
import { countMissing, proposePattern } from './count-missing.ts'

const values = (...ids: number[]) => ids.map((id) => ({ id, value: String(id), position: 1 }))
const OPTIONS = [
  { id: 1, name: 'Taille', position: 1, values: values(1, 2, 3) },
  { id: 2, name: 'Couleur', position: 2, values: values(11, 12) },
]
const variantOf = (...ids: number[]) =>
  ({ option_values: ids.map((id) => ({ value_id: id })) }) as NonNullable<Product['variants']>[number]

test('combinations without a variant are counted, in whatever order a variant names its values', () => {
  assert.equal(countMissing({ options: OPTIONS, variants: [] }), 6)
  assert.equal(countMissing({ options: OPTIONS, variants: [variantOf(1, 11), variantOf(12, 1), variantOf()] }), 4)
  assert.equal(countMissing({ options: [], variants: [variantOf()] }), 0)
})

test('a pattern for SKUs is proposed from the name and the options', () => {
  assert.equal(proposePattern('Chandail à capuche', OPTIONS), 'CHAACAP-{Taille}-{Couleur}')
  assert.equal(proposePattern('Été', []), 'ETE')
})
