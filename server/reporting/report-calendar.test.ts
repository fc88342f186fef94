import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { makeStore } from '../../test/harness/factories.ts'
import { makeTill } from '../../test/harness/sales.ts'
import { rollUpReports } from './rollups/roll-up-reports.ts'

/**
 * The calendar as a manager reads it: which day, hour, week and year a ticket counts in, where clocks are changed, where a
 * store sells past midnight, where a year ends, and on the 29th of February. Every ticket is recorded through the API with
 * the moment of its till, and read in the reports; the whole is read once more after the days have been rolled up.
 */
const application = await testApplication({ after }, { max: 8 })
const { sql, as } = application
const owner = as('owner')

const place = (name: string, time_zone: string) =>
  makeStore(sql, { name, time_zone, tax_zone: 'NONE', currency: 'CAD' })
const montreal = await place('Montréal', 'America/Toronto')
const paris = await place('Paris', 'Europe/Paris')
const vancouver = await place('Vancouver', 'America/Vancouver')

type Answer = Awaited<ReturnType<typeof owner.get>>
type Row = { key: string | number; label: string; tickets: number; net: string }

/** Everything that was read, to be read again. */
const read = new Map<string, string>()
async function get(path: string): Promise<Answer['body']['data']> {
  const { status, body, raw } = await owner.get(`/api/v1${path}`)
  assert.equal(status, 200, raw.toString())
  if (path.startsWith('/reports/')) read.set(path, JSON.stringify(body.data))
  return body.data
}

async function sell(storeId: number, occurred_at: string, amount: string, more: object = {}): Promise<void> {
  const answer = await owner.post('/api/v1/sales', {
    id: randomUUID(),
    store_id: storeId,
    occurred_at,
    lines: [{ description: 'Café', unit_price: amount, quantity: '1', tax_class: 'standard' }],
    payments: [{ method: 'card', amount }],
    ...more,
  })
  assert.equal(answer.status, 201, answer.raw.toString())
}

async function rowsOf(storeId: number, period: string, groupBy: string): Promise<[Row['key'], string][]> {
  const [from, to = from] = period.split('..')
  const data = await get(`/reports/sales?store_id=${storeId}&date_from=${from}&date_to=${to}&group_by=${groupBy}`)
  return data.rows.map(({ key, net }: Row) => [key, net])
}

describe('where clocks are changed', async () => {
  // Each moment with what it is worth, and where it must be found: the store's day and hour.
  // Sources: America/Toronto, changed on 9 March and 2 November 2025 at 2:00; Europe/Paris, on 30 March at 2:00 and 26 October at 3:00.
  const table: [store: typeof montreal, moment: string, amount: string, day: string, hour: number][] = [
    // Montréal: after 1:59 comes 3:00.
    [montreal, '2025-03-09T06:59:59.999Z', '1.00', '2025-03-09', 1],
    [montreal, '2025-03-09T07:00:00.000Z', '2.00', '2025-03-09', 3],
    // That day has 23 hours.
    [montreal, '2025-03-09T04:59:59.999Z', '4.00', '2025-03-08', 23],
    [montreal, '2025-03-09T05:00:00.000Z', '8.00', '2025-03-09', 0],
    [montreal, '2025-03-10T03:59:59.999Z', '16.00', '2025-03-09', 23],
    [montreal, '2025-03-10T04:00:00.000Z', '32.00', '2025-03-10', 0],
    // Montréal: the hour from 1:00 to 2:00 happens twice, and is one hour of the report.
    [montreal, '2025-11-02T05:30:00.000Z', '1.00', '2025-11-02', 1],
    [montreal, '2025-11-02T06:30:00.000Z', '2.00', '2025-11-02', 1],
    [montreal, '2025-11-02T07:00:00.000Z', '4.00', '2025-11-02', 2],
    // That day has 25 hours.
    [montreal, '2025-11-02T03:59:59.999Z', '8.00', '2025-11-01', 23],
    [montreal, '2025-11-02T04:00:00.000Z', '16.00', '2025-11-02', 0],
    [montreal, '2025-11-03T04:59:59.999Z', '32.00', '2025-11-02', 23],
    [montreal, '2025-11-03T05:00:00.000Z', '64.00', '2025-11-03', 0],
    // Paris: after 1:59 comes 3:00.
    [paris, '2025-03-30T00:59:59.999Z', '1.00', '2025-03-30', 1],
    [paris, '2025-03-30T01:00:00.000Z', '2.00', '2025-03-30', 3],
    [paris, '2025-03-29T23:00:00.000Z', '4.00', '2025-03-30', 0],
    [paris, '2025-03-30T21:59:59.999Z', '8.00', '2025-03-30', 23],
    [paris, '2025-03-30T22:00:00.000Z', '16.00', '2025-03-31', 0],
    // Paris: the hour from 2:00 to 3:00 happens twice.
    [paris, '2025-10-26T00:30:00.000Z', '1.00', '2025-10-26', 2],
    [paris, '2025-10-26T01:30:00.000Z', '2.00', '2025-10-26', 2],
    [paris, '2025-10-25T22:00:00.000Z', '4.00', '2025-10-26', 0],
    [paris, '2025-10-26T22:59:59.999Z', '8.00', '2025-10-26', 23],
    [paris, '2025-10-26T23:00:00.000Z', '16.00', '2025-10-27', 0],
  ]
  for (const [store, moment, amount] of table) await sell(store.id, moment, amount)

  const days = Map.groupBy(table, ([store, , , day]) => `${store.id} ${day}`)
  for (const rows of days.values()) {
    const [[store, , , day]] = rows as [(typeof table)[number]]
    it(`${store.name}, ${day}: each ticket in its hour, none in an hour that never was`, async () => {
      const byHour = new Map<number, number>()
      for (const [, , amount, , hour] of rows) byHour.set(hour, (byHour.get(hour) ?? 0) + Number(amount))
      const expected = [...byHour].sort(([one], [other]) => one - other).map(([hour, sum]) => [hour, sum.toFixed(2)])
      assert.deepEqual(await rowsOf(store.id, day, 'hour'), expected)
      const total = [...byHour.values()].reduce((sum, amount) => sum + amount, 0).toFixed(2)
      assert.deepEqual(await rowsOf(store.id, day, 'day'), [[day, total]])
      // The dashboard of the day says the same, hour by hour.
      const { figures, hours } = await get(`/reports/dashboard?date=${day}&store_id=${store.id}`)
      assert.equal(figures.revenue.value, total)
      const sold = hours.filter(({ revenue }: { revenue: string }) => revenue !== '0.00')
      assert.deepEqual(
        sold.map(({ hour, revenue }: { hour: number; revenue: string }) => [hour, revenue]),
        expected,
      )
    })
  }

  it('the tickets behind a day are those of that day', async () => {
    const tickets = await get(`/sales?store_id=${montreal.id}&date_from=2025-11-02&date_to=2025-11-02&per_page=100`)
    assert.deepEqual(
      tickets
        .map(({ total }: { total: string }) => total)
        .sort((one: string, other: string) => Number(one) - Number(other)),
      ['1.00', '2.00', '4.00', '16.00', '32.00'],
    )
  })
})

describe('a store that sells past midnight', async () => {
  // Its drawer is opened on Saturday evening and closed on Sunday morning; a store has no other day than the calendar’s.
  const registerId = await makeTill(sql, montreal.id)
  const opened = await owner.post(`/api/v1/registers/${registerId}/sessions`, {
    opening_float: '100.00',
    opened_at: '2025-06-14T22:00:00.000Z',
  })
  assert.equal(opened.status, 201, opened.raw.toString())
  const session_id = opened.body.data.id
  const atTheBar = { register_id: registerId, session_id }
  await sell(montreal.id, '2025-06-15T03:30:00.000Z', '10.00', atTheBar)
  await sell(montreal.id, '2025-06-15T03:59:59.999Z', '20.00', atTheBar)
  await sell(montreal.id, '2025-06-15T04:00:00.000Z', '40.00', atTheBar)
  await sell(montreal.id, '2025-06-15T06:30:00.000Z', '80.00', atTheBar)

  it('has each ticket on the day of its own clock', async () => {
    assert.deepEqual(await rowsOf(montreal.id, '2025-06-14..2025-06-15', 'day'), [
      ['2025-06-14', '30.00'],
      ['2025-06-15', '120.00'],
    ])
    assert.deepEqual(await rowsOf(montreal.id, '2025-06-15', 'hour'), [
      [0, '40.00'],
      [2, '80.00'],
    ])
  })

  it('has one session over both days, whose X tells them apart and agrees with the reports', async () => {
    const report = await get(`/register-sessions/${session_id}/x-report`)
    assert.equal(report.totals.net, '150.00')
    assert.deepEqual(
      report.days.map(({ business_day, net }: { business_day: string; net: string }) => [business_day, net]),
      await rowsOf(montreal.id, '2025-06-14..2025-06-15', 'day'),
    )
  })

  it('has the night in two weekdays', async () => {
    assert.deepEqual(await rowsOf(montreal.id, '2025-06-14..2025-06-15', 'weekday'), [
      [6, '30.00'],
      [7, '120.00'],
    ])
  })
})

describe('where a year ends', async () => {
  const midnights: [store: typeof montreal, moment: string, amount: string][] = [
    // One moment: still 2024 in Montréal and Vancouver, already 2025 in Paris.
    [montreal, '2025-01-01T04:59:59.999Z', '1.00'],
    [vancouver, '2025-01-01T04:59:59.999Z', '2.00'],
    [paris, '2025-01-01T04:59:59.999Z', '4.00'],
    [montreal, '2025-01-01T05:00:00.000Z', '8.00'],
    // The last Sunday and Monday of 2024, the first of 2025.
    [montreal, '2024-12-29T17:00:00.000Z', '16.00'],
    [montreal, '2024-12-30T17:00:00.000Z', '32.00'],
    [montreal, '2025-01-05T17:00:00.000Z', '64.00'],
    [montreal, '2025-01-06T17:00:00.000Z', '128.00'],
    // 2020 had 53 weeks, the last of which ends in 2021.
    [paris, '2020-12-27T12:00:00.000Z', '1.00'],
    [paris, '2020-12-28T12:00:00.000Z', '2.00'],
    [paris, '2021-01-02T12:00:00.000Z', '4.00'],
    [paris, '2021-01-03T12:00:00.000Z', '8.00'],
    [paris, '2021-01-04T12:00:00.000Z', '16.00'],
  ]
  for (const [store, moment, amount] of midnights) await sell(store.id, moment, amount)
  const WINTER = '2024-12-29..2025-01-06'
  const LONG_YEAR = '2020-12-27..2021-01-04'

  it('each ticket is of the year of its store', async () => {
    assert.deepEqual(await rowsOf(montreal.id, WINTER, 'year'), [
      ['2024', '49.00'],
      ['2025', '200.00'],
    ])
    assert.deepEqual(await rowsOf(vancouver.id, WINTER, 'year'), [['2024', '2.00']])
    assert.deepEqual(await rowsOf(paris.id, WINTER, 'year'), [['2025', '4.00']])
    assert.deepEqual(await rowsOf(montreal.id, WINTER, 'month'), [
      ['2024-12', '49.00'],
      ['2025-01', '200.00'],
    ])
  })

  it('a date is each store’s own day of that date, over the zones of a chain', async () => {
    const chain = [montreal.id, vancouver.id, paris.id].join(',')
    const storesOn = async (date: string) =>
      (await get(`/reports/dashboard?date=${date}&store_id=${chain}`)).stores
        .map(({ label, revenue }: { label: string; revenue: string }) => [label, revenue])
        .sort()
    assert.deepEqual(await storesOn('2024-12-31'), [
      ['Montréal', '1.00'],
      ['Paris', '0.00'],
      ['Vancouver', '2.00'],
    ])
    assert.deepEqual(await storesOn('2025-01-01'), [
      ['Montréal', '8.00'],
      ['Paris', '4.00'],
      ['Vancouver', '0.00'],
    ])
  })

  it('an ISO week belongs to the year of its Thursday', async () => {
    assert.deepEqual(await rowsOf(montreal.id, WINTER, 'week'), [
      ['2024-W52', '16.00'],
      ['2025-W01', '105.00'],
      ['2025-W02', '128.00'],
    ])
    assert.deepEqual(await rowsOf(paris.id, LONG_YEAR, 'week'), [
      ['2020-W52', '1.00'],
      ['2020-W53', '14.00'],
      ['2021-W01', '16.00'],
    ])
  })

  it('a week from Sunday is called by its Sunday, whatever the year', async () => {
    assert.deepEqual(await rowsOf(montreal.id, WINTER, 'week&week_start=sunday'), [
      ['2024-12-29', '57.00'],
      ['2025-01-05', '192.00'],
    ])
    assert.deepEqual(await rowsOf(paris.id, LONG_YEAR, 'week&week_start=sunday'), [
      ['2020-12-27', '7.00'],
      ['2021-01-03', '24.00'],
    ])
  })

  it('the months of the trends stand in the years of the store', async () => {
    const { months } = await get(`/reports/trends?store_id=${montreal.id}&date_from=2024-12-01&date_to=2025-01-31`)
    assert.deepEqual(months.years, [2024, 2025])
    assert.deepEqual(
      [months.rows[0].values, months.rows[11].values],
      [
        [null, '200.00'],
        ['49.00', null],
      ],
    )
  })
})

describe('the 29th of February', async () => {
  const sales: [moment: string, amount: string][] = [
    ['2024-02-29T17:00:00.000Z', '100.00'],
    // Fifty-two weeks earlier, a Thursday too; and the last of February.
    ['2023-03-02T17:00:00.000Z', '50.00'],
    ['2023-02-28T17:00:00.000Z', '25.00'],
    // A week earlier.
    ['2024-02-22T17:00:00.000Z', '80.00'],
    // A year later there is no such day.
    ['2025-02-28T17:00:00.000Z', '10.00'],
  ]
  for (const [moment, amount] of sales) await sell(montreal.id, moment, amount)

  it('is a day like any other', async () => {
    assert.deepEqual(await rowsOf(montreal.id, '2024-02-29', 'day'), [['2024-02-29', '100.00']])
    assert.deepEqual(await rowsOf(montreal.id, '2024-02-01..2024-02-29', 'month'), [['2024-02', '180.00']])
    assert.equal((await owner.get('/api/v1/reports/sales?date_from=2025-02-29')).status, 400)
  })

  it('stands on the dashboard beside the same weekday, 364 days earlier', async () => {
    const { last_week, last_year, figures } = await get(`/reports/dashboard?date=2024-02-29&store_id=${montreal.id}`)
    assert.deepEqual([last_week, last_year], ['2024-02-22', '2023-03-02'])
    assert.deepEqual(
      [figures.revenue.value, figures.revenue.last_week, figures.revenue.last_year],
      ['100.00', '80.00', '50.00'],
    )
    const after = await get(`/reports/dashboard?date=2025-02-27&store_id=${montreal.id}`)
    assert.deepEqual([after.last_year, after.figures.revenue.last_year], ['2024-02-29', '100.00'])
  })

  it('stands in a period beside the 28th of the year before', async () => {
    // The report of stores goes back a few years only, so that the leap day is one to come.
    const leap = await get(`/reports/stores?store_id=${montreal.id}&date_from=2096-02-01&date_to=2096-02-29`)
    assert.deepEqual(leap.last_year, { date_from: '2095-02-01', date_to: '2095-02-28' })
    const later = await get(`/reports/stores?store_id=${montreal.id}&date_from=2097-02-01&date_to=2097-02-28`)
    assert.deepEqual(later.last_year, { date_from: '2096-02-01', date_to: '2096-02-28' })
  })
})

describe('once the days are rolled up', () => {
  it('every report says what it said', async () => {
    await rollUpReports(sql)
    assert.ok((await sql`select from report_spans limit 1`).length > 0)
    for (const [path, before] of [...read]) assert.equal(JSON.stringify(await get(path)), before, path)
  })
})
