import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { temporaryFile } from '../../../test/harness/imports.ts'
import { text } from '../text.ts'
import { ImportRefused } from './import-refused.ts'
import { type ImportField, resolveMapping } from './mapping.ts'
import { readMappingFile } from './mapping-file.ts'

const label = text('Nom', 'Name')
const FIELDS: readonly ImportField[] = [
  { name: 'name', columns: ['Title', 'nom'], label, isRequired: true },
  { name: 'price', columns: ['Variant Price'], label },
  { name: 'currency', label },
]
const HEADER = ['Product_Name', 'Variant  price', 'Prix coûtant', 'Title']
const record = { line: 2, fields: ['Chaise', '12', '', 'Titre'] }

describe('a mapping', () => {
  test('finds columns by their known names, without regard to case, accents, blanks and underscores', () => {
    const mapping = resolveMapping(HEADER, FIELDS, { columns: {}, constants: {} })
    assert.equal(mapping.value(record, 'name'), 'Titre')
    assert.equal(mapping.value(record, 'price'), '12')
    assert.equal(mapping.has('currency'), false)
    assert.equal(mapping.value(record, 'currency'), '')
  })
  test('takes the columns that are named, by title or by place', () => {
    const named = resolveMapping(HEADER, FIELDS, { columns: { name: 'product name', price: '#2' }, constants: {} })
    assert.equal(named.value(record, 'name'), 'Chaise')
    assert.equal(named.value(record, 'price'), '12')
    assert.deepEqual(named.describe(), [
      { field: 'name', column: 'Product_Name' },
      { field: 'price', column: 'Variant  price' },
    ])
  })
  test('looks for no known name among the columns of which it was said what they are', () => {
    const choice = { columns: {}, constants: {}, settled: ['Title'] }
    assert.equal(resolveMapping(HEADER, FIELDS, { ...choice, settled: ['#2'] }).has('price'), false)
    assert.equal(resolveMapping(['Title', 'name'], FIELDS, choice).value({ line: 2, fields: ['A', 'B'] }, 'name'), 'B')
    assert.throws(() => resolveMapping(HEADER, FIELDS, { ...choice, settled: ['Titel'] }), /no column "Titel"/)
  })
  test('has constants, which also stand for empty cells', () => {
    const mapping = resolveMapping(HEADER, FIELDS, {
      columns: { price: 'Prix coutant' },
      constants: { price: '9', currency: 'USD' },
    })
    assert.equal(mapping.value(record, 'price'), '9')
    assert.equal(mapping.value(record, 'currency'), 'USD')
  })
  test('drops NUL, which PostgreSQL cannot keep', () => {
    const mapping = resolveMapping(['name'], FIELDS, { columns: {}, constants: {} })
    assert.equal(mapping.value({ line: 2, fields: ['a\0b'] }, 'name'), 'ab')
  })
  test('is refused for a field or a column that does not exist, or a required field that is missing', () => {
    const resolve = (header: string[], columns: Record<string, string>) => () =>
      resolveMapping(header, FIELDS, { columns, constants: {} })
    assert.throws(resolve(HEADER, { nme: 'Title' }), /no field "nme".*name, price, currency/)
    assert.throws(resolve(HEADER, { name: 'Titel' }), /no column "Titel".*Product_Name/)
    assert.throws(resolve(HEADER, { name: '#9' }), /no column "#9"/)
    assert.throws(
      resolve(['x'], {}),
      (error) =>
        error instanceof ImportRefused &&
        /column is missing for: name\. The file has the columns: x\.$/.test(error.text.en) &&
        /--map name=COLUMN/.test(error.hint?.en ?? ''),
    )
  })
})

describe('a mapping file', () => {
  const expected = { columns: { name: 'Product_Name', price: 'P' }, constants: { currency: 'USD' } }
  test('is JSON', async (t) => {
    const json = '\ufeff{"name": "Product_Name", "price": {"column": "P"}, "currency": {"value": "USD"}}'
    assert.deepEqual(await readMappingFile(temporaryFile(t, json)), expected)
  })
  test('or CSV', async (t) => {
    const csv = 'field,column,value\nname,Product_Name,\nprice,P\ncurrency,,USD\n'
    assert.deepEqual(await readMappingFile(temporaryFile(t, csv)), expected)
  })
  for (const content of ['{"name": 3}', '{"name": ', '{"name": {}}', 'field,column\nname\n']) {
    test(`is refused when it is ${JSON.stringify(content)}`, async (t) => {
      await assert.rejects(readMappingFile(temporaryFile(t, content)), /is not understood/)
    })
  }
  test('is refused when it is not there', () => assert.rejects(readMappingFile('/nowhere.json'), /There is no file/))
})
