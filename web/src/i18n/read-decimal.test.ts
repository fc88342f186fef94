import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDecimal } from './read-decimal.ts'

test('in French the comma stands before the decimals', () => {
  const typed = {
    '1234,50': '1234.50',
    '1 234,50': '1234.50',
    '1\u00a0234,50': '1234.50',
    '1\u202f234.50': '1234.50',
    '1,299': '1.299',
    '1,234.50': '1234.50',
    '-3,5': '-3.5',
    '1,2,3': '1.2,3',
    abc: 'abc',
  }
  for (const [text, decimal] of Object.entries(typed)) assert.equal(readDecimal(text, 'fr'), decimal, text)
})

test('in English it stands between thousands, and nowhere else', () => {
  const typed = {
    '1,299': '1299',
    '1,299.95': '1299.95',
    '-12,345,678.9': '-12345678.9',
    '+1,000': '+1000',
    '1234.50': '1234.50',
    '1 234.50': '1234.50',
    '12,50': '12,50',
    '1,5': '1,5',
    '1234,567': '1234,567',
    '1,23,456': '1,23,456',
    abc: 'abc',
  }
  for (const [text, decimal] of Object.entries(typed)) assert.equal(readDecimal(text, 'en'), decimal, text)
})
