import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDetails } from './read-details.ts'

test('the amounts of a receipt that says another total', () => {
  const facts = readDetails({
    register_id: 2,
    series: 3,
    number: 14,
    computed: { total: '34.48', taxes: [] },
    stated: { total: '34.40', taxes: [] },
  })
  assert.deepEqual(
    [facts.registerId, facts.series, facts.number, facts.computed, facts.stated],
    [2, '3', '14', '34.48', '34.40'],
  )
})

test('lines that were sold at another price, returned too often or discounted too far', () => {
  const { lines } = readDetails({
    lines: [
      { line: 1, article: 'Théière', unit_price: '25.00', price: '29.99' },
      { sale_line: 2, name: 'Bol', beyond: '1' },
      { line: 3, percent: '25' },
    ],
  })
  assert.deepEqual(
    lines.map(({ line, article, sold, asked, beyond, percent }) => [line, article, sold, asked, beyond, percent]),
    [
      ['1', 'Théière', '25.00', '29.99', null, null],
      ['2', 'Bol', null, null, '1', null],
      ['3', '', null, null, null, '25'],
    ],
  )
})

test('what is not what it should be is nothing', () => {
  const facts = readDetails({ register_id: 'x', lines: 'none', stated: [1], computed: null })
  assert.deepEqual([facts.registerId, facts.lines, facts.stated, facts.computed], [null, [], null, null])
})
