/**
 * Returns and exchanges, to the cent: what an accountant reads. Each row is played through the interface of the
 * programs, and computed once more with exact fractions (`test-exact.ts`), which share nothing with the code.
 *
 * `2 × 29.99 standard with 0.10 exempt less 10 %` is a quantity at a unit price, its tax class, what a unit bears, and a
 * discount of the line. `then` says what comes back, ticket by ticket: `1 of 2` is one of line 2 (fees are lines, and come
 * back with theirs; `alone` leaves them), `for` what is bought in exchange, `from 1` that it comes back of what the first
 * exchange sold. Each ticket: without tax, its taxes, = with tax, : what is paid or given back.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readTable } from '../../../rules/testing/golden-table.ts'
import { testApplication } from '../../../test/harness/app.ts'
import type { Answer } from '../../../test/harness/client.ts'
import { makeArticle, makeShop, newId, type Shop, saleOf } from '../../../test/harness/sales.ts'
import { verifyInstallation } from '../../verification.ts'
import {
  addExactly,
  type ExactAmounts,
  type ExactLine,
  ExactTill,
  Fraction,
  priceExactly,
  type Spec,
  takeBackExactly,
} from './test-exact.ts'

const TABLE = `
| where | sold                                                                        | ticket less | paid        | sale                                                          | then                                                                                          | each ticket                                                                                                                                                                                                                                                                                                                                          | note |
| QC    | 2 × 29.99 standard less 10 %                                                |             | cash        | 53.98 TPS 2.70 TVQ 5.38 = 62.06 : cash 62.05                  | 1 of 1 / 1 of 1                                                                               | -26.99 TPS -1.35 TVQ -2.69 = -31.03 : cash -31.05 / -26.99 TPS -1.35 TVQ -2.69 = -31.03 : cash -31.00                                                                                                                                                                                                                                                | two halves of the reference case |
| QC    | 2 × 29.99 standard less 10 %                                                |             | card        | 53.98 TPS 2.70 TVQ 5.38 = 62.06 : card 62.06                  | 2 of 1                                                                                        | -53.98 TPS -2.70 TVQ -5.38 = -62.06 : card -62.06                                                                                                                                                                                                                                                                                                    | everything at once, by card |
| QC    | 3 × 10.00 standard                                                          | 0.01        | cash        | 29.99 TPS 1.50 TVQ 2.99 = 34.48 : cash 34.50                  | 1 of 1 / 1 of 1 / 1 of 1                                                                      | -10.00 TPS -0.50 TVQ -1.00 = -11.50 : cash -11.50 / -9.99 TPS -0.50 TVQ -0.99 = -11.48 : cash -11.50 / -10.00 TPS -0.50 TVQ -1.00 = -11.50 : cash -11.50                                                                                                                                                                                             | 29.99 in three: the cent comes with the second |
| QC    | 3 × 0.33 standard                                                           |             | cash        | 0.99 TPS 0.05 TVQ 0.10 = 1.14 : cash 1.15                     | 2 of 1 / 1 of 1                                                                               | -0.66 TPS -0.03 TVQ -0.07 = -0.76 : cash -0.75 / -0.33 TPS -0.02 TVQ -0.03 = -0.38 : cash -0.40                                                                                                                                                                                                                                                      | two, then the last |
| QC    | 1.25 × 7.49 standard                                                        |             | cash        | 9.36 TPS 0.47 TVQ 0.93 = 10.76 : cash 10.75                   | 0.5 of 1 / 0.75 of 1                                                                          | -3.74 TPS -0.19 TVQ -0.37 = -4.30 : cash -4.30 / -5.62 TPS -0.28 TVQ -0.56 = -6.46 : cash -6.45                                                                                                                                                                                                                                                      | a weight in two parts |
| QC    | 7 × 1.2345 standard                                                         |             | card        | 8.64 TPS 0.43 TVQ 0.86 = 9.93 : card 9.93                     | 1 of 1 / 1 of 1 / 1 of 1 / 1 of 1 / 1 of 1 / 1 of 1 / 1 of 1                                  | -1.23 TPS -0.06 TVQ -0.12 = -1.41 : card -1.41 / -1.24 TPS -0.06 TVQ -0.13 = -1.43 : card -1.43 / -1.23 TPS -0.06 TVQ -0.12 = -1.41 : card -1.41 / -1.24 TPS -0.07 TVQ -0.12 = -1.43 : card -1.43 / -1.23 TPS -0.06 TVQ -0.12 = -1.41 : card -1.41 / -1.24 TPS -0.06 TVQ -0.13 = -1.43 : card -1.43 / -1.23 TPS -0.06 TVQ -0.12 = -1.41 : card -1.41 | seven returns of one |
| QC    | 3 × 24.95 books ; 1 × 29.99 standard                                        | 10.00       | card        | 94.84 TPS 4.74 TVQ 2.71 = 102.29 : card 102.29                | 1 of 1, 1 of 2 / 2 of 1                                                                       | -49.70 TPS -2.49 TVQ -2.71 = -54.90 : card -54.90 / -45.14 TPS -2.25 = -47.39 : card -47.39                                                                                                                                                                                                                                                          | a discount on two classes |
| QC    | 4 × 0.03 standard                                                           |             | cash        | 0.12 TPS 0.01 TVQ 0.01 = 0.14 : cash 0.15                     | 1 of 1 / 1 of 1 / 1 of 1 / 1 of 1                                                             | -0.03 = -0.03 : cash -0.05 / -0.03 TPS -0.01 TVQ -0.01 = -0.05 : cash -0.05 / -0.03 = -0.03 / -0.03 = -0.03 : cash -0.05                                                                                                                                                                                                                             | tiny amounts: cash gives what rounding leaves |
| QC    | 3 × 19.99 standard less 100 % ; 1 × 5.00 exempt                             |             | cash        | 5.00 = 5.00 : cash 5.00                                       | 3 of 1 / 1 of 2                                                                               | 0.00 = 0.00 / -5.00 = -5.00 : cash -5.00                                                                                                                                                                                                                                                                                                             | a gift comes back for nothing |
| QC    | 0.345 × 38.50 basic_groceries ; 2 × 129.99 standard less 10 %               | 5.00        | card 200.00 | 242.26 TPS 11.46 TVQ 22.87 = 276.59 : card 200.00, cash 76.60 | 1 of 2 / 0.345 of 1, 1 of 2                                                                   | -114.63 TPS -5.73 TVQ -11.44 = -131.80 : card -131.80 / -127.63 TPS -5.73 TVQ -11.43 = -144.79 : card -68.20, cash -76.60                                                                                                                                                                                                                            | two tenders: the card first |
| QC    | 6 × 1.50 basic_groceries with 0.10 exempt                                   |             | cash        | 9.60 = 9.60 : cash 9.60                                       | 2 of 1 / 4 of 1                                                                               | -3.20 = -3.20 : cash -3.20 / -6.40 = -6.40 : cash -6.40                                                                                                                                                                                                                                                                                              | deposits come back with their bottles |
| QC    | 6 × 1.50 basic_groceries with 0.10 exempt                                   |             | cash        | 9.60 = 9.60 : cash 9.60                                       | 2 of 2 / 6 of 1                                                                               | -0.20 = -0.20 : cash -0.20 / -9.40 = -9.40 : cash -9.40                                                                                                                                                                                                                                                                                              | two empty bottles first: four deposits are left for the six |
| QC    | 6 × 1.50 basic_groceries with 0.10 exempt                                   |             | card        | 9.60 = 9.60 : card 9.60                                       | 6 of 1 alone / 6 of 2                                                                         | -9.00 = -9.00 : card -9.00 / -0.60 = -0.60 : card -0.60                                                                                                                                                                                                                                                                                              | the bottles were drunk: their deposits come later |
| QC    | 1 × 899.99 standard with 4.75 standard and 1.10 standard less 15 %          |             | card        | 770.84 TPS 38.54 TVQ 76.89 = 886.27 : card 886.27             | 1 of 1                                                                                        | -770.84 TPS -38.54 TVQ -76.89 = -886.27 : card -886.27                                                                                                                                                                                                                                                                                               | eco-fees bear taxes and no discount |
| QC    | 12 × 2.25 standard with 0.05 exempt                                         | 10 %        | cash        | 24.90 TPS 1.22 TVQ 2.42 = 28.54 : cash 28.55                  | 5 of 1 / 7 of 1                                                                               | -10.38 TPS -0.51 TVQ -1.01 = -11.90 : cash -11.90 / -14.52 TPS -0.71 TVQ -1.41 = -16.64 : cash -16.65                                                                                                                                                                                                                                                | the discount of the ticket is on no deposit |
| QC    | 2 × 29.99 standard less 10 % ; 1 × 24.95 books ; 0.5 × 3.99 basic_groceries | 5 %         | cash        | 76.88 TPS 3.75 TVQ 5.12 = 85.75 : cash 85.75                  | 1 of 2 / 1 of 1, 0.5 of 3 / 1 of 1                                                            | -23.70 TPS -1.19 = -24.89 : cash -24.90 / -27.54 TPS -1.28 TVQ -2.56 = -31.38 : cash -31.35 / -25.64 TPS -1.28 TVQ -2.56 = -29.48 : cash -29.50                                                                                                                                                                                                      | both discounts, three classes, a weight |
| QC    | 1 × 40.00 standard                                                          |             | card        | 40.00 TPS 2.00 TVQ 3.99 = 45.99 : card 45.99                  | 1 of 1 for 1 × 50.00 standard                                                                 | 10.00 TPS 0.50 TVQ 1.00 = 11.50 : card 11.50                                                                                                                                                                                                                                                                                                         | a larger size, by card |
| QC    | 1 × 40.00 standard                                                          |             | cash        | 40.00 TPS 2.00 TVQ 3.99 = 45.99 : cash 46.00                  | 1 of 1 for 1 × 50.00 standard                                                                 | 10.00 TPS 0.50 TVQ 1.00 = 11.50 : cash 11.50                                                                                                                                                                                                                                                                                                         | a larger size, in cash |
| QC    | 1 × 40.00 standard                                                          |             | cash        | 40.00 TPS 2.00 TVQ 3.99 = 45.99 : cash 46.00                  | 1 of 1 for 1 × 24.95 books                                                                    | -15.05 TPS -0.75 TVQ -3.99 = -19.79 : cash -19.80                                                                                                                                                                                                                                                                                                    | less, and of another class |
| QC    | 1 × 40.00 standard                                                          |             | card        | 40.00 TPS 2.00 TVQ 3.99 = 45.99 : card 45.99                  | 1 of 1 for 1 × 40.00 standard / from 1: 1 of 2                                                | 0.00 = 0.00 / -40.00 TPS -2.00 TVQ -3.99 = -45.99 : card -45.99                                                                                                                                                                                                                                                                                      | even, and then brought back |
| QC    | 1 × 40.00 standard less 25 %                                                |             | cash        | 30.00 TPS 1.50 TVQ 2.99 = 34.49 : cash 34.50                  | 1 of 1 for 1 × 40.00 standard / from 1: 1 of 2                                                | 10.00 TPS 0.50 TVQ 1.00 = 11.50 : cash 11.50 / -40.00 TPS -2.00 TVQ -3.99 = -45.99 : cash -46.00                                                                                                                                                                                                                                                     | bought with a discount, exchanged without |
| QC    | 2 × 19.99 standard                                                          |             | cash        | 39.98 TPS 2.00 TVQ 3.99 = 45.97 : cash 45.95                  | 1 of 1 for 1 × 29.99 standard less 10 % / 1 of 1 / from 1: 1 of 2                             | 7.00 TPS 0.35 TVQ 0.69 = 8.04 : cash 8.05 / -19.99 TPS -1.00 TVQ -1.99 = -22.98 : cash -23.00 / -26.99 TPS -1.35 TVQ -2.69 = -31.03 : cash -31.00                                                                                                                                                                                                    | one of two exchanged, then all comes back |
| QC    | 3 × 9.99 standard                                                           | 10 %        | card        | 26.97 TPS 1.35 TVQ 2.69 = 31.01 : card 31.01                  | 2 of 1 for 1 × 12.49 books / 1 of 1 / from 1: 1 of 2                                          | -5.49 TPS -0.28 TVQ -1.79 = -7.56 : card -7.56 / -8.99 TPS -0.45 TVQ -0.90 = -10.34 : card -10.34 / -12.49 TPS -0.62 = -13.11 : card -13.11                                                                                                                                                                                                          | two of three for a book |
| QC    | 1 × 15.00 standard                                                          |             | cash        | 15.00 TPS 0.75 TVQ 1.50 = 17.25 : cash 17.25                  | 1 of 1 for 2 × 4.00 basic_groceries with 0.10 exempt / from 1: 1 of 2 / from 1: 1 of 2        | -6.80 TPS -0.75 TVQ -1.50 = -9.05 : cash -9.05 / -4.10 = -4.10 : cash -4.10 / -4.10 = -4.10 : cash -4.10                                                                                                                                                                                                                                             | bottles in exchange, with their deposits |
| QC    | 6 × 4.00 basic_groceries with 0.10 exempt                                   |             | cash        | 24.60 = 24.60 : cash 24.60                                    | 6 of 1 for 4 × 6.25 standard with 0.25 exempt / from 1: 4 of 3                                | 1.40 TPS 1.25 TVQ 2.49 = 5.14 : cash 5.15 / -26.00 TPS -1.25 TVQ -2.49 = -29.74 : cash -29.75                                                                                                                                                                                                                                                        | deposits both ways |
| QC    | 1 × 10.02 exempt                                                            |             | cash        | 10.02 = 10.02 : cash 10.00                                    | 1 of 1 for 1 × 15.05 exempt / from 1: 1 of 2                                                  | 5.03 = 5.03 : cash 5.05 / -15.05 = -15.05 : cash -15.05                                                                                                                                                                                                                                                                                              | the coin that was missing comes back as well |
| QC    | 1 × 10.02 exempt                                                            |             | cash        | 10.02 = 10.02 : cash 10.00                                    | 1 of 1 for 1 × 10.00 exempt / from 1: 1 of 2                                                  | -0.02 = -0.02 / -10.00 = -10.00 : cash -10.00                                                                                                                                                                                                                                                                                                        | two cents are no coin |
| QC    | 1 × 100.00 standard                                                         |             | card 60.00  | 100.00 TPS 5.00 TVQ 9.98 = 114.98 : card 60.00, cash 55.00    | 1 of 1 for 1 × 30.00 books / from 1: 1 of 2                                                   | -70.00 TPS -3.50 TVQ -9.98 = -83.48 : card -60.00, cash -23.50 / -30.00 TPS -1.50 = -31.50 : cash -31.50                                                                                                                                                                                                                                             | two tenders, and what is left of them |
| QC    | 1 × 20.00 standard                                                          |             | card        | 20.00 TPS 1.00 TVQ 2.00 = 23.00 : card 23.00                  | 1 of 1 for 1 × 30.00 standard / from 1: 1 of 2 for 1 × 45.00 standard / from 2: 1 of 2        | 10.00 TPS 0.50 TVQ 0.99 = 11.49 : card 11.49 / 15.00 TPS 0.75 TVQ 1.50 = 17.25 : card 17.25 / -45.00 TPS -2.25 TVQ -4.49 = -51.74 : card -51.74                                                                                                                                                                                                      | a chain of exchanges |
| QC    | 2 × 12.00 standard                                                          |             | cash        | 24.00 TPS 1.20 TVQ 2.39 = 27.59 : cash 27.60                  | 1 of 1 for 1 × 8.00 standard ; 1 × 6.00 books all less 10 % / from 1: 1 of 2, 1 of 3 / 1 of 1 | 0.60 TPS 0.03 TVQ -0.48 = 0.15 : cash 0.15 / -12.60 TPS -0.63 TVQ -0.72 = -13.95 : cash -13.95 / -12.00 TPS -0.60 TVQ -1.19 = -13.79 : cash -13.80                                                                                                                                                                                                   | a discount on what is bought |
| FR    | 3 × 19.99 standard                                                          |             | cash        | 49.97 TVA20 10.00 = 59.97 : cash 59.97                        | 1 of 1 / 1 of 1 / 1 of 1                                                                      | -16.66 TVA20 -3.33 = -19.99 : cash -19.99 / -16.65 TVA20 -3.34 = -19.99 : cash -19.99 / -16.66 TVA20 -3.33 = -19.99 : cash -19.99                                                                                                                                                                                                                    | prices with tax: each part is the printed price |
| FR    | 2 × 24.90 reduced ; 1 × 11.80 intermediate ; 1 × 3.10 super_reduced         | 5.00        | card        | 56.25 TVA10 0.99 TVA5.5 2.40 TVA2.1 0.06 = 59.70 : card 59.70 | 1 of 1, 1 of 3 / 1 of 2 / 1 of 1                                                              | -24.58 TVA5.5 -1.20 TVA2.1 -0.06 = -25.84 : card -25.84 / -9.90 TVA10 -0.99 = -10.89 : card -10.89 / -21.77 TVA5.5 -1.20 = -22.97 : card -22.97                                                                                                                                                                                                      | three rates and a discount |
| FR    | 0.345 × 24.90 reduced                                                       |             | cash        | 8.14 TVA5.5 0.45 = 8.59 : cash 8.59                           | 0.1 of 1 / 0.245 of 1                                                                         | -2.36 TVA5.5 -0.13 = -2.49 : cash -2.49 / -5.78 TVA5.5 -0.32 = -6.10 : cash -6.10                                                                                                                                                                                                                                                                    | a weight in two parts, to the cent |
| FR    | 1 × 499.00 standard with 9.60 standard less 10 %                            |             | card        | 382.25 TVA20 76.45 = 458.70 : card 458.70                     | 1 of 1                                                                                        | -382.25 TVA20 -76.45 = -458.70 : card -458.70                                                                                                                                                                                                                                                                                                        | an eco-fee within the price with tax |
| FR    | 5 × 1.20 reduced with 0.20 exempt                                           | 10 %        | cash        | 6.12 TVA5.5 0.28 = 6.40 : cash 6.40                           | 2 of 2 / 5 of 1                                                                               | -0.40 = -0.40 : cash -0.40 / -5.72 TVA5.5 -0.28 = -6.00 : cash -6.00                                                                                                                                                                                                                                                                                 | two empty bottles first |
| FR    | 1 × 49.90 standard                                                          |             | card        | 41.58 TVA20 8.32 = 49.90 : card 49.90                         | 1 of 1 for 1 × 59.90 standard                                                                 | 8.34 TVA20 1.66 = 10.00 : card 10.00                                                                                                                                                                                                                                                                                                                 | ten euros more |
| FR    | 1 × 49.90 standard less 20 % ; 1 × 12.00 books                              |             | cash        | 44.64 TVA20 6.65 TVA5.5 0.63 = 51.92 : cash 51.92             | 1 of 1 for 1 × 25.00 books / from 1: 1 of 2 / 1 of 2                                          | -9.57 TVA20 -6.65 TVA5.5 1.30 = -14.92 : cash -14.92 / -23.70 TVA5.5 -1.30 = -25.00 : cash -25.00 / -11.37 TVA5.5 -0.63 = -12.00 : cash -12.00                                                                                                                                                                                                       | another rate |
| FR    | 7 × 1.01 standard                                                           | 3 %         | card        | 5.72 TVA20 1.14 = 6.86 : card 6.86                            | 3 of 1 for 2 × 0.99 intermediate / 4 of 1 / from 1: 2 of 2                                    | -0.65 TVA20 -0.49 TVA10 0.18 = -0.96 : card -0.96 / -3.27 TVA20 -0.65 = -3.92 : card -3.92 / -1.80 TVA10 -0.18 = -1.98 : card -1.98                                                                                                                                                                                                                  | three of seven |
| FR    | 2 × 0.01 standard ; 3 × 0.05 reduced                                        | 0.03        | cash        | 0.13 TVA5.5 0.01 = 0.14 : cash 0.14                           | 1 of 1, 2 of 2 / 1 of 1, 1 of 2                                                               | -0.08 TVA5.5 -0.01 = -0.09 : cash -0.09 / -0.05 = -0.05 : cash -0.05                                                                                                                                                                                                                                                                                 | cents |
| FR    | 1 × 30.00 standard ; 1 × 30.00 books                                        |             | cash        | 53.44 TVA20 5.00 TVA5.5 1.56 = 60.00 : cash 60.00             | 1 of 1 for 1 × 30.00 books / from 1: 1 of 2 for 1 × 30.00 standard / from 2: 1 of 2 / 1 of 2  | 3.44 TVA20 -5.00 TVA5.5 1.56 = 0.00 / -3.44 TVA20 5.00 TVA5.5 -1.56 = 0.00 / -25.00 TVA20 -5.00 = -30.00 : cash -30.00 / -28.44 TVA5.5 -1.56 = -30.00 : cash -30.00                                                                                                                                                                                  | even in price and not in tax |
`

const { sql, as, log } = await testApplication({ after })
const shops: Readonly<Record<string, Shop>> = {
  QC: await makeShop(sql),
  FR: await makeShop(sql, { store: { tax_zone: 'FR', currency: 'EUR', time_zone: 'Europe/Paris' } }),
}
const manager = as('manager', { storeIds: Object.values(shops).map(({ store }) => store.id) })

const LINE = /^(?<quantity>\S+) × (?<price>\S+) (?<taxClass>\w+)(?: with (?<fees>.+?))?(?: less (?<less>.+))?$/

function readSpecs(text: string): Spec[] {
  return text.split(' ; ').map((part) => {
    const { quantity = '', price = '', taxClass = '', fees, less = null } = LINE.exec(part)?.groups ?? {}
    assert.notEqual(quantity, '', part)
    return {
      quantity,
      price,
      taxClass,
      less,
      fees: (fees?.split(' and ') ?? []).map((fee) => {
        const [amount = '', feeClass = ''] = fee.trim().split(' ')
        return { amount, taxClass: feeClass }
      }),
    }
  })
}

/** What a step of `then` takes back, of which earlier ticket (0 is the sale), and what it sells. */
type Step = { from: number; back: { quantity: string; line: number; isAlone: boolean }[]; bought: Spec[]; less: string }

function readStep(text: string): Step {
  const {
    from = '0',
    back = '',
    bought,
    less = '',
  } = /^(?:from (?<from>\d): )?(?<back>.+?)(?: for (?<bought>.+?))?(?: all less (?<less>.+))?$/.exec(text)?.groups ?? {}
  return {
    from: Number(from),
    back: back.split(', ').map((part) => {
      const [, quantity = '', line = '', alone] = /^(\S+) of (\d+)( alone)?$/.exec(part) ?? []
      return { quantity, line: Number(line), isAlone: alone !== undefined }
    }),
    bought: bought === undefined ? [] : readSpecs(bought),
    less,
  }
}

const money = (cents: number) => (cents / 100).toFixed(2)

function textOf({ net, taxes, total }: ExactAmounts, paid: { card: number; cash: number }): string {
  const parts = [...taxes].filter(([, cents]) => cents !== 0).map(([code, cents]) => ` ${code} ${money(cents)}`)
  const tenders = Object.entries(paid).filter(([, cents]) => cents !== 0)
  return `${money(net)}${parts.join('')} = ${money(total)}${tenders.map(([name, cents], index) => `${index === 0 ? ' :' : ','} ${name} ${money(cents)}`).join('')}`
}

type Row = Readonly<Record<string, string>>
type Played = {
  zone: string
  tickets: { amounts: ExactAmounts; paid: { card: number; cash: number } }[]
  steps: Step[]
}

/** The row with exact fractions. */
function playExactly(row: Row): Played {
  const zone = row.where ?? ''
  const till = new ExactTill(zone)
  const sold = priceExactly(zone, readSpecs(row.sold ?? ''), row['ticket less'] || null)
  const amounts = addExactly(sold)
  const isInCash = row.paid === 'cash'
  const byCard = row.paid === 'card' ? amounts.total : Math.round(Number(row.paid?.split(' ')[1] ?? 0) * 100)
  const tickets = [{ amounts, paid: till.sell(amounts.total, isInCash ? 0 : byCard) }]
  const origins: ExactLine[][] = [sold]
  const steps = (row.then ?? '').split(' / ').map(readStep)
  for (const { from, back, bought, less } of steps) {
    const returned = back.flatMap(({ quantity, line, isAlone }) =>
      comeBack(origins[from] ?? [], line, Fraction.of(quantity), isAlone, back, zone === 'FR'),
    )
    const exchange = bought.length === 0 ? [] : priceExactly(zone, bought, less || null)
    // Lines are counted on their ticket, where what was sold stands after what came back.
    origins.push([...returned.map(() => NOTHING), ...exchange])
    for (const line of exchange) if (line.feeOf !== null) line.feeOf += returned.length
    const total = addExactly([...returned, ...exchange])
    tickets.push({ amounts: total, paid: till.settle(total.total, isInCash) })
  }
  return { zone, tickets, steps }
}

const NOTHING: ExactLine = {
  ...{ quantity: new Fraction(1), net: 0, total: 0, taxes: new Map(), feeOf: null },
  returned: new Fraction(1),
}

/** A line with its fees, as much of them as is left, unless the return names them or leaves them. */
function comeBack(
  lines: readonly ExactLine[],
  number: number,
  quantity: Fraction,
  isAlone: boolean,
  back: Step['back'],
  isInclusive: boolean,
): ExactAmounts[] {
  const line = lines[number - 1] as ExactLine
  const fees = isAlone ? [] : lines.filter(({ feeOf }) => feeOf === number - 1)
  const unnamed = fees.filter((fee) => !back.some(({ line: named }) => lines[named - 1] === fee))
  const own = takeBackExactly(line, quantity, isInclusive)
  return [
    own,
    ...unnamed.flatMap((fee) => {
      const left = fee.quantity.minus(fee.returned)
      const taken = left.minus(quantity).isPositive ? quantity : left
      return taken.isPositive ? [takeBackExactly(fee, taken, isInclusive)] : []
    }),
  ]
}

/** The row through the interface: each ticket as it was answered. */
async function play(row: Row, { zone, tickets, steps }: Played): Promise<string[]> {
  const shop = shops[zone] as Shop
  const percentOrAmount = (less: string | null) =>
    less === null || less === ''
      ? {}
      : {
          discount: less.endsWith('%')
            ? { type: 'percent', value: less.replace(/\s*%/, '') }
            : { type: 'amount', value: less },
        }
  const linesOf = (specs: readonly Spec[]) =>
    Promise.all(
      specs.map(async ({ quantity, price, taxClass, less, fees }) => ({
        variant_id: (await makeArticle(sql, { price, taxClass, fees: fees.map((fee) => ({ label: 'Frais', ...fee })) }))
          .variantId,
        quantity,
        ...percentOrAmount(less),
      })),
    )
  const tendersOf = (paid: { card: number; cash: number } | undefined, sign: 1 | -1) =>
    Object.entries(paid ?? {}).flatMap(([method, cents]) =>
      cents * sign > 0 ? [{ method, amount: money(cents * sign) }] : [],
    )
  const answers: Answer[] = []
  const sale = saleOf(shop, {
    lines: await linesOf(readSpecs(row.sold ?? '')),
    payments: row.paid === 'cash' ? [{ method: 'cash', amount: '100000' }] : tendersOf(tickets[0]?.paid, 1),
    ...percentOrAmount(row['ticket less'] ?? ''),
  })
  answers.push(await manager.post('/api/v1/sales', sale))
  for (const [index, { from, back, bought, less }] of steps.entries()) {
    const origin = answers[from]?.body.data
    const paid = tickets[index + 1]?.paid
    answers.push(
      await manager.post(`/api/v1/sales/${origin?.id}/returns`, {
        id: newId(),
        lines: back.map(({ quantity, line, isAlone }) => ({
          sale_line: line,
          quantity,
          ...(isAlone && { with_fees: false }),
        })),
        exchange_lines: await linesOf(bought),
        payments: tendersOf(paid, 1),
        refunds: tendersOf(paid, -1),
        ...percentOrAmount(less),
      }),
    )
  }
  return answers.map(({ status, body }) => {
    assert.equal(status, 201, JSON.stringify(body))
    return textOfAnswer(body.data)
  })
}

type TicketAnswer = {
  subtotal: string
  total: string
  taxes: { code: string; amount: string }[]
  payments: { method: string; amount: string; change: string }[]
}

function textOfAnswer({ subtotal, total, taxes, payments }: TicketAnswer): string {
  const cents = (value: string) => Math.round(Number(value) * 100)
  const paid = { card: 0, cash: 0 }
  for (const { method, amount, change } of payments) {
    paid[method as 'card' | 'cash'] += cents(amount) - cents(change)
  }
  const shares = new Map(taxes.map(({ code, amount }) => [code, cents(amount)]))
  return textOf({ net: cents(subtotal), taxes: inOrder(shares), total: cents(total) }, paid)
}

const TAXES = ['TPS', 'TVQ', 'TVA20', 'TVA10', 'TVA5.5', 'TVA2.1']
const inOrder = (taxes: Map<string, number>) =>
  new Map([...taxes].toSorted(([one], [other]) => TAXES.indexOf(one) - TAXES.indexOf(other)))

for (const row of readTable(TABLE)) {
  test(`${row.where}: ${row.note} (${row.sold})`, async () => {
    const played = playExactly(row)
    const texts = played.tickets.map(({ amounts, paid }) => textOf({ ...amounts, taxes: inOrder(amounts.taxes) }, paid))
    assert.deepEqual([row.sale, ...(row['each ticket'] ?? '').split(' / ')], texts)
    assert.deepEqual(await play(row, played), texts)
  })
}

test('the table is as long as it must be', () => assert.equal(readTable(TABLE).length, 40))

test('everything adds up', async () => {
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )
  assert.deepEqual(log.faults, [])
})
