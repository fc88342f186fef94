import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import type { Client } from '../../../test/harness/client.ts'
import { makeRole, makeStore, makeToken, makeUser } from '../../../test/harness/factories.ts'
import { addDays } from '../resolve-scope.ts'
import { rollUpReports } from '../rollups/roll-up-reports.ts'
import { insertTickets, type TestTicket } from '../test-tickets.ts'

const application = await testApplication({ after })
const { sql, as, withToken } = application
const owner = as('owner')

const PATH = '/api/v1/reports/trends'
const store = await makeStore(sql, { name: 'Nord', tax_zone: 'NONE', time_zone: 'UTC' })
const other = await makeStore(sql, { name: 'Sud', tax_zone: 'NONE', time_zone: 'UTC' })
const ticket = (day: string, hour: number, net: number, storeId = store.id): TestTicket => ({
  storeId,
  day,
  hour,
  currency: 'CAD',
  lines: [{ name: 'Thé', quantity: '1', gross: net, cost: net / 2 }],
  payments: [],
})

/**
 * 2023 and 2024: 10.00 on every day, 20.00 in December; in the second year twice as much, since the shop has grown.
 * March 2025: 30.00 on each Monday at nine, 6.00 and 4.00 on each Saturday at ten and twelve.
 */
const tickets: TestTicket[] = []
for (let day = '2023-01-01'; day <= '2024-12-31'; day = addDays(day, 1)) {
  const growth = day < '2024' ? 1 : 2
  tickets.push(ticket(day, 12, (day.slice(5, 7) === '12' ? 2000 : 1000) * growth))
}
for (const monday of ['2025-03-03', '2025-03-10', '2025-03-17', '2025-03-24', '2025-03-31']) {
  tickets.push(ticket(monday, 9, 3000))
}
for (const saturday of ['2025-03-01', '2025-03-08', '2025-03-15', '2025-03-22', '2025-03-29']) {
  tickets.push(ticket(saturday, 10, 600), ticket(saturday, 12, 400))
}
tickets.push(ticket('2025-03-05', 9, 77_700, other.id))
await insertTickets(sql, tickets)

type Row = Record<string, unknown> & { values: unknown[] }
const pick = (row: Record<string, unknown>, ...names: string[]) => names.map((name) => row[name])
async function trends(query: string, client: Client = owner, language = 'fr') {
  const answer = await client.get(`${PATH}?${query}`, { 'accept-language': language })
  assert.equal(answer.status, 200, answer.raw.toString())
  return answer.body.data
}
const ALL = `date_from=2023-01-01&date_to=2025-03-31&store_id=${store.id}`
const MARCH = `date_from=2025-03-01&date_to=2025-03-31&store_id=${store.id}`

describe('months by year', () => {
  it('are a matrix, whose change is from the last year to the one before', async () => {
    const { months, measure } = await trends(ALL)
    assert.equal(measure, 'revenue')
    assert.deepEqual(months.years, [2023, 2024, 2025])
    assert.deepEqual(pick(months.rows[1], 'month', 'label', 'values', 'change'), [
      2,
      'février',
      ['280.00', '580.00', '0.00'],
      '-1.0000',
    ])
    assert.deepEqual(pick(months.rows[2], 'label', 'values', 'change'), [
      'mars',
      ['310.00', '620.00', '200.00'],
      '-0.6774',
    ])
    // Outside the period there is nothing, not even zero.
    assert.deepEqual(pick(months.rows[11], 'values', 'change'), [['620.00', '1240.00', null], null])
    assert.deepEqual(months.totals, ['3960.00', '7940.00', '200.00'])
    // Twenty days of March are no measure of a whole one.
    const begun = await trends(ALL.replace('2025-03-31', '2025-03-20'))
    assert.deepEqual(pick(begun.months.rows[1], 'change'), ['-1.0000'])
    assert.deepEqual(pick(begun.months.rows[2], 'change'), [null])
    assert.equal((await trends(ALL, owner, 'en')).months.rows[1].label, 'February')
  })

  it('have an index from whole years, which growth does not bend', async () => {
    const query = `date_from=2023-01-01&date_to=2024-12-31&store_id=${store.id}`
    const { months } = await trends(query)
    // 10.00 a day where the year has 3960.00 ÷ 365; 20.00 in December. The second year is the same, doubled, in 366 days.
    const ordinary = ((10 / (3960 / 365) + 20 / (7940 / 366)) / 2).toFixed(4)
    const december = ((20 / (3960 / 365) + 40 / (7940 / 366)) / 2).toFixed(4)
    assert.deepEqual(
      months.rows.map((row: Row) => row.index),
      [...Array.from({ length: 11 }, () => ordinary), december],
    )
    const short = await trends(`date_from=2024-02-02&date_to=2024-12-31&store_id=${store.id}`)
    assert.equal(short.months.rows[11].index, null)
  })
})

describe('weekdays by hour', () => {
  it('are a matrix of totals, with the mean of each weekday and how it stands to the others', async () => {
    const { week } = await trends(MARCH)
    assert.deepEqual(week.hours, [9, 10, 11, 12])
    assert.deepEqual(pick(week.rows[0], 'label', 'days', 'values', 'total', 'average', 'index'), [
      'lundi',
      5,
      ['150.00', '0.00', '0.00', '0.00'],
      '150.00',
      '30.00',
      // 30.00 to 200.00 in 31 days.
      '4.6500',
    ])
    assert.deepEqual(pick(week.rows[5], 'label', 'days', 'values', 'average', 'index'), [
      'samedi',
      5,
      ['0.00', '30.00', '0.00', '20.00'],
      '10.00',
      '1.5500',
    ])
    assert.deepEqual(pick(week.rows[1], 'days', 'total', 'index'), [4, '0.00', '0.0000'])
    assert.deepEqual(week.totals, ['150.00', '30.00', '0.00', '20.00'])
  })
})

describe('days', () => {
  it('have moving averages, which look back beyond the period', async () => {
    const { days } = await trends(MARCH)
    assert.equal(days.length, 31)
    assert.deepEqual(days[0], { date: '2025-03-01', value: '10.00', average_7: '1.43', average_28: '0.36' })
    assert.deepEqual(days[2], { date: '2025-03-03', value: '30.00', average_7: '5.71', average_28: '1.43' })
    // Four Mondays and four Saturdays.
    assert.deepEqual(days[27], { date: '2025-03-28', value: '0.00', average_7: '5.71', average_28: '5.71' })
    const january = await trends(`date_from=2024-01-01&date_to=2024-01-01&store_id=${store.id}`)
    // Twenty-seven days of December at 20.00.
    assert.deepEqual(january.days, [{ date: '2024-01-01', value: '20.00', average_7: '20.00', average_28: '20.00' }])
  })

  it('end with the last that has begun', async () => {
    const today = new Date().toISOString().slice(0, 10)
    const { days, period, week } = await trends(
      `date_from=${addDays(today, -1)}&date_to=${addDays(today, 30)}&store_id=${store.id}`,
    )
    assert.deepEqual(
      days.map(({ date }: { date: string }) => date),
      [addDays(today, -1), today],
    )
    assert.equal(period.date_to, addDays(today, 30))
    assert.equal(
      week.rows.reduce((sum: number, row: { days: number }) => sum + row.days, 0),
      2,
    )
    const later = await trends(`date_from=${addDays(today, 1)}&date_to=${addDays(today, 9)}&store_id=${store.id}`)
    assert.deepEqual([later.days, later.months.years, later.week.hours], [[], [], []])
  })

  it('are two years where nothing is said', async () => {
    const { days, currency } = await trends(`store_id=${store.id}`)
    assert.deepEqual([days.length, currency], [730, 'CAD'])
  })
})

describe('a shop that has not long been there', () => {
  // A Thursday; 40.00 on each Monday from the next one on.
  const OPENING = '2024-10-10'
  const YEARS = 'date_from=2023-01-01&date_to=2024-12-31'
  const opened: TestTicket[] = []
  let young = { id: 0 }
  before(async () => {
    young = await makeStore(sql, { name: 'Neuf', tax_zone: 'NONE', time_zone: 'UTC' })
    opened.push(ticket(OPENING, 9, 1000, young.id))
    for (let day = '2024-10-14'; day <= '2024-12-31'; day = addDays(day, 7)) opened.push(ticket(day, 9, 4000, young.id))
    await insertTickets(sql, opened)
  })

  it('has means of the days since, and no season before a whole year', async () => {
    const { week, months, days } = await trends(`${YEARS}&store_id=${young.id}`)
    assert.deepEqual(pick(week.rows[0], 'days', 'total', 'average'), [12, '480.00', '40.00'])
    // 490.00 in 83 days.
    assert.equal(week.rows[0].index, (40 / (490 / 83)).toFixed(4))
    assert.deepEqual(pick(months.rows[8], 'values', 'change', 'index'), [[null, null], null, null])
    assert.deepEqual(pick(months.rows[9], 'values', 'change', 'index'), [[null, '130.00'], null, null])
    assert.deepEqual(pick(months.rows[11], 'values', 'index'), [[null, '200.00'], null])
    assert.deepEqual(months.totals, [null, '490.00'])
    assert.deepEqual(days[0], { date: '2023-01-01', value: null, average_7: null, average_28: null })
    const day = days.find(({ date }: { date: string }) => date === '2024-10-14')
    // Five days, 50.00.
    assert.deepEqual(day, { date: '2024-10-14', value: '40.00', average_7: '10.00', average_28: '10.00' })
  })

  it('was there before a period that begins later, also where nothing was sold at first', async () => {
    const { week, days } = await trends(`date_from=2025-02-01&date_to=2025-02-28&store_id=${young.id}`)
    assert.deepEqual(pick(week.rows[0], 'days', 'average'), [4, '0.00'])
    assert.deepEqual(days[0], { date: '2025-02-01', value: '0.00', average_7: '0.00', average_28: '0.00' })
  })

  it('is the same from roll-ups, and does not make the chain young', async () => {
    const ask = async () => [
      await trends(`${YEARS}&store_id=${young.id}`),
      await trends(`${YEARS}&store_id=${young.id},${store.id}`),
    ]
    const fromTickets = await ask()
    assert.equal(fromTickets[1].week.rows[0].days, 105)
    await rollUpReports(sql, { now: new Date('2026-09-01T12:00:00Z') })
    const fromSums = await ask()
    await sql`delete from report_spans`
    assert.deepEqual(fromSums, fromTickets)
  })
})

describe('the measure', () => {
  it('may be another, and is what the sales report says', async () => {
    const { totals } = (await owner.get(`/api/v1/reports/sales?${MARCH}`)).body.data
    for (const [measure, total] of [
      ['revenue', totals.net],
      ['tickets', totals.tickets],
      ['units', totals.units],
      ['margin', totals.margin],
      ['average_ticket', totals.average_ticket],
    ]) {
      const { months } = await trends(`${MARCH}&measure=${measure}`)
      assert.deepEqual(months.totals, [total], measure)
    }
  })

  it('has a mean of its own kind', async () => {
    const counted = await trends(`${MARCH}&measure=tickets`)
    assert.deepEqual(pick(counted.week.rows[5], 'total', 'average'), [10, '2.00'])
    assert.equal(counted.days[0].average_7, '0.29')
    const average = await trends(`${MARCH}&measure=average_ticket`)
    assert.deepEqual(pick(average.week.rows[5], 'total', 'average', 'index'), ['5.00', '5.00', '0.3750'])
    assert.deepEqual(pick(average.week.rows[1], 'total', 'average', 'index'), [null, null, null])
    assert.deepEqual(average.days[1], { date: '2025-03-02', value: null, average_7: '5.00', average_28: '5.00' })
  })

  it('is refused where its reader may not see it, or nobody knows it', async () => {
    const role = await makeRole(sql, ['reports.view'])
    const { id } = await makeUser(sql, { roles: [role], storeIds: [store.id] })
    const viewer = withToken((await makeToken(sql, id)).secret)
    assert.equal((await trends(MARCH, viewer)).months.totals[0], '200.00')
    for (const [language, words] of [
      ['fr', /marge/],
      ['en', /margin/],
    ] as const) {
      const refused = await viewer.get(`${PATH}?measure=margin`, { 'accept-language': language })
      assert.equal(refused.status, 403)
      assert.match(refused.body.errors.measure[0], words)
      const long = await owner.get(`${PATH}?date_from=2010-01-01&date_to=2025-01-01`, { 'accept-language': language })
      assert.equal(long.status, 422)
      assert.match(long.body.errors.date_to[0], language === 'fr' ? /onze ans/ : /eleven years/)
    }
    assert.equal((await owner.get(`${PATH}?measure=colour`)).status, 422)
  })
})

describe('stores', () => {
  it('are the reader’s own', async () => {
    const manager = as('manager', { storeIds: [store.id] })
    const { months } = await trends('date_from=2025-03-01&date_to=2025-03-31', manager)
    assert.deepEqual(months.totals, ['200.00'])
    assert.equal((await manager.get(`${PATH}?store_id=${other.id}`)).status, 404)
    const none = await trends('date_from=2025-03-01&date_to=2025-03-31', as('manager'))
    assert.deepEqual([none.currency, none.months.totals], [null, ['0.00']])
  })
})
