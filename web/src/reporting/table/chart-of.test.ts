import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chartOf } from './chart-of.ts'
import type { CustomRow, NamedDimension } from './custom-answer.ts'

const DAY: NamedDimension = { name: 'day', label: 'Jour', is_ordered: true }
const STORE: NamedDimension = { name: 'store', label: 'Magasin', is_ordered: false }
const METHOD: NamedDimension = { name: 'payment_method', label: 'Mode', is_ordered: false }
const WORDS = { now: 'Maintenant', before: 'Avant' }

const row = (keys: CustomRow['keys'], net: string, previous?: string): CustomRow => ({
  keys,
  labels: Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, `${key}`])),
  net,
  ...(previous !== undefined && { previous: { net: previous } }),
  tickets_url: '',
})

test('days are drawn from left to right however they are sorted, beside those compared', () => {
  const rows = [row({ day: '2026-10-02' }, '5.00', '4.00'), row({ day: '2026-10-01' }, '3.00', '2.00')]
  const chart = chartOf({ rows }, [DAY], 'net', WORDS)
  assert.equal(chart?.form, 'bars')
  assert.deepEqual(chart?.categories, ['2026-10-01', '2026-10-02'])
  assert.deepEqual(chart?.series, [
    { label: 'Maintenant', values: ['3.00', '5.00'] },
    { label: 'Avant', values: ['2.00', '4.00'], isBefore: true },
  ])
})

test('many days are a line, names are rows and only the first', () => {
  const days = Array.from({ length: 60 }, (_, index) => row({ day: `day ${index + 100}` }, '1.00'))
  assert.equal(chartOf({ rows: days }, [DAY], 'net', WORDS)?.form, 'lines')
  const stores = Array.from({ length: 20 }, (_, index) => row({ store: index }, '1.00'))
  const chart = chartOf({ rows: stores }, [STORE], 'net', WORDS)
  assert.equal(chart?.form, 'rows')
  assert.equal(chart?.categories.length, 15)
})

test('of two dimensions the second is a series each, where there are few', () => {
  const rows = [
    row({ day: '2026-10-01', payment_method: 'card' }, '1.00'),
    row({ day: '2026-10-02', payment_method: 'card' }, '2.00'),
    row({ day: '2026-10-02', payment_method: 'cash' }, '3.00'),
  ]
  assert.deepEqual(chartOf({ rows }, [DAY, METHOD], 'net', WORDS)?.series, [
    { label: 'card', values: ['1.00', '2.00'] },
    { label: 'cash', values: [null, '3.00'] },
  ])
  const stores = Array.from({ length: 7 }, (_, index) => row({ day: '2026-10-01', store: index }, '1.00'))
  assert.equal(chartOf({ rows: stores }, [DAY, STORE], 'net', WORDS), null)
})

test('nothing is drawn of one row, of no dimension and of three', () => {
  const rows = [row({ day: '2026-10-01' }, '1.00')]
  assert.equal(chartOf({ rows }, [DAY], 'net', WORDS), null)
  assert.equal(chartOf({ rows: [...rows, ...rows] }, [], 'net', WORDS), null)
  assert.equal(chartOf({ rows: [...rows, ...rows] }, [DAY, STORE, METHOD], 'net', WORDS), null)
})
