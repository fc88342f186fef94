import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addArticle, changeLine, lineError, removeLine } from './draft-lines.ts'

const tea = { variant_id: 1, product_name: 'Thé', variant_name: '', sku: 'THE', quantity: null }
const cheese = { variant_id: 2, product_name: 'Brie', variant_name: '', sku: null, quantity: '0.342' }

describe('lines that are written', () => {
  test('begin with one of an article, or what the scale’s label says', () => {
    assert.deepEqual(
      addArticle(addArticle([], tea), cheese).map(({ variant_id, quantity }) => [variant_id, quantity]),
      [
        [2, '0.342'],
        [1, '1'],
      ],
    )
  })

  test('count the same article again on its line, and bring it first', () => {
    const lines = addArticle(addArticle(addArticle([], tea), cheese), tea)
    assert.deepEqual(
      lines.map(({ variant_id, quantity }) => [variant_id, quantity]),
      [
        [1, '2'],
        [2, '0.342'],
      ],
    )
  })

  test('add to what was typed, and begin anew from what is no quantity', () => {
    const typed = changeLine(addArticle([], tea), 1, { quantity: '2,5' })
    assert.equal(addArticle(typed, tea)[0]?.quantity, '3.5')
    assert.equal(addArticle(changeLine(typed, 1, { quantity: 'x' }), tea)[0]?.quantity, '1')
  })

  test('are taken out one by one', () => {
    assert.deepEqual(removeLine(addArticle([], tea), 1), [])
  })

  test('know the server’s sentence about them', () => {
    assert.equal(lineError({ 'lines.1.quantity': 'Trop.' }, 1, 'quantity'), 'Trop.')
    assert.equal(lineError({}, 0, 'quantity'), undefined)
  })
})
