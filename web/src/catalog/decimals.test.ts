import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeByPercent, type Rounding, shownDecimal, typedDecimal } from './decimals.ts'

test('numbers are read as people of both languages type them', () => {
  const typed = {
    '12,50': '12.50',
    '1 234,5 $': '1234.5',
    '$1,234.50': '1234.50',
    '29.99': '29.99',
    '': '',
    abc: 'abc',
  }
  for (const [text, decimal] of Object.entries(typed)) assert.equal(typedDecimal(text, 'fr'), decimal, text)
  assert.equal(typedDecimal('$1,299', 'en'), '1299')
  assert.equal(typedDecimal('12,50', 'en'), '12,50')
  assert.equal(shownDecimal('12.50', 'fr'), '12,50')
  assert.equal(shownDecimal('12.50', 'en'), '12.50')
  assert.equal(shownDecimal(null, 'fr'), '')
})

test('prices change by a percentage, to the cent, to five cents or to what ends by 99', () => {
  const table: [string, string, Rounding, string | null][] = [
    ['10.00', '5', 'cent', '10.50'],
    ['9.99', '5', 'cent', '10.49'],
    ['9.99', '-10', 'cent', '8.99'],
    ['9.99', '2.5', 'five', '10.25'],
    ['9.99', '-10', 'ninety_nine', '8.99'],
    ['10.00', '10', 'ninety_nine', '10.99'],
    ['10.00', '4', 'ninety_nine', '9.99'],
    ['0.40', '5', 'ninety_nine', '0.99'],
    ['0.00', '5', 'ninety_nine', '0.00'],
    ['12.345', '0', 'cent', '12.35'],
    ['10.00', '-100', 'cent', '0.00'],
    ['10.00', '-101', 'cent', null],
    ['10.00', 'x', 'cent', null],
  ]
  for (const [price, percent, rounding, expected] of table)
    assert.equal(changeByPercent(price, percent, rounding), expected, `${price} ${percent} ${rounding}`)
})
