import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeRole, makeStore, makeToken, makeUser } from '../../../test/harness/factories.ts'
import { systemActor } from '../../platform/actor.ts'
import { connect } from '../../platform/database/connect.ts'
import { AppError } from '../../platform/errors.ts'
import { rollUpReports } from '../rollups/roll-up-reports.ts'
import { makeGoldenTickets } from '../test-golden.ts'
import { reportCustom } from './report-custom.ts'

const CUSTOM = '/api/v1/reports/custom'
const { sql, config, as, withToken } = await testApplication({ after })
const { montreal, vancouver, coffee, tea, coffees } = await makeGoldenTickets(sql)
await sql`insert into sale_identities (id, store_id, body_hash) select id, store_id, '' from sales`
const owner = as('owner')
const MARCH = { date_from: '2026-03-01', date_to: '2026-03-31', currency: 'CAD' }

async function ask(body: object) {
  const answer = await owner.post(CUSTOM, body)
  assert.equal(answer.status, 200, answer.raw.toString())
  return answer.body.data
}
const refused = async (body: object, language = 'en') => {
  const { status, body: answer } = await owner.post(CUSTOM, body, { 'accept-language': language })
  assert.equal(status, 422, JSON.stringify(answer))
  return answer.errors
}

describe('a custom report', () => {
  it('has a row for each group of all its dimensions, with their keys and names', async () => {
    const data = await ask({ ...MARCH, dimensions: ['month', 'product'], measures: ['net', 'tickets', 'collected'] })
    assert.deepEqual(data.period, { date_from: '2026-03-01', date_to: '2026-03-31' })
    assert.equal(data.compared_period, null)
    const rows = data.rows.map(({ keys, labels, net, tickets, collected }: Record<string, unknown>) => [
      keys,
      labels,
      net,
      tickets,
      collected,
    ])
    assert.deepEqual(rows, [
      [{ month: '2026-03', product: coffee }, { month: 'mars 2026', product: 'Café – petit' }, '29.00', 2, null],
      [{ month: '2026-03', product: tea }, { month: 'mars 2026', product: 'Thé vert' }, '5.00', 1, null],
      [{ month: '2026-03', product: null }, { month: 'mars 2026', product: 'Sans article' }, '7.00', 1, null],
    ])
    assert.deepEqual(data.totals, { net: '41.00', tickets: 3, collected: '47.23' })
  })

  it('keeps only what its filters let through, of lines where they are about articles', async () => {
    const data = await ask({
      ...MARCH,
      dimensions: ['store'],
      measures: ['net', 'tickets', 'rounding'],
      filters: [
        { dimension: 'category', values: [coffees] },
        { dimension: 'city', values: ['Montréal', null] },
      ],
    })
    assert.deepEqual(data.totals, { net: '29.00', tickets: 2, rounding: null })
    assert.deepEqual(
      data.rows.map(({ keys }: { keys: object }) => keys),
      [{ store: montreal }],
    )
    const none = await ask({
      ...MARCH,
      dimensions: [],
      measures: ['net'],
      filters: [{ dimension: 'customer', values: [null] }],
    })
    assert.deepEqual([none.totals, none.rows], [{ net: '27.00' }, []])
  })

  it('stands beside another period, by time on the same places, with what is only there', async () => {
    const data = await ask({
      date_from: '2026-04-01',
      date_to: '2026-04-30',
      currency: 'CAD',
      dimensions: ['day'],
      measures: ['net'],
      compare: { date_from: '2026-03-02', date_to: '2026-03-31' },
    })
    assert.deepEqual(data.compared_period, { date_from: '2026-03-02', date_to: '2026-03-31' })
    type Row = { keys: { day: string }; net: string; previous: { net: string }; change: { net: string } }
    const rows = data.rows.map(({ keys, net, previous, change }: Row) => [keys.day, net, previous.net, change.net])
    assert.deepEqual(rows, [
      ['2026-04-01', '-5.00', '43.00', '-1.1163'],
      ['2026-04-02', '4.00', '7.00', '-0.4286'],
      ['2026-04-07', '0.00', '-9.00', '1.0000'],
    ])
    const leap = await ask({
      date_from: '2025-02-01',
      date_to: '2025-02-28',
      dimensions: [],
      measures: ['net'],
      compare: 'previous_year',
    })
    assert.deepEqual(leap.compared_period, { date_from: '2024-02-01', date_to: '2024-02-29' })
  })

  it('lays whole months on whole months, from roll-ups as from tickets', async () => {
    const months = {
      date_from: '2026-04-01',
      date_to: '2026-06-30',
      currency: 'CAD',
      dimensions: ['month'],
      measures: ['net', 'tickets'],
      compare: 'previous_period',
    }
    await sql`delete from report_spans`
    const fromTickets = await ask(months)
    assert.deepEqual(fromTickets.compared_period, { date_from: '2026-01-01', date_to: '2026-03-31' })
    type Row = { keys: { month: string }; previous: { net: string } }
    const march = await ask({ ...months, date_from: '2026-03-01', date_to: '2026-03-31', compare: undefined })
    const rows = fromTickets.rows.map(({ keys, previous }: Row) => [keys.month, previous.net])
    // March is laid on June; ninety days later its first day would be in May.
    assert.deepEqual(rows, [
      ['2026-04', '0.00'],
      ['2026-06', march.totals.net],
    ])
    await rollUpReports(sql, { now: new Date('2026-09-01T12:00:00Z') })
    const fromSums = await ask(months)
    await sql`delete from report_spans`
    assert.deepEqual(fromSums, fromTickets)
  })

  it('is the same from roll-ups as from tickets where one article is filtered', async () => {
    const questions = [
      {
        dimensions: ['product'],
        filters: [{ dimension: 'product', values: [tea] }],
        measures: ['tickets', 'average_ticket'],
      },
      {
        dimensions: ['month', 'product'],
        filters: [{ dimension: 'product', values: [coffee] }],
        measures: ['tickets'],
      },
      { dimensions: ['product'], filters: [{ dimension: 'product', values: [tea, coffee] }], measures: ['net'] },
      { dimensions: ['product'], filters: [{ dimension: 'product', values: [tea] }], measures: ['net', 'collected'] },
    ]
    const all = () =>
      Promise.all(questions.map((one) => ask({ ...one, date_from: '2026-01-01', date_to: '2026-06-30' })))
    await sql`delete from report_spans`
    const fromTickets = await all()
    await rollUpReports(sql, { now: new Date('2026-09-01T12:00:00Z') })
    const fromSums = await all()
    await sql`delete from report_spans`
    assert.deepEqual(fromSums, fromTickets)
    assert.equal(fromTickets[0].totals.tickets, fromTickets[0].rows[0].tickets)
  })

  it('compares a leap day with the day before it a year earlier, and a February with a February', async () => {
    const compared = async (date_from: string, date_to: string) =>
      (await ask({ date_from, date_to, dimensions: ['day'], measures: ['net'], compare: 'previous_year' }))
        .compared_period
    assert.deepEqual(await compared('2024-02-29', '2024-02-29'), { date_from: '2023-02-28', date_to: '2023-02-28' })
    assert.deepEqual(await compared('2025-02-28', '2025-02-28'), { date_from: '2024-02-28', date_to: '2024-02-28' })
    assert.deepEqual(await compared('2025-02-01', '2025-02-28'), { date_from: '2024-02-01', date_to: '2024-02-29' })
  })

  it('comes in the order asked for, and no longer than asked for', async () => {
    const asked = { ...MARCH, dimensions: ['day'], measures: ['net', 'margin_rate'], sort: '-net', limit: 2 }
    const data = await ask(asked)
    assert.deepEqual(
      data.rows.map(({ keys }: { keys: { day: string } }) => keys.day),
      ['2026-03-02', '2026-03-03'],
    )
    assert.equal(data.truncated, true)
    const byDay = await ask({ ...asked, sort: 'day,-net', limit: 10 })
    assert.deepEqual(
      byDay.rows.map(({ net }: { net: string }) => net),
      ['43.00', '7.00', '-9.00'],
    )
    assert.equal(byDay.truncated, false)
  })

  it('leads to the tickets of each row', async () => {
    const data = await ask({ ...MARCH, dimensions: ['payment_method', 'weekday'], measures: ['tickets'] })
    for (const row of [data, ...data.rows]) {
      const { body } = await owner.get(row.tickets_url)
      const sales = body.data.filter(({ kind }: { kind: string }) => kind === 'sale')
      assert.equal(sales.length, row.tickets ?? data.totals.tickets, row.tickets_url)
    }
    const sales = await owner.get(
      `/api/v1/reports/sales?date_from=2026-03-01&date_to=2026-03-31&currency=CAD&group_by=week`,
    )
    const [week] = sales.body.data.rows
    assert.equal(week.tickets_url, '/api/v1/sales?date_from=2026-03-02&date_to=2026-03-08&currency=CAD')
  })
})

describe('what makes no custom report', () => {
  const base = { dimensions: ['day'], measures: ['net'] }

  it('is refused by its field, in both languages', async () => {
    const cases: [object, string][] = [
      [{ ...base, dimensions: ['day', 'nothing'] }, 'dimensions.1'],
      [{ ...base, dimensions: ['day', 'day'] }, 'dimensions.1'],
      [{ ...base, dimensions: ['day', 'store', 'city', 'year'] }, 'dimensions'],
      [{ ...base, measures: [] }, 'measures'],
      [{ ...base, measures: ['net', 'profit'] }, 'measures.1'],
      [{ ...base, measures: ['net', 'net'] }, 'measures.1'],
      [{ ...base, filters: [{ dimension: 'month', values: ['2026-03'] }] }, 'filters.0.dimension'],
      [{ ...base, filters: [{ dimension: 'hour', values: [9, 24] }] }, 'filters.0.values.1'],
      [{ ...base, filters: [{ dimension: 'product', values: ['coffee'] }] }, 'filters.0.values.0'],
      [{ ...base, filters: [{ dimension: 'country', values: [5] }] }, 'filters.0.values.0'],
      [{ ...base, filters: [{ dimension: 'hour', values: [] }] }, 'filters.0.values'],
      [
        {
          ...base,
          filters: [
            { dimension: 'hour', values: [1] },
            { dimension: 'hour', values: [2] },
          ],
        },
        'filters.1.dimension',
      ],
      [{ ...base, sort: '-tickets' }, 'sort'],
      [{ ...base, sort: 'net,-net' }, 'sort'],
      [{ ...base, filters: [{ dimension: 'hour', values: [null] }] }, 'filters.0.values.0'],
      [{ ...base, filters: [{ dimension: 'hour', values: ['09'] }] }, 'filters.0.values.0'],
      [{ ...base, filters: [{ dimension: 'payment_method', values: ['cash', 'bitcoin'] }] }, 'filters.0.values.1'],
      [{ ...base, filters: [{ dimension: 'country', values: ['A|B'] }] }, 'filters.0.values.0'],
      [
        {
          ...base,
          filters: ['product', 'customer'].map((dimension) => ({ dimension, values: [...Array(101).keys()] })),
        },
        'filters',
      ],
      [{ ...base, limit: 0 }, 'limit'],
      [{ ...base, compare: 'last_year' }, 'compare'],
      [{ ...base, compare: { date_from: '2026-02-01', date_to: '2026-01-01' } }, 'compare'],
      [{ ...base, compare: { date_from: '0026-02-01', date_to: '2026-01-01' } }, 'compare'],
      [{ ...base, date_from: '2026-03-02', date_to: '2026-03-01' }, 'date_to'],
      [{ ...base, unknown: 1 }, 'unknown'],
    ]
    for (const [body, field] of cases) {
      const [french, english] = [await refused(body, 'fr'), await refused(body)]
      assert.ok(field in french && field in english, `${JSON.stringify(body)}: ${JSON.stringify(english)}`)
      assert.notDeepEqual(french[field], english[field])
    }
  })

  it('is refused by the permission that a measure wants', async () => {
    const role = await makeRole(sql, ['reports.view'])
    const { id } = await makeUser(sql, { roles: [role], storeIds: [montreal] })
    const reader = withToken((await makeToken(sql, id)).secret)
    const answer = await reader.post(CUSTOM, { ...base, measures: ['net', 'margin'] }, { 'accept-language': 'en' })
    assert.equal(answer.status, 403)
    assert.match(JSON.stringify(answer.body.errors), /reports\.margin/)
    assert.equal((await reader.post(CUSTOM, base)).status, 200)
  })

  it('is another store: of a manager’s own alone, and 404 when named', async () => {
    const manager = as('manager', { storeIds: [vancouver] })
    const all = await manager.post(CUSTOM, { ...MARCH, dimensions: ['store'], measures: ['net'] })
    assert.deepEqual(
      all.body.data.rows.map(({ keys }: { keys: { store: number } }) => keys.store),
      [vancouver],
    )
    const filtered = {
      ...MARCH,
      dimensions: ['store'],
      measures: ['net'],
      filters: [{ dimension: 'store', values: [montreal] }],
    }
    assert.deepEqual((await manager.post(CUSTOM, filtered)).body.data.rows, [])
    assert.equal((await manager.post(CUSTOM, { ...base, store_id: montreal })).status, 404)
    const { id } = await makeStore(sql)
    assert.equal((await manager.post(CUSTOM, { ...base, store_id: `${vancouver},${id}` })).status, 404)
    assert.equal((await manager.get(`/api/v1/sales?store_ids=${montreal}`)).status, 404)
  })
})

describe('a period by its name', () => {
  it('means days of the calendar of its stores', async () => {
    const { period } = await ask({ period: 'last_month', dimensions: [], measures: ['net'] })
    const [days] = await sql<{ date_from: string; date_to: string }[]>`
      select (date_trunc('month', max(today)) - interval '1 month')::date as date_from,
        (date_trunc('month', max(today)) - interval '1 day')::date as date_to
      from (select (now() at time zone time_zone)::date as today from stores) each_store`
    assert.deepEqual(period, { ...days })
  })

  it('takes the place of dates, and does not stand beside them', async () => {
    const errors = await refused({ ...MARCH, period: 'last_month', dimensions: [], measures: ['net'] })
    assert.deepEqual(errors, { period: ['Give a period or dates, not both.'] })
  })
})

describe('a question that takes too long', () => {
  it('is refused with what would make it shorter, and not as if the server were busy', async () => {
    const hurried = connect(config, { statementTimeoutMs: 50, max: 1 })
    await sql.begin(async (tx) => {
      await tx`lock table sales in access exclusive mode`
      const asking = reportCustom(hurried, systemActor, { ...MARCH, dimensions: ['hour'], measures: ['net'] }, 'fr')
      await assert.rejects(asking, (error) => {
        assert.ok(error instanceof AppError)
        assert.equal(error.code, 'validation_failed')
        assert.match(error.fields.dimensions?.[0]?.fr ?? '', /raccourcissez la période/)
        return true
      })
    })
    await hurried.end()
  })
})
