import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { choose, countOf, edit, isMuch, isReadable, isWhole, linesOf, WHOLE_ORDER } from './order.ts'

const proposals = [
  { variant_id: 1, quantity: '12' },
  { variant_id: 2, quantity: '24' },
  { variant_id: 3, quantity: '0' },
]

describe('an order made of proposals', () => {
  test('is whole until something is changed', () => {
    assert.ok(isWhole(WHOLE_ORDER))
    assert.ok(!isWhole(edit(WHOLE_ORDER, 1, '6', '12')))
    assert.ok(isWhole(edit(edit(WHOLE_ORDER, 1, '6', '12'), 1, '12', '12')))
  })

  test('leaves out what is not chosen of a page, and nothing of other pages', () => {
    const order = choose(choose(WHOLE_ORDER, [1, 2], new Set([2])), [3], new Set([3]))
    assert.deepEqual([...order.left], [1])
    assert.deepEqual([...choose(order, [1], new Set([1])).left], [])
  })

  test('asks for what is proposed or typed, and for nothing where that is none', () => {
    assert.deepEqual(linesOf(WHOLE_ORDER, proposals), proposals.slice(0, 2))
    const order = edit(edit(WHOLE_ORDER, 2, '0', '24'), 3, '1,5', '0')
    assert.deepEqual(linesOf(order, proposals), [
      { variant_id: 1, quantity: '12' },
      { variant_id: 3, quantity: '1.5' },
    ])
  })

  test('cannot be sent with what is no quantity, unless it stays behind', () => {
    const order = edit(WHOLE_ORDER, 1, 'x', '12')
    assert.ok(!isReadable(order))
    assert.ok(isReadable(choose(order, [1], new Set())))
  })

  test('knows how many articles it asks for, and when that is more than one touch should', () => {
    assert.equal(countOf(WHOLE_ORDER, 178), 178)
    assert.equal(countOf(choose(WHOLE_ORDER, [1, 2], new Set([2])), 178), 177)
    assert.ok(isMuch(178) && !isMuch(3))
  })
})
