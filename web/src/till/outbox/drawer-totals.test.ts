import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sale } from '../../api/index.ts'
import { addMovement, addTicket, expectedCash, NO_TOTALS, presentTotals } from './drawer-totals.ts'
import { saleOf } from './testing/tickets.ts'

const cad = (said: Partial<Sale>) => saleOf({ currency: 'CAD', ...said })

const TAXED: Partial<Sale> = {
  tax_total: '1.50',
  total: '11.50',
  taxes: [
    { code: 'TPS', name: 'TPS', rate: '5', base: '10.00', amount: '0.50' },
    { code: 'TVQ', name: 'TVQ', rate: '9.975', base: '10.00', amount: '1.00' },
  ],
}

test('tickets add up by method and by tax, change and refunds taken off', () => {
  const sold = addTicket(
    NO_TOTALS,
    cad({
      ...TAXED,
      rounding: '0.00',
      payments: [
        { method: 'cash', amount: '20.00', change: '13.50' },
        { method: 'card', amount: '5.00', change: '0.00' },
      ],
    }),
  )
  const returned = addTicket(
    sold,
    cad({
      kind: 'return',
      lines: [
        { ...saleOf({}).lines[0], kind: 'return', quantity: '-1', net: '-10.00', gross: '-10.00' },
      ] as Sale['lines'],
      tax_total: '-1.50',
      total: '-11.50',
      taxes: [{ code: 'TPS', name: 'TPS', rate: '5', base: '-10.00', amount: '-0.50' }],
      payments: [{ method: 'cash', amount: '-11.50', change: '0.00' }],
    }),
  )
  const sums = presentTotals(returned, 'CAD')
  assert.deepEqual(
    [sums.tickets, sums.returnTickets, sums.net, sums.returns, sums.gross],
    [1, 1, '0.00', '-10.00', '10.00'],
  )
  assert.deepEqual(sums.payments, [
    { method: 'cash', count: 2, received: '20.00', change: '13.50', refunded: '11.50', kept: '-5.00' },
    { method: 'card', count: 1, received: '5.00', change: '0.00', refunded: '0.00', kept: '5.00' },
  ])
  assert.deepEqual(
    sums.taxes.map(({ code, base, amount }) => [code, base, amount]),
    [
      ['TPS', '0.00', '0.00'],
      ['TVQ', '10.00', '1.00'],
    ],
  )
})

test('what should lie in the drawer is its float, the cash kept, and what was moved', () => {
  let totals = addTicket(
    NO_TOTALS,
    cad({ total: '11.50', payments: [{ method: 'cash', amount: '20.00', change: '8.50' }] }),
  )
  totals = addMovement(totals, 'in', 5_000n)
  totals = addMovement(totals, 'out', 1_000n)
  totals = addMovement(totals, 'drop', 2_500n)
  totals = addMovement(totals, 'no_sale', 0n)
  assert.equal(expectedCash(10_000n, totals), 10_000n + 1_150n + 5_000n - 1_000n - 2_500n)
  assert.deepEqual(
    presentTotals(totals, 'CAD').movements.map(({ type, count, amount }) => [type, count, amount]),
    [
      ['in', 1, '50.00'],
      ['out', 1, '10.00'],
      ['drop', 1, '25.00'],
      ['no_sale', 1, '0.00'],
    ],
  )
})

test('measures are without tax where printed prices hold it', () => {
  const [line] = saleOf({}).lines
  const sale = saleOf({
    currency: 'EUR',
    prices_include_tax: true,
    // Printed 12.00, 10 % off: 10.80 with tax, 9.00 without.
    lines: [
      {
        ...line,
        gross: '12.00',
        discount: '1.20',
        net: '9.00',
        tax: '1.80',
        total: '10.80',
        taxes: [{ code: 'TVA20', amount: '1.80' }],
      },
    ] as Sale['lines'],
    taxes: [{ code: 'TVA20', name: 'TVA', rate: '20', base: '9.00', amount: '1.80' }],
    tax_total: '1.80',
    total: '10.80',
  })
  const sums = presentTotals(addTicket(NO_TOTALS, sale), 'EUR')
  assert.deepEqual(
    [sums.gross, sums.discounts, sums.net, sums.tax, sums.total],
    ['10.00', '1.00', '9.00', '1.80', '10.80'],
  )
})
