import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTyped } from './decimals.ts'
import { groupArticles, readMultiplied } from './group-articles.ts'
import { sellOne, soldByCode } from './sell-by-code.ts'
import { testArticle } from './testing/scene.ts'

const CHEESE = testArticle({ price: '24.90', sold_by: 'weight' })
const match = (given: { quantity?: string; price?: string }) => ({
  article: CHEESE,
  by: 'label' as const,
  quantity: given.quantity ?? null,
  price: given.price ?? null,
})

test('a label’s weight is the quantity', () => {
  const sold = soldByCode(match({ quantity: '0.312' }), '24.90', 'EUR')
  assert.deepEqual([sold?.quantity, sold?.unitPrice, sold?.isFromLabel], ['0.312', '24.90', true])
})

test('a label’s price is what is paid, to the cent', () => {
  const sold = soldByCode(match({ price: '7.77' }), '24.90', 'EUR')
  assert.deepEqual([sold?.quantity, sold?.unitPrice], ['0.312', '24.90'])
})

test('what has neither weight nor price is asked for', () => {
  assert.equal(sellOne(CHEESE, '24.90'), null)
  assert.equal(sellOne(testArticle({ price: null, is_open_price: true }), null), null)
})

test('numbers are read as people type them', () => {
  assert.equal(readTyped('12,5', 2), '12.50')
  assert.equal(readTyped('1 234.56', 2), '1234.56')
  assert.equal(readTyped('0,312', 3), '0.312')
  assert.equal(readTyped('', 2), null)
  assert.equal(readTyped('1,234', 2), null)
})

test('a star multiplies what follows it', () => {
  assert.deepEqual(readMultiplied('3*café'), { quantity: '3', text: 'café' })
  assert.deepEqual(readMultiplied('2,5 x '), { quantity: '2.5', text: '' })
  assert.deepEqual(readMultiplied('café'), { quantity: null, text: 'café' })
})

test('sisters stand on one tile, in their order', () => {
  const [first, other, second] = [
    testArticle({ price: '1', product_id: 9001, position: 2, product_name: 'Thé' }),
    testArticle({ price: '1', product_id: 9002 }),
    testArticle({ price: '1', product_id: 9001, position: 1, product_name: 'Thé' }),
  ]
  const groups = groupArticles([first, other, second])
  assert.deepEqual(
    groups.map(({ name, articles }) => [name, articles.map(({ id }) => id)]),
    [
      ['Thé', [second.id, first.id]],
      [other.name, [other.id]],
    ],
  )
})
