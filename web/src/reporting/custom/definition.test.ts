import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReportFields } from '../fields/use-fields.ts'
import {
  askable,
  cleanDefinition,
  isSame,
  moveUp,
  ofStore,
  readDefinition,
  readKey,
  sentencesAt,
  unknownParts,
  writeKey,
} from './definition.ts'

const NAMES = ['month', 'store', 'city', 'category'] as const
const FIELDS: ReportFields = {
  dimensions: NAMES.map((name) => ({ name, label: name, is_ordered: false, is_filter: name !== 'month' })),
  measures: ['net', 'tickets'].map((name) => ({
    name,
    label: name,
    meaning: '',
    unit: 'money' as const,
    is_additive: true,
  })),
  key_figures: [],
  stock_groupings: [],
  stock_measures: [],
}

test('what an address says is taken as far as it is known', () => {
  const definition = {
    dimensions: ['city', 'salesperson', 'month'],
    measures: ['profit', 'net'],
    filters: [
      { dimension: 'store', values: [1, 2] },
      { dimension: 'month', values: ['2026-10'] },
      { dimension: 'region', values: [] },
      'nonsense',
    ],
    compare: 'previous_year',
    limit: 5,
    colour: 'blue',
  }
  assert.deepEqual(cleanDefinition(definition, FIELDS), {
    dimensions: ['city', 'month'],
    measures: ['net'],
    filters: [{ dimension: 'store', values: [1, 2] }],
    compare: 'previous_year',
    limit: 5,
  })
})

test('what is nothing is a new report', () => {
  for (const text of [undefined, '', '{', '3', '[]', 'null']) {
    assert.deepEqual(readDefinition(text, FIELDS).dimensions, ['month'], text)
  }
  assert.deepEqual(readDefinition('{"dimensions":[],"measures":["profit"]}', FIELDS).measures, [
    'net',
    'tickets',
    'average_ticket',
  ])
})

test('an order by what is not shown any more is no order', () => {
  const sorted = { dimensions: ['city'], measures: ['net'], sort: '-net,city' }
  assert.equal(cleanDefinition(sorted, FIELDS).sort, '-net,city')
  assert.equal(cleanDefinition({ ...sorted, dimensions: [] }, FIELDS).sort, undefined)
})

test('a filter that waits for its values is not asked', () => {
  const definition = cleanDefinition(
    { dimensions: [], measures: ['net'], filters: [{ dimension: 'city', values: [] }] },
    FIELDS,
  )
  assert.equal(definition.filters?.length, 1)
  assert.equal(askable(definition).filters, undefined)
  assert.equal(isSame(definition, { measures: ['net'], dimensions: [] }), true)
  assert.equal(isSame(definition, { measures: ['net'], dimensions: ['city'] }), false)
})

test('a report without stores of its own follows the store chosen for everything', () => {
  const definition = cleanDefinition({ dimensions: [], measures: ['net'] }, FIELDS)
  assert.equal(ofStore(definition, 3).store_id, '3')
  assert.equal(ofStore(definition, null).store_id, undefined)
  assert.equal(ofStore({ ...definition, store_id: '1,2' }, 3).store_id, '1,2')
})

test('what is not known of a report is told by its part', () => {
  const definition = {
    dimensions: ['city', 'moon'],
    measures: ['net', 'love'],
    filters: [
      { dimension: 'store', values: [1] },
      { dimension: 'sun', values: [] },
    ],
  }
  assert.deepEqual(unknownParts(JSON.stringify(definition), FIELDS), [
    'dimensions=moon',
    'measures=love',
    'filters=sun',
  ])
  assert.deepEqual(unknownParts('{', FIELDS), ['definition'])
  assert.deepEqual(unknownParts('{"dimensions":["city"],"measures":["net"]}', FIELDS), [])
})

test('keys keep what they are', () => {
  for (const key of [3, '3', null, 'Montréal']) assert.equal(readKey(writeKey(key)), key)
})

test('a dimension moves one place to the front', () => {
  assert.deepEqual(moveUp(['month', 'store', 'city'], 2), ['month', 'city', 'store'])
  assert.deepEqual(moveUp(['month', 'store'], 0), ['month', 'store'])
})

test('sentences are found at the part that they are about', () => {
  const errors = { 'filters.0.values.1': ['Non.'], 'filters.01': ['Pas ici.'], dimensions: ['Trop.', 'Trop.'] }
  assert.equal(sentencesAt(errors, 'filters.0'), 'Non.')
  assert.equal(sentencesAt(errors, 'dimensions'), 'Trop.')
  assert.equal(sentencesAt(errors, 'measures'), undefined)
})
