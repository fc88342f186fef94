import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Customer } from '../../api/index.ts'
import { fieldsOf, inputOf } from './customer-fields.ts'
import { previewMerge } from './merge-preview.ts'

const customer = (fields: Partial<Customer>): Customer => ({
  id: 1,
  name: 'Zoé Roy',
  email: null,
  phone: null,
  address_line1: null,
  address_line2: null,
  city: null,
  region: null,
  postal_code: null,
  country: null,
  language: null,
  note: null,
  external_id: null,
  tax_exemption: null,
  credit: [],
  merged_into_id: null,
  created_at: '2026-11-20T14:03:11Z',
  updated_at: '2026-11-20T14:03:11Z',
  ...fields,
})

test('the record that stays takes what it did not know, and both credits', () => {
  const kept = customer({ phone: '514 555-0142', credit: [{ currency: 'CAD', balance: '10.00' }] })
  const merged = customer({
    name: 'Z. Roy',
    phone: '418 555-0199',
    email: 'zoe@example.com',
    city: 'Québec',
    tax_exemption: { certificate_number: 'EX-1', expires_on: null },
    credit: [
      { currency: 'CAD', balance: '2.50' },
      { currency: 'EUR', balance: '1.00' },
    ],
  })
  assert.deepEqual(
    previewMerge(kept, merged).map(({ field, value, isTaken }) => [field, value, isTaken]),
    [
      ['name', 'Zoé Roy', false],
      ['email', 'zoe@example.com', true],
      ['phone', '514 555-0142', false],
      ['address', 'Québec', true],
      ['exemption', 'EX-1', true],
      ['credit', '12.50 CAD', true],
      ['credit', '1.00 EUR', true],
    ],
  )
})

test('what a form leaves empty is nothing, and a certificate may have no end', () => {
  const input = inputOf({ ...fieldsOf(undefined), name: 'Zoé', phone: '  ', certificate_number: 'EX-1' })
  assert.equal(input.phone, null)
  assert.deepEqual(input.tax_exemption, { certificate_number: 'EX-1', expires_on: null })
  assert.equal(inputOf(fieldsOf(customer({}))).tax_exemption, null)
})
