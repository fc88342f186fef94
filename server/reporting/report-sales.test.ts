import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { DIMENSIONS } from './dimensions.ts'
import { queryFacts } from './query-facts.ts'
import { makeGoldenTickets } from './test-golden.ts'

const application = await testApplication({ after })
const { montreal, vancouver, paris } = await makeGoldenTickets(application.sql)

const PERIOD = 'date_from=2026-03-01&date_to=2026-04-30'

const ticketsOf = (currency: string) => `/api/v1/sales?${PERIOD}&currency=${currency}`

async function report(query: string) {
  const answer = await application.as('owner').get(`/api/v1/reports/sales?${query}`)
  assert.equal(answer.status, 200, answer.raw.toString())
  return answer.body.data
}

describe('the sales report of the golden tickets', () => {
  it('has a block per currency, and never adds two', async () => {
    const data = await report(`${PERIOD}&group_by=year`)
    assert.deepEqual(Object.keys(data).sort(), ['currencies', 'group_by', 'period'])
    assert.deepEqual(data.period, { date_from: '2026-03-01', date_to: '2026-04-30' })
    const [dollars, euros] = data.currencies
    assert.deepEqual(dollars.totals, {
      tickets: 5,
      units: '6.5',
      gross: '61.00',
      discounts: '2.00',
      returns: '-19.00',
      net: '40.00',
      tax: '5.49',
      total: '45.49',
      rounding: '-0.01',
      collected: '45.48',
      cost: '16.00',
      margin: '24.00',
      margin_rate: '0.6000',
      average_ticket: '8.00',
    })
    assert.equal(dollars.currency, 'CAD')
    assert.deepEqual(dollars.rows, [{ key: '2026', label: '2026', ...dollars.totals, tickets_url: ticketsOf('CAD') }])
    assert.equal(dollars.truncated, false)
    assert.deepEqual(euros, {
      currency: 'EUR',
      totals: euros.totals,
      rows: [{ key: '2026', label: '2026', ...euros.totals, tickets_url: ticketsOf('EUR') }],
      truncated: false,
    })
    assert.equal(euros.totals.net, '30.00')
    assert.equal(euros.totals.collected, '36.00')
    assert.equal(euros.totals.average_ticket, '30.00')
  })

  it('is the block itself when there is one currency, by choice or by nature', async () => {
    for (const query of ['currency=CAD', `store_id=${montreal},${vancouver}`]) {
      const data = await report(`${PERIOD}&group_by=year&${query}`)
      assert.equal(data.currency, 'CAD')
      assert.equal(data.totals.net, '40.00')
      assert.equal(data.currencies, undefined)
    }
  })

  it('has a zero block where nothing was sold', async () => {
    const data = await report(`date_from=2020-01-01&date_to=2020-01-31&store_id=${paris}`)
    assert.equal(data.currency, 'EUR')
    assert.equal(data.group_by, 'day')
    assert.equal(data.totals.tickets, 0)
    assert.equal(data.totals.net, '0.00')
    assert.equal(data.totals.margin_rate, null)
    assert.equal(data.totals.average_ticket, null)
    assert.deepEqual(data.rows, [])
  })
})

describe('a report of more rows than anyone reads', () => {
  it('is cut to the first, says so, and keeps its totals', async () => {
    const scope = { from: '2026-03-01', to: '2026-04-30', storeIds: null, currency: 'CAD' }
    const [byNet] = await queryFacts(application.sql, DIMENSIONS.variant, ['net', 'tickets'], scope, 2)
    assert.deepEqual(byNet?.groups.map((group) => group.facts.net).toSorted(), [1400n, 2900n])
    assert.deepEqual([byNet?.isTruncated, byNet?.totals.net, byNet?.totals.tickets], [true, 4000n, 5n])
    const [byDay] = await queryFacts(application.sql, DIMENSIONS.day, ['net', 'tickets'], scope, 5)
    assert.deepEqual([byDay?.isTruncated, byDay?.groups.length], [false, 5])
  })
})
