import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  allocate,
  currencyDecimals,
  divideRounded,
  formatDecimal,
  formatMoney,
  formatQuantity,
  formatRate,
  formatUnitPrice,
  parseDecimal,
} from './money.ts'

test('plain decimals are read exactly', () => {
  const table: [string | number, number, bigint][] = [
    ['29.99', 2, 2999n],
    ['-3', 2, -300n],
    ['-0.005', 3, -5n],
    [29.99, 2, 2999n],
    [0.1, 4, 1000n],
    [-0, 2, 0n],
    ['007', 2, 700n],
    ['1.500000', 2, 150n],
    ['0', 0, 0n],
    ['99999999999999999999.99', 2, 9999999999999999999999n],
  ]
  for (const [text, scale, value] of table) assert.equal(parseDecimal(text, scale), value, String(text))
})

test('what is no plain decimal is refused', () => {
  const texts = ['', ' 1', '1 ', '+1', '.5', '5.', '1,5', '1e3', '0x10', '1_000', '1 000', '--1', '29.991', 'NaN', '١']
  for (const text of texts) assert.equal(parseDecimal(text, 2), null, text)
  for (const value of [1e21, 1e-7, Number.NaN, Number.POSITIVE_INFINITY, 29.991]) {
    assert.equal(parseDecimal(value, 2), null, String(value))
  }
  assert.equal(parseDecimal('9'.repeat(65), 2), null)
})

test('decimals are written with as many zeros as asked', () => {
  assert.equal(formatDecimal(2999n, 2), '29.99')
  assert.equal(formatDecimal(-5n, 2), '-0.05')
  assert.equal(formatDecimal(1500n, 0), '1500')
  assert.equal(formatDecimal(25500n, 4, 2), '2.55')
  assert.equal(formatDecimal(25000n, 4, 2), '2.50')
  assert.equal(formatDecimal(25001n, 4, 2), '2.5001')
  assert.equal(formatDecimal(2000n, 3, 0), '2')
  assert.equal(formatDecimal(0n, 3, 0), '0')
})

test('halves go away from zero, whatever the signs', () => {
  assert.equal(divideRounded(5n, 2n), 3n)
  assert.equal(divideRounded(-5n, 2n), -3n)
  assert.equal(divideRounded(5n, -2n), -3n)
  assert.equal(divideRounded(-5n, -2n), 3n)
  assert.equal(divideRounded(4n, 3n), 1n)
  assert.throws(() => divideRounded(1n, 0n), RangeError)
})

test('allocation: ties, zero weights, nothing to allocate over', () => {
  assert.deepEqual(allocate(100n, [1n, 1n, 1n]), [34n, 33n, 33n])
  assert.deepEqual(allocate(-100n, [1n, 1n, 1n]), [-34n, -33n, -33n])
  assert.deepEqual(allocate(5n, [1n, 1n, 1n]), [2n, 2n, 1n])
  assert.deepEqual(allocate(1n, [0n, 3n, 7n]), [0n, 0n, 1n])
  assert.deepEqual(allocate(7n, [0n, 0n]), [7n, 0n])
  assert.deepEqual(allocate(7n, [-1n, -1n]), [4n, 3n])
  assert.deepEqual(allocate(0n, []), [])
  assert.throws(() => allocate(1n, []), RangeError)
})

test('currencies have the decimals of ISO 4217', () => {
  assert.deepEqual(
    ['CAD', 'EUR', 'JPY', 'KRW', 'XOF', 'TND', 'KWD', 'CLF', 'toString'].map(currencyDecimals),
    [2, 2, 0, 0, 0, 3, 3, 4, 2],
  )
})

test('amounts are typeset in each language', () => {
  const table: [bigint, string, string, string][] = [
    [2999n, 'CAD', '29,99\u00a0$', '$29.99'],
    [-123456789n, 'CAD', '-1\u00a0234\u00a0567,89\u00a0$', '-$1,234,567.89'],
    [100000n, 'EUR', '1\u00a0000,00\u00a0€', '€1,000.00'],
    [1500n, 'JPY', '1\u00a0500\u00a0¥', '¥1,500'],
    [1500n, 'XOF', '1\u00a0500\u00a0F\u00a0CFA', 'F\u00a0CFA\u00a01,500'],
    [1234n, 'TND', '1,234\u00a0TND', 'TND\u00a01.234'],
    [5n, 'USD', '0,05\u00a0$\u00a0US', 'US$0.05'],
  ]
  for (const [amount, currency, french, english] of table) {
    assert.equal(formatMoney(amount, currency, 'fr'), french)
    assert.equal(formatMoney(amount, currency, 'en'), english)
  }
})

test('unit prices, quantities and rates show the decimals that they need', () => {
  assert.equal(formatUnitPrice(25500n, 'CAD', 'fr'), '2,55\u00a0$')
  assert.equal(formatUnitPrice(8975n, 'CAD', 'en'), '$0.8975')
  assert.equal(formatUnitPrice(12000000n, 'JPY', 'en'), '¥1,200')
  assert.equal(formatQuantity(345n, 'fr'), '0,345')
  assert.equal(formatQuantity(-2000n, 'en'), '-2')
  assert.equal(formatRate(99750, 'fr'), '9,975\u00a0%')
  assert.equal(formatRate(50000n, 'en'), '5%')
})
