import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Variant } from '../../api/index.ts'
import {
  cellErrors,
  type Drafts,
  isTable,
  pasteCells,
  readBarcodes,
  readRow,
  SHEET_COLUMNS,
  shownCell,
  withActivity,
  withCell,
} from './variant-sheet.ts'

const variant = (id: number, fields: Partial<Variant> = {}): Variant => ({
  id,
  product_id: 1,
  name: `Variante ${id}`,
  sku: null,
  plu: null,
  price: '12.50',
  is_open_price: false,
  compare_at_price: null,
  cost: null,
  weight_grams: null,
  sold_by: 'unit',
  content_quantity: null,
  content_unit: null,
  is_active: true,
  position: id,
  barcodes: [],
  option_values: [],
  gallery: [],
  fees: [],
  external_id: null,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  ...fields,
})

const NONE: Drafts = new Map()

test('a cell that is typed back to what it was is no draft', () => {
  const one = variant(1)
  assert.equal(shownCell(one, 'price', 'fr'), '12,50')
  const typed = withCell(NONE, one, { column: 'price', text: '13,00' }, 'fr')
  assert.deepEqual(typed.get(1), { price: '13,00' })
  assert.equal(withCell(typed, one, { column: 'price', text: '12,50' }, 'fr').size, 0)
  assert.equal(withActivity(withActivity(NONE, one, false), one, true).size, 0)
})

test('a row is read as the API takes it', () => {
  const one = variant(1, { barcodes: [{ code: '12345678', type: 'internal' }] })
  assert.deepEqual(readRow(one, { price: '1 234,5', compare_at_price: '', sku: ' A-1 ' }), {
    id: 1,
    isBulk: true,
    change: { price: '1234.5', compare_at_price: null, sku: 'A-1' },
  })
  assert.deepEqual(readRow(one, { barcodes: '12345678, 4006381333931; RAYON-3', weight_grams: '250 g' }), {
    id: 1,
    isBulk: false,
    change: {
      barcodes: [
        { code: '12345678', type: 'internal' },
        { code: '4006381333931', type: 'gtin' },
        { code: 'RAYON-3', type: 'internal' },
      ],
      weight_grams: 250,
    },
  })
  assert.deepEqual(readRow(one, { weight_grams: 'lourd' }), { errors: ['weight_grams'] })
})

test('digits as long as a GTIN are one, whatever their check digit: the server says what is wrong', () => {
  assert.deepEqual(readBarcodes('4006381333932', []), [{ code: '4006381333932', type: 'gtin' }])
  assert.deepEqual(readBarcodes('', []), [])
})

test('cells of a spreadsheet fill the sheet from one cell on, and no further than it goes', () => {
  const rows = [variant(1), variant(2)]
  const given = { text: '10,00\t\t4,00\tA\n11,00\t\t5,00\tB\n12,00', columns: SHEET_COLUMNS, language: 'fr' } as const
  const drafts = pasteCells(NONE, rows, { row: 0, column: 'price' }, given)
  assert.deepEqual(drafts.get(1), { price: '10,00', cost: '4,00', sku: 'A' })
  assert.deepEqual(drafts.get(2), { price: '11,00', cost: '5,00', sku: 'B' })
  assert.equal(drafts.size, 2)
  assert.equal(isTable('10,00'), false)
  assert.equal(isTable('10,00\n'), false)
  assert.equal(isTable('10,00\n11,00'), true)
})

test('refusals stand at their cells', () => {
  assert.deepEqual(cellErrors({ price: ['Trop.'], 'barcodes.1': ['Clé fausse.'], 'other.thing': ['Non.'] }, 'Refusé'), {
    price: 'Trop.',
    barcodes: 'Clé fausse.',
    row: 'Non.',
  })
  assert.deepEqual(cellErrors({}, 'Refusé'), { row: 'Refusé' })
})
