import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { GROUP_BY } from './dimensions.ts'
import { makeGoldenTickets, VARIANTS } from './test-golden.ts'

const application = await testApplication({ after })
const made = await makeGoldenTickets(application.sql)
const { montreal, vancouver, anne, bruno, claire, coffees, teas, coffee, tea } = made

const PERIOD = 'date_from=2026-03-01&date_to=2026-04-30'

async function report(query: string, language = 'fr') {
  const answer = await application.as('owner').get(`/api/v1/reports/sales?${query}`, { 'accept-language': language })
  assert.equal(answer.status, 200, answer.raw.toString())
  return answer.body.data
}

/** What the dollars' rows must be: key, label, tickets, units, net, collected. */
type Expected = [
  key: string | number | null,
  label: string,
  tickets: number,
  units: string,
  net: string,
  collected: string | null,
]

const dollarRows = (): Record<string, Expected[]> => ({
  hour: [
    [8, '8\u00a0h', 1, '0', '-5.00', '-5.75'],
    [9, '9\u00a0h', 2, '2.5', '11.00', '12.13'],
    [10, '10\u00a0h', 1, '3', '23.00', '26.45'],
    [12, '12\u00a0h', 0, '-1', '-9.00', '-10.35'],
    [23, '23\u00a0h', 1, '2', '20.00', '23.00'],
  ],
  day: [
    ['2026-03-02', '2 mars 2026', 2, '5', '43.00', '49.45'],
    ['2026-03-03', '3 mars 2026', 1, '1.5', '7.00', '8.13'],
    ['2026-03-08', '8 mars 2026', 0, '-1', '-9.00', '-10.35'],
    ['2026-04-01', '1er avril 2026', 1, '0', '-5.00', '-5.75'],
    ['2026-04-02', '2 avril 2026', 1, '1', '4.00', '4.00'],
  ],
  weekday: [
    [1, 'lundi', 2, '5', '43.00', '49.45'],
    [2, 'mardi', 1, '1.5', '7.00', '8.13'],
    [3, 'mercredi', 1, '0', '-5.00', '-5.75'],
    [4, 'jeudi', 1, '1', '4.00', '4.00'],
    [7, 'dimanche', 0, '-1', '-9.00', '-10.35'],
  ],
  'weekday&week_start=sunday': [
    [7, 'dimanche', 0, '-1', '-9.00', '-10.35'],
    [1, 'lundi', 2, '5', '43.00', '49.45'],
    [2, 'mardi', 1, '1.5', '7.00', '8.13'],
    [3, 'mercredi', 1, '0', '-5.00', '-5.75'],
    [4, 'jeudi', 1, '1', '4.00', '4.00'],
  ],
  week: [
    ['2026-W10', 'Semaine\u00a010 de 2026', 3, '5.5', '41.00', '47.23'],
    ['2026-W14', 'Semaine\u00a014 de 2026', 2, '1', '-1.00', '-1.75'],
  ],
  'week&week_start=sunday': [
    ['2026-03-01', 'Semaine du 1er mars 2026', 3, '6.5', '50.00', '57.58'],
    ['2026-03-08', 'Semaine du 8 mars 2026', 0, '-1', '-9.00', '-10.35'],
    ['2026-03-29', 'Semaine du 29 mars 2026', 2, '1', '-1.00', '-1.75'],
  ],
  month: [
    ['2026-03', 'mars 2026', 3, '5.5', '41.00', '47.23'],
    ['2026-04', 'avril 2026', 2, '1', '-1.00', '-1.75'],
  ],
  store: [
    [montreal, 'Montréal', 3, '4', '29.00', '33.35'],
    [vancouver, 'Vancouver', 2, '2.5', '11.00', '12.13'],
  ],
  store_group: [
    ['Est', 'Est', 3, '4', '29.00', '33.35'],
    [null, 'Sans groupe', 2, '2.5', '11.00', '12.13'],
  ],
  city: [
    ['Montréal', 'Montréal', 3, '4', '29.00', '33.35'],
    ['Vancouver', 'Vancouver', 2, '2.5', '11.00', '12.13'],
  ],
  // A ticket with two lines of coffee counts once; a ticket of coffee and tea counts for both.
  category: [
    [coffees, 'Cafés', 3, '2', '19.00', null],
    [teas, 'Thés', 3, '3', '14.00', null],
    [null, 'Sans catégorie', 1, '1.5', '7.00', null],
  ],
  // Two variants: the product's own name. One: the name last printed.
  product: [
    [coffee, 'Café', 3, '2', '19.00', null],
    [tea, 'Thé vert bio', 3, '3', '14.00', null],
    [null, 'Sans article', 1, '1.5', '7.00', null],
  ],
  variant: [
    [VARIANTS.small, 'Café – petit', 2, '3', '29.00', null],
    [VARIANTS.tea, 'Thé vert bio', 3, '3', '14.00', null],
    [null, 'Sans article', 1, '1.5', '7.00', null],
    [VARIANTS.large, 'Café – grand', 1, '-1', '-10.00', null],
  ],
  customer: [
    [null, 'Sans client', 4, '4.5', '26.00', '29.38'],
    [claire, 'Claire', 1, '2', '14.00', '16.10'],
  ],
  country: [
    [null, 'Sans pays', 4, '4.5', '26.00', '29.38'],
    ['CA', 'Canada', 1, '2', '14.00', '16.10'],
  ],
  cashier: [
    [bruno, 'Bruno', 2, '2', '15.00', '17.25'],
    [anne, 'Anne', 1, '2', '14.00', '16.10'],
    [null, 'Sans caissier', 2, '2.5', '11.00', '12.13'],
  ],
  // Ticket 2 counts as cash, its larger payment, but what was collected stays with each method.
  payment_method: [
    ['card', 'Carte', 1, '3', '23.00', '36.45'],
    ['cheque', 'Chèque', 1, '1.5', '7.00', '8.13'],
    ['cash', 'Espèces', 2, '1', '6.00', '-3.10'],
    [null, 'Sans paiement', 1, '1', '4.00', '4.00'],
  ],
})

describe('each grouping of the golden tickets', () => {
  it('has the rows that were worked out by hand', async () => {
    for (const [groupBy, expected] of Object.entries(dollarRows())) {
      const data = await report(`${PERIOD}&currency=CAD&group_by=${groupBy}`)
      const rows = data.rows.map((row: Record<string, unknown>) =>
        ['key', 'label', 'tickets', 'units', 'net', 'collected'].map((name) => row[name]),
      )
      assert.deepEqual(rows, expected, groupBy)
      assert.equal(data.totals.net, '40.00', groupBy)
      assert.equal(data.totals.tickets, 5, groupBy)
      assert.equal(data.totals.collected, '45.48', groupBy)
    }
  })

  it('shows the SKU of a variant', async () => {
    const { rows } = await report(`${PERIOD}&currency=CAD&group_by=variant`)
    assert.deepEqual(
      rows.map((row: { sku: string | null }) => row.sku),
      ['CAF-S', 'THE-BIO', null, 'CAF-L'],
    )
  })

  it('gives the whole of a ticket paid in two equal parts to the first', async () => {
    const { rows } = await report(`${PERIOD}&currency=EUR&group_by=payment_method`)
    assert.deepEqual(
      rows.map((row: Record<string, unknown>) => [row.key, row.tickets, row.net, row.collected]),
      [
        ['cheque', 1, '30.00', '18.00'],
        ['card', 0, '0.00', '18.00'],
      ],
    )
  })

  it('speaks English to who reads it', async () => {
    const labels: Record<string, string[]> = {
      hour: ['08:00', '09:00', '10:00', '12:00', '23:00'],
      month: ['March 2026', 'April 2026'],
      week: ['Week\u00a010, 2026', 'Week\u00a014, 2026'],
      'week&week_start=sunday': ['Week of March 1, 2026', 'Week of March 8, 2026', 'Week of March 29, 2026'],
      weekday: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Sunday'],
      payment_method: ['Card', 'Cheque', 'Cash', 'No payment'],
      customer: ['No customer', 'Claire'],
    }
    for (const [groupBy, expected] of Object.entries(labels)) {
      const { rows } = await report(`${PERIOD}&currency=CAD&group_by=${groupBy}`, 'en')
      assert.deepEqual(
        rows.map((row: { label: string }) => row.label),
        expected,
        groupBy,
      )
    }
  })

  it('has rows that add up to the totals in everything that can be added', async () => {
    const additive = ['units', 'gross', 'discounts', 'returns', 'net', 'tax', 'total', 'cost', 'margin']
    const ofTickets = ['tickets', 'rounding', 'collected']
    for (const groupBy of GROUP_BY) {
      const isArticle = ['category', 'product', 'variant'].includes(groupBy)
      const { totals, rows } = await report(`${PERIOD}&currency=CAD&group_by=${groupBy}`)
      for (const name of isArticle ? additive : [...additive, ...ofTickets]) {
        const cents = (figures: Record<string, string>) => Math.round(Number(figures[name]) * 1000)
        const added = rows.reduce((sum: number, row: Record<string, string>) => sum + cents(row), 0)
        assert.equal(added, cents(totals), `${name} by ${groupBy}`)
      }
    }
  })
})
