import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { makeGoldenTickets } from './test-golden.ts'

const application = await testApplication({ after })
await makeGoldenTickets(application.sql)

describe('the key figures', () => {
  it('stand beside those of the period before', async () => {
    const query = 'date_from=2026-04-01&date_to=2026-04-30&currency=CAD'
    const answer = await application.as('owner').get(`/api/v1/reports/kpis?${query}`)
    assert.equal(answer.status, 200)
    assert.deepEqual(answer.body.data, {
      currency: 'CAD',
      period: { date_from: '2026-04-01', date_to: '2026-04-30' },
      previous_period: { date_from: '2026-03-01', date_to: '2026-03-31' },
      revenue: { value: '-1.00', previous: '41.00', change: '-1.0244' },
      tickets: { value: 2, previous: 3, change: '-0.3333' },
      average_ticket: { value: '-0.50', previous: '13.67', change: '-1.0366' },
      units: { value: '1', previous: '5.5', change: '-0.8182' },
      margin: { value: '-0.50', previous: '24.50', change: '-1.0204' },
      margin_rate: { value: '0.5000', previous: '0.5976', change: '-0.1633' },
      returns_rate: { value: '1.1111', previous: '0.1800', change: '5.1728' },
      discounts_rate: { value: '0.0000', previous: '0.0385', change: '-1.0000' },
      tax: { value: '-0.75', previous: '6.24', change: '-1.1202' },
      collected: { value: '-1.75', previous: '47.23', change: '-1.0371' },
      active_customers: { value: 0, previous: 1, change: '-1.0000' },
    })
  })

  it('are compared month by month, a month that is not over with the same days', async () => {
    const owner = application.as('owner')
    for (const [from, to, before] of [
      ['2026-04-01', '2026-04-30', ['2026-03-01', '2026-03-31']],
      ['2026-04-01', '2026-04-03', ['2026-03-01', '2026-03-03']],
      ['2026-04-02', '2026-04-03', ['2026-03-31', '2026-04-01']],
    ] as const) {
      const { data } = (await owner.get(`/api/v1/reports/kpis?date_from=${from}&date_to=${to}&currency=CAD`)).body
      const { date_from: first, date_to: last } = data.previous_period
      assert.deepEqual([first, last], before)
      const earlier = await owner.get(`/api/v1/reports/sales?date_from=${first}&date_to=${last}&currency=CAD`)
      assert.equal(data.revenue.previous, earlier.body.data.totals.net)
      assert.equal(data.tickets.previous, earlier.body.data.totals.tickets)
    }
  })

  it('come per currency, the earlier period too', async () => {
    const { body } = await application.as('owner').get('/api/v1/reports/kpis?date_from=2026-03-03&date_to=2026-03-03')
    const [dollars, euros] = body.data.currencies
    assert.deepEqual(dollars.revenue, { value: '7.00', previous: '43.00', change: '-0.8372' })
    assert.deepEqual(euros.revenue, { value: '0.00', previous: '30.00', change: '-1.0000' })
    assert.deepEqual(euros.average_ticket, { value: null, previous: '30.00', change: null })
    assert.deepEqual(euros.active_customers, { value: 0, previous: 1, change: '-1.0000' })
  })
})
