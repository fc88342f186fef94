import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TaxZone } from '../../api/index.ts'
import { addLine, dueOfOpenReturn, linesOfOpenReturn, lowerPrice, type OpenLine } from './open-return-amounts.ts'

const tax = (code: string, rate: string) => ({ code, rate, name: code, name_fr: code, name_en: code })

const QUEBEC: TaxZone = {
  code: 'QC',
  name: 'Québec',
  name_fr: 'Québec',
  name_en: 'Québec',
  prices_include_tax: false,
  cash_step: '0.05',
  taxes: [tax('TPS', '5'), tax('TVQ', '9.975')],
  classes: [
    { code: 'standard', tax_codes: ['TPS', 'TVQ'] },
    { code: 'books', tax_codes: ['TPS'] },
  ],
}
const place = { currency: 'CAD', pricesIncludeTax: false, zone: QUEBEC }

const line = (fields: Partial<OpenLine> = {}): OpenLine => ({
  variantId: 1,
  name: 'Théière',
  quantity: '1',
  lowest: '29.99',
  price: '29.99',
  taxClass: 'standard',
  isRestocked: true,
  ...fields,
})

test('what is due bears today’s taxes, and cash goes to five cents', () => {
  assert.equal(dueOfOpenReturn([line()], place, false), '34.48')
  assert.equal(dueOfOpenReturn([line()], place, true), '34.50')
  assert.equal(dueOfOpenReturn([line({ taxClass: 'books' })], place, false), '31.49')
})

test('nothing is due of what is not a quantity or a price', () => {
  for (const odd of [{ quantity: '' }, { quantity: '0' }, { price: 'x' }, { price: '-1' }]) {
    assert.equal(dueOfOpenReturn([line(odd)], place, false), null, JSON.stringify(odd))
  }
})

test('scanned twice, an article comes back twice', () => {
  assert.deepEqual(
    addLine([line({ quantity: '0.5' })], line()).map(({ quantity }) => quantity),
    ['1.5'],
  )
  assert.equal(addLine([line()], line({ variantId: 2 })).length, 2)
})

test('only another price than the lowest is said', () => {
  assert.equal(lowerPrice('12.00', '11.5'), '11.5')
  assert.equal(lowerPrice(null, '11.50'), '11.50')
  assert.equal(lowerPrice('10.00', null), '10.00')
  assert.deepEqual(linesOfOpenReturn([line(), line({ variantId: 2, price: '20.00', isRestocked: false })]), [
    { variant_id: 1, quantity: '1' },
    { variant_id: 2, quantity: '1', unit_price: '20.00', restock: false },
  ])
})
