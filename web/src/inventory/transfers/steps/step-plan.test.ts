import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  begin,
  deliveryOf,
  differenceOf,
  fillAll,
  isNothing,
  isReadable,
  isUnseen,
  linesOf,
  NOTHING_ENTERED,
  quantitiesOf,
  resume,
  scan,
  type,
} from './step-plan.ts'

const line = (variant_id: number, figures: object = {}) => ({
  variant_id,
  product_name: `Article ${variant_id}`,
  variant_name: '',
  sku: null,
  requested: '12',
  approved: null,
  picked: null,
  in_transit: '0',
  ...figures,
})
const article = (variant_id: number, quantity: string | null = null) => {
  const { product_name, variant_name, sku } = line(variant_id)
  return { variant_id, product_name, variant_name, sku, quantity }
}

describe('a step of a transfer', () => {
  test('begins as it was asked for when it decides, unseen when it counts', () => {
    const lines = [line(1, { approved: '10', in_transit: '8' })]
    assert.deepEqual(begin('approve', lines).typed, { 1: '12' })
    assert.deepEqual(begin('pick', lines).typed, { 1: '' })
    assert.deepEqual(begin('ship', lines).typed, { 1: '10' })
    assert.deepEqual(begin('receive', lines).typed, { 1: '' })
  })

  test('goes on where picking was left', () => {
    const lines = [line(1, { approved: '10', picked: '4' })]
    assert.deepEqual(begin('pick', lines).typed, { 1: '4' })
    assert.deepEqual(begin('ship', lines).typed, { 1: '4' })
  })

  test('is about what there is to do: nothing is prepared of what was not approved', () => {
    const lines = [line(1, { approved: '0' }), line(2, { approved: '3' })]
    assert.deepEqual(
      linesOf('pick', lines).map(({ variant_id }) => variant_id),
      [2],
    )
    assert.equal(linesOf('approve', lines).length, 2)
  })

  test('counts each scan, and refuses an article that is not on the transfer until goods arrive', () => {
    const lines = [line(1, { approved: '2', in_transit: '2' })]
    const picked = scan('pick', lines, begin('pick', lines), article(1))
    assert.deepEqual(picked?.typed, { 1: '1' })
    assert.equal(scan('pick', lines, begin('pick', lines), article(9)), null)
    const arrived = scan('receive', lines, begin('receive', lines), article(9, '0.5'))
    assert.deepEqual([arrived?.typed, arrived?.extras.length], [{ 1: '', 9: '0.5' }, 1])
    const again = arrived === null ? null : scan('receive', lines, arrived, article(9))
    assert.deepEqual([again?.typed[9], again?.extras.length], ['1.5', 1])
  })

  test('knows how far it is from what there should be', () => {
    const expected = line(1, { in_transit: '8' })
    const entered = type(begin('receive', [expected]), 1, '6,5')
    assert.equal(differenceOf('receive', expected, entered), '-1.5')
    assert.equal(differenceOf('receive', expected, type(entered, 1, 'x')), null)
  })

  test('is sent only when it can be read, and never below zero', () => {
    const entered = begin('approve', [line(1)])
    assert.ok(isReadable('approve', entered))
    assert.ok(!isReadable('approve', type(entered, 1, '')))
    assert.ok(!isReadable('approve', type(entered, 1, '-1')))
    assert.ok(isNothing(type(entered, 1, '0')))
  })

  test('says of no line that it is missing before somebody has looked at it', () => {
    const expected = line(1, { in_transit: '9' })
    const entered = begin('receive', [expected])
    assert.deepEqual([isUnseen('receive', entered.typed[1]), differenceOf('receive', expected, entered)], [true, null])
    assert.ok(isReadable('receive', entered) && isNothing(entered))
    assert.deepEqual(deliveryOf([expected], entered), [])
    assert.equal(differenceOf('receive', expected, type(entered, 1, '0')), '-9', 'none is an answer too')
    assert.ok(!isUnseen('approve', ''))
  })

  test('sends every line of a decision, and of a delivery what arrived, surplus said to be one', () => {
    const lines = [line(1, { in_transit: '8' }), line(2, { in_transit: '5' }), line(3, { in_transit: '4' })]
    assert.deepEqual(quantitiesOf('approve', lines, type(begin('approve', lines), 2, '0')), [
      { variant_id: 1, quantity: '12' },
      { variant_id: 2, quantity: '0' },
      { variant_id: 3, quantity: '12' },
    ])
    const entered = scan('receive', lines, type(type(begin('receive', lines), 1, '8'), 2, '6'), article(9))
    assert.deepEqual(entered && deliveryOf(lines, entered), [
      { variant_id: 1, quantity: '8' },
      { variant_id: 2, quantity: '6', surplus: true },
      { variant_id: 9, quantity: '1', surplus: true },
    ])
  })

  test('goes on with the lines as they are now', () => {
    const before = [line(1, { in_transit: '8' }), line(2, { in_transit: '5' })]
    const entered = scan('receive', before, type(begin('receive', before), 1, '6'), article(9)) ?? NOTHING_ENTERED
    const now = [line(1, { in_transit: '8' }), line(3, { in_transit: '4' })]
    assert.deepEqual(resume('receive', now, entered), { typed: { 1: '6', 3: '', 9: '1' }, extras: entered.extras })
    assert.deepEqual(resume('approve', [line(1), line(2)], NOTHING_ENTERED).typed, { 1: '12', 2: '12' })
    const listed = resume('receive', [...now, line(9, { in_transit: '2' })], entered)
    assert.deepEqual([listed.typed[9], listed.extras], ['1', []], 'an article that is listed by now is no extra one')
  })

  test('takes everything as it should be at once', () => {
    const lines = [line(1, { in_transit: '8' }), line(2, { in_transit: '5' })]
    assert.deepEqual(fillAll('receive', lines, begin('receive', lines)).typed, { 1: '8', 2: '5' })
  })
})
