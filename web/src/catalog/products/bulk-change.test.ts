import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ListedProduct } from '../../api/index.ts'
import { priceRows, stepFor } from './bulk-change.ts'

const PRODUCT: ListedProduct = { id: 1, category_id: null, is_active: true, is_featured: false }

test('a product changes only where it differs, and knows the way back', () => {
  assert.deepEqual(stepFor(PRODUCT, { category_id: 4, is_active: true, is_featured: true }), {
    change: { category_id: 4, is_featured: true },
    back: { category_id: null, is_featured: false },
  })
  assert.equal(stepFor(PRODUCT, { is_active: true }), null)
})

test('every priced variant gets its new price, and keeps its old one for the undo', () => {
  const variants = [
    { id: 7, price: '10.00' },
    { id: 8, price: null },
    { id: 9, price: '0.00' },
  ] as ListedProduct['variants']
  assert.deepEqual(priceRows([{ id: 1, ...(variants && { variants }) }], { percent: '5', rounding: 'cent' }), {
    rows: [{ id: 7, price: '10.50' }],
    back: [{ id: 7, price: '10.00' }],
  })
})
