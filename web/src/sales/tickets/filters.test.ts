import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CHIPS, isReference, weekdayName } from './filters.ts'

test('what a scanner reads from a receipt is a reference; an article’s barcode is none', () => {
  for (const read of ['1-1-0-000001', ' 12-34-5-1000000\n']) assert.equal(isReference(read), true, read)
  for (const read of ['3009001319682', 'TH-01', '1-2-Z-000003', '']) assert.equal(isReference(read), false, read)
})

test('days of the week are named from Monday', () => {
  assert.equal(weekdayName('1', 'fr-CA'), 'lundi')
  assert.equal(weekdayName('7', 'en-CA'), 'Sunday')
})

test('the period is no chip', () => {
  assert.equal(CHIPS.includes('date_from'), false)
  assert.equal(CHIPS.includes('flag'), true)
})
