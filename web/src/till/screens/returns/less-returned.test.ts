import assert from 'node:assert/strict'
import { test } from 'node:test'
import { returnableOf } from '../../cart/take-back.ts'
import { saleOf } from '../../outbox/testing/tickets.ts'
import { lessReturned } from './less-returned.ts'

const [line] = saleOf({}).lines
assert.ok(line)
const bought = saleOf({ lines: [{ ...line, quantity: '3' }] })
const back = (quantity: string) =>
  saleOf({ kind: 'return', sale_id: bought.id, lines: [{ ...line, kind: 'return', quantity, sale_line: 1 }] })

/** The ticket as the server tells it, which has counted so many returns. */
const told = (...returns: string[]) =>
  returnableOf(bought, { returns: returns.map(back), account: [bought], storeName: 'A' })

test('a return that the server has not counted is not given a second time', () => {
  const left = (counted: string[], own: string[]) =>
    lessReturned(told(...counted), own.map(back)).lines.map(({ returnable }) => returnable)
  assert.deepEqual(left([], []), ['3'])
  assert.deepEqual(left([], ['-1']), ['2'])
  assert.deepEqual(left([], ['-1', '-2']), ['0'])
  // What came back elsewhere only the server knows; what it has counted of ours is not taken off again.
  assert.deepEqual(left(['-2'], []), ['1'])
  assert.deepEqual(left(['-1'], ['-1']), ['2'])
  assert.deepEqual(left(['-3'], ['-1']), ['0'])
})
