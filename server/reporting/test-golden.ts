import { makeStore, makeUser } from '../../test/harness/factories.ts'
import type { Sql } from '../platform/database/connect.ts'
import { insertTickets } from './test-tickets.ts'

/**
 * Seven tickets in dollars and one in euros, over three stores, whose figures were worked out by hand.
 *
 *    store      day    hour  lines                                                          net     tax    due   paid
 * 1  Montréal   2 Mar  10    2 × coffee 20.00 − 2.00, cost 9.00; tea 5.00, cost 3.00       23.00   3.45  26.45  card 26.45
 * 2  Montréal   2 Mar  23    coffee 10.00, coffee 10.00, cost 4.50 each                    20.00   3.01  23.01  card 10.00, cash 20.00 − 7.00 (rounded −0.01)
 * 3  Vancouver  3 Mar  9     open price 1.5 × = 7.50; adjustment −0.50                      7.00   1.13   8.13  cheque 8.13
 * 4  Montréal   8 Mar  12    return of 1 coffee of ticket 1                                −9.00  −1.35 −10.35  cash −10.35
 * 5  Paris      2 Mar  18    3 × coffee 30.00, cost 15.00                                  30.00   6.00  36.00  cheque 18.00, card 18.00
 * 6  Montréal   1 Apr  8     tea 5.00 for a large coffee of 10.00 taken back               −5.00  −0.75  −5.75  cash −5.75
 * 7  Vancouver  2 Apr  9     tea 4.00, cost 1.00: a past ticket, without payments           4.00   0.00   4.00
 */
export async function makeGoldenTickets(sql: Sql) {
  const made = await makeGoldenRecords(sql)
  await insertGoldenTickets(sql, made)
  return made
}

/** Ids that no article bears: reports go by the lines alone. */
export const VARIANTS = { small: 9001, large: 9002, tea: 9003 } as const

type GoldenRecords = Awaited<ReturnType<typeof makeGoldenRecords>>

async function makeGoldenRecords(sql: Sql) {
  const insertId = async (table: string, row: Record<string, string>): Promise<number> => {
    const [made] = await sql<{ id: number }[]>`insert into ${sql(table)} ${sql(row)} returning id`
    return made?.id ?? 0
  }
  const west = { name: 'Vancouver', city: 'Vancouver', time_zone: 'America/Vancouver' }
  const abroad = { name: 'Paris', city: 'Paris', time_zone: 'Europe/Paris', currency: 'EUR', tax_zone: 'FR' }
  return {
    montreal: (await makeStore(sql, { name: 'Montréal', city: 'Montréal', group: 'Est' })).id,
    vancouver: (await makeStore(sql, west)).id,
    paris: (await makeStore(sql, abroad)).id,
    anne: (await makeUser(sql, { name: 'Anne' })).id,
    bruno: (await makeUser(sql, { name: 'Bruno' })).id,
    claire: await insertId('customers', { name: 'Claire' }),
    coffees: await insertId('product_categories', { name: 'Cafés' }),
    teas: await insertId('product_categories', { name: 'Thés' }),
    coffee: await insertId('products', { name: 'Café', slug: 'cafe' }),
    tea: await insertId('products', { name: 'Thé', slug: 'the' }),
  }
}

async function insertGoldenTickets(sql: Sql, made: GoldenRecords): Promise<void> {
  const { montreal, vancouver, paris, anne, bruno, claire, coffees, teas, coffee, tea } = made
  const aCoffee = {
    productId: coffee,
    variantId: VARIANTS.small,
    sku: 'CAF-S',
    name: 'Café – petit',
    categoryId: coffees,
    categoryName: 'Cafés',
  }
  const aLargeCoffee = { ...aCoffee, variantId: VARIANTS.large, sku: 'CAF-L', name: 'Café – grand' }
  const aTea = {
    productId: tea,
    variantId: VARIANTS.tea,
    sku: 'THE',
    name: 'Thé vert',
    categoryId: teas,
    categoryName: 'Thés',
  }
  const aRenamedTea = { ...aTea, name: 'Thé vert bio', sku: 'THE-BIO' }
  const here = { storeId: montreal, currency: 'CAD' }
  const west = { storeId: vancouver, currency: 'CAD' }
  const abroad = { storeId: paris, currency: 'EUR' }
  await insertTickets(sql, [
    {
      ...here,
      day: '2026-03-02',
      hour: 10,
      cashierId: anne,
      customerId: claire,
      country: 'CA',
      lines: [
        { ...aCoffee, quantity: '2', gross: 2000, discount: 200, tax: 270, cost: 900 },
        { ...aTea, quantity: '1', gross: 500, tax: 75, cost: 300 },
      ],
      payments: [{ method: 'card', amount: 2645 }],
    },
    {
      ...here,
      day: '2026-03-02',
      hour: 23,
      cashierId: bruno,
      rounding: -1,
      lines: [
        { ...aCoffee, quantity: '1', gross: 1000, tax: 150, cost: 450 },
        { ...aCoffee, quantity: '1', gross: 1000, tax: 151, cost: 450 },
      ],
      payments: [
        { method: 'card', amount: 1000 },
        { method: 'cash', amount: 2000, change: 700 },
      ],
    },
    {
      ...west,
      day: '2026-03-03',
      hour: 9,
      lines: [
        { name: 'Vrac', quantity: '1.5', gross: 750, tax: 113 },
        { kind: 'adjustment', name: 'Geste commercial', quantity: '1', gross: -50 },
      ],
      payments: [{ method: 'cheque', amount: 813 }],
    },
    {
      ...here,
      kind: 'return',
      day: '2026-03-08',
      hour: 12,
      cashierId: anne,
      customerId: claire,
      country: 'CA',
      lines: [{ ...aCoffee, kind: 'return', quantity: '-1', gross: -1000, discount: -100, tax: -135, cost: -450 }],
      payments: [{ method: 'cash', amount: -1035 }],
    },
    {
      ...abroad,
      day: '2026-03-02',
      hour: 18,
      customerId: claire,
      country: 'FR',
      lines: [{ ...aCoffee, quantity: '3', gross: 3000, tax: 600, cost: 1500 }],
      payments: [
        { method: 'cheque', amount: 1800 },
        { method: 'card', amount: 1800 },
      ],
    },
    {
      ...here,
      day: '2026-04-01',
      hour: 8,
      cashierId: bruno,
      lines: [
        { ...aTea, quantity: '1', gross: 500, tax: 75, cost: 300 },
        { ...aLargeCoffee, kind: 'return', quantity: '-1', gross: -1000, tax: -150, cost: -450 },
      ],
      payments: [{ method: 'cash', amount: -575 }],
    },
    {
      ...west,
      day: '2026-04-02',
      hour: 9,
      lines: [{ ...aRenamedTea, quantity: '1', gross: 400, cost: 100 }],
      payments: [],
    },
  ])
}
