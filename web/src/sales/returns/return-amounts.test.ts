import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LookUpSaleData } from '../../api/index.ts'
import {
  type Chosen,
  judgeRefunds,
  linesOfReturn,
  methodsOf,
  NOT_CHOSEN,
  proposeRefunds,
  stepQuantity,
  sumOfReturn,
} from './return-amounts.ts'

type Sold = LookUpSaleData['lines'][number]

const lineOf = (line: Partial<Sold>): Sold => ({
  line: 1,
  kind: 'sale',
  variant_id: 1,
  product_id: 1,
  sku: 'TH-01',
  name: 'Théière',
  quantity: '2',
  unit_price: '29.99',
  gross: '59.98',
  discount: '0.00',
  ticket_discount: '0.00',
  net: '59.98',
  tax_class: 'standard',
  taxes: [
    { code: 'TPS', amount: '3.00' },
    { code: 'TVQ', amount: '5.98' },
  ],
  tax: '8.98',
  total: '68.96',
  is_fee: false,
  fee_of: null,
  sale_line: null,
  returnable: '2',
  ...line,
})

const saleOf = (sale: Partial<LookUpSaleData>): LookUpSaleData => ({
  id: '0198f2c4-7a04-7000-8000-000000000001',
  reference: '1-1-0-000001',
  kind: 'sale',
  store_id: 1,
  store_name: 'Plateau',
  occurred_at: '2026-11-20T14:03:11Z',
  business_day: '2026-11-20',
  currency: 'CAD',
  prices_include_tax: false,
  has_customer: false,
  lines: [lineOf({})],
  subtotal: '59.98',
  discount_total: '0.00',
  taxes: [],
  tax_total: '8.98',
  total: '68.96',
  rounding: '-0.01',
  tenders: [{ method: 'cash', kept: '68.95', refunded: '0.00', refundable: '68.95' }],
  due_before: '0.00',
  cash_step: '0.05',
  ...sale,
})

const choose = (quantity: string, rest: Partial<Chosen[number]> = {}) => ({ ...NOT_CHOSEN, quantity, ...rest })

test('a line gives back its share, tax included, and in cash what the coins allow', () => {
  const sale = saleOf({})
  const due = sumOfReturn(sale, { 1: choose('1') })
  // 29.99 + 1.50 + 2.99
  assert.equal(due, 3448n)
  assert.deepEqual(proposeRefunds(sale, due), [{ method: 'cash', amount: 3450n }])
  assert.equal(judgeRefunds(sale, due, [{ method: 'cash', amount: 3448n }]).isExact, false)
  assert.equal(judgeRefunds(sale, due, [{ method: 'cash', amount: 3450n }]).isExact, true)
})

test('the rest gives back what remains of the whole, whatever was rounded before', () => {
  const sale = saleOf({
    lines: [lineOf({ returnable: '1' })],
    tenders: [{ method: 'cash', kept: '68.95', refunded: '34.50', refundable: '34.45' }],
    due_before: '34.48',
  })
  const due = sumOfReturn(sale, { 1: choose('1') })
  assert.equal(due, 3448n)
  assert.deepEqual(proposeRefunds(sale, due), [{ method: 'cash', amount: 3445n }])
})

test('cards give back before cash, each no more than it paid', () => {
  const sale = saleOf({
    tenders: [
      { method: 'cash', kept: '28.95', refunded: '0.00', refundable: '28.95' },
      { method: 'card', kept: '40.00', refunded: '0.00', refundable: '40.00' },
    ],
  })
  assert.deepEqual(proposeRefunds(sale, 6896n), [
    { method: 'card', amount: 4000n },
    { method: 'cash', amount: 2895n },
  ])
  assert.equal(judgeRefunds(sale, 6896n, [{ method: 'card', amount: 4001n }]).beyond, 'card')
  assert.deepEqual(methodsOf(sale), [
    { method: 'cash', limit: '28.95' },
    { method: 'card', limit: '40.00' },
    { method: 'credit', limit: '68.95' },
  ])
})

test('a deposit comes back with its bottle, or by itself', () => {
  const sale = saleOf({
    lines: [
      lineOf({ taxes: [], tax: '0.00', total: '59.98' }),
      lineOf({
        line: 2,
        name: 'Consigne',
        is_fee: true,
        fee_of: 1,
        gross: '0.20',
        net: '0.20',
        taxes: [],
        tax: '0.00',
        total: '0.20',
      }),
    ],
  })
  assert.equal(sumOfReturn(sale, { 1: choose('1') }), 3009n)
  assert.equal(sumOfReturn(sale, { 1: choose('1', { withFees: false }) }), 2999n)
  assert.equal(sumOfReturn(sale, { 2: choose('2') }), 20n)
  assert.equal(sumOfReturn(sale, { 1: choose('1'), 2: choose('2') }), 3019n)
})

test('what is said to the API, and what is not worth saying', () => {
  const chosen = { 1: choose('1', { isRestocked: false }), 2: choose('') }
  assert.deepEqual(linesOfReturn(saleOf({ lines: [lineOf({}), lineOf({ line: 2 })] }), chosen), [
    { sale_line: 1, quantity: '1', restock: false },
  ])
})

test('steps stay within what may come back', () => {
  assert.equal(stepQuantity('', 1n, '2'), '1')
  assert.equal(stepQuantity('2', 1n, '2'), '2')
  assert.equal(stepQuantity('0.345', 1n, '0.5'), '0.5')
  assert.equal(stepQuantity('1', -1n, '2'), '')
})
