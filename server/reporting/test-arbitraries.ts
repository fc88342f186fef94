import fc from 'fast-check'
import type { TestTicket } from './test-tickets.ts'

/** Now and then nothing, and never more than a few values, so that groups meet. */
const some = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { freq: 3 })
export const DAYS = ['2024-02-28', '2024-02-29', '2024-12-29', '2024-12-30', '2024-12-31', '2025-01-01', '2025-01-05']
const cents = fc.integer({ min: -5_000, max: 20_000 })

const line = fc.record({
  kind: fc.constantFrom('sale', 'sale', 'sale', 'return', 'adjustment'),
  productId: some(1, 2),
  variantId: some(11, 12, 21),
  categoryId: some(5, 6),
  name: fc.constantFrom('Un', 'Deux'),
  quantity: fc.constantFrom('1', '-1', '0.125', '3', '-2.5'),
  gross: cents,
  discount: fc.integer({ min: -100, max: 500 }),
  tax: cents,
  cost: cents,
})
const payment = fc.record({
  method: fc.constantFrom('cash', 'card', 'cheque', 'credit', 'other'),
  amount: fc.constantFrom(-1000, 0, 500, 1000, 1500, 2000),
  change: fc.constantFrom(0, 0, 0, 500),
})
// The currency is drawn apart from the store: a store may have changed its own.
export type Known = {
  readonly storeIds: readonly number[]
  readonly people: readonly number[]
  readonly customers: readonly number[]
}

export const anyTicket = ({ storeIds, people, customers }: Known): fc.Arbitrary<TestTicket> =>
  fc.record({
    storeId: fc.constantFrom(...storeIds),
    kind: fc.constantFrom('sale', 'sale', 'return'),
    day: fc.constantFrom(...DAYS),
    hour: fc.integer({ min: 0, max: 23 }),
    currency: fc.constantFrom('CAD', 'CAD', 'JPY'),
    cashierId: some(...people),
    customerId: some(...customers),
    country: some('CA', 'FR', 'EIRE'),
    rounding: fc.integer({ min: -2, max: 2 }),
    lines: fc.array(line, { minLength: 1, maxLength: 5 }),
    payments: fc.array(payment, { maxLength: 3 }),
  })
