import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { systemActor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { GroupBy } from '../dimensions.ts'
import { readSnapshot } from '../read-snapshot.ts'
import { reportSales } from '../report-sales.ts'
import { insertTickets, type TestTicket } from '../test-tickets.ts'
import { findRollUpFaults } from './find-rollup-faults.ts'
import { rebuildRollUps, rollUpReports } from './roll-up-reports.ts'

const { sql } = await testApplication({ after })
const montreal = await makeStore(sql, { currency: 'CAD' })
const laval = await makeStore(sql, { currency: 'CAD' })
const NOW = new Date('2026-03-10T15:00:00Z')

const ticket = (day: string, rest: Partial<TestTicket> = {}): TestTicket => ({
  storeId: montreal.id,
  day,
  currency: 'CAD',
  lines: [{ productId: 1, variantId: 11, name: 'Café', quantity: '1', gross: 1000, tax: 150 }],
  payments: [{ method: 'card', amount: 1150 }],
  ...rest,
})

const actor = { ...systemActor, permissions: new Set(['reports.view', 'reports.margin']) }
async function netOf(input: { date_from: string; date_to: string; store_id?: string; group_by?: GroupBy }) {
  const report = await reportSales(sql, actor, input, 'fr')
  if ('currencies' in report) return assert.fail('one currency')
  return { net: report.totals.net, rows: Object.fromEntries(report.rows.map((row) => [row.key, row.net])) }
}
const marks = async () =>
  (
    await sql<{ level: string; store_id: number; marks: number }[]>`
    select level, store_id, count(*) as marks from report_spans group by level, store_id order by level, store_id`
  ).map((row) => `${row.level} ${row.store_id}: ${row.marks}`)
/** Makes the sums lie, so that whoever reads them shows it. */
const addOneDollar = () =>
  sql.begin(async (tx) => {
    await tx`update report_totals set net = net + 100`
    await tx`update report_groups set net = net + 100`
  })

beforeEach(async () => {
  await sql`truncate sales, sale_lines, sale_payments, sale_taxes, receipt_prints`
  await insertTickets(sql, [
    ticket('2025-01-31'),
    ticket('2025-02-01', { storeId: laval.id }),
    ticket('2026-03-09'),
    ticket('2026-03-10'),
  ])
  await rollUpReports(sql, { now: NOW })
})

/** Of days and marks, that a transaction holds after what it did. */
const locksAfter = (work: (tx: Tx) => Promise<unknown>) =>
  sql
    .begin(async (tx) => {
      await work(tx)
      const [held] = await tx<[{ locks: number }]>`
        select count(*) as locks from pg_locks
        where pid = pg_backend_pid() and (locktype = 'advisory' or relation = 'report_spans'::regclass and mode <> 'AccessShareLock')`
      throw new Undone(String(held.locks))
    })
    .catch((error: unknown) => (error instanceof Undone ? Number(error.message) : assert.fail(String(error))))
class Undone extends Error {}

describe('roll-ups', () => {
  it('are not ended, nor their days locked, by tickets that are only rehearsed', async () => {
    const write = (tx: Tx) => insertTickets(tx, [ticket('2025-01-31'), ticket('2025-02-01'), ticket('2026-03-10')])
    assert.ok((await locksAfter(write)) > 3)
    const rehearse = async (tx: Tx) => {
      await tx`select set_config('comptoir.is_rehearsal', 'yes', true)`
      await write(tx)
    }
    assert.equal(await locksAfter(rehearse), 0)
    // Only that transaction rehearsed.
    assert.ok((await locksAfter(write)) > 3)
  })

  it('stand for each day that is over, in every store and in all together', async () => {
    assert.deepEqual(await marks(), [
      'day 0: 433',
      `day ${montreal.id}: 433`,
      `day ${laval.id}: 433`,
      'month 0: 15',
      `month ${montreal.id}: 15`,
      `month ${laval.id}: 15`,
      'year 0: 1',
      `year ${montreal.id}: 1`,
      `year ${laval.id}: 1`,
    ])
    assert.equal(await rollUpReports(sql, { now: NOW }), 0)
  })

  it('are what a report of days that are over is read from, by the longest spans that it holds', async () => {
    await addOneDollar()
    const year = { date_from: '2025-01-01', date_to: '2025-12-31' }
    // One row of the year; by months each month’s; of a store its own.
    assert.deepEqual((await netOf({ ...year, group_by: 'year' })).rows, { 2025: '21.00' })
    assert.deepEqual((await netOf({ ...year, group_by: 'month' })).rows, { '2025-01': '11.00', '2025-02': '11.00' })
    assert.deepEqual((await netOf({ ...year, group_by: 'product' })).rows, { 1: '21.00' })
    assert.deepEqual((await netOf({ ...year, group_by: 'store' })).rows, {
      [montreal.id]: '11.00',
      [laval.id]: '11.00',
    })
    assert.deepEqual((await netOf({ ...year, store_id: String(laval.id), group_by: 'variant' })).rows, { 11: '11.00' })
    // A part of a month by day.
    const days = { date_from: '2025-01-15', date_to: '2025-02-15', group_by: 'weekday' } as const
    assert.deepEqual((await netOf(days)).rows, { 5: '11.00', 6: '11.00' })
  })

  it('are added to the tickets of today, as far as this month has come', async () => {
    await addOneDollar()
    const march = { date_from: '2026-03-01', date_to: '2026-03-31' }
    assert.deepEqual(await netOf({ ...march, group_by: 'month' }), { net: '21.00', rows: { '2026-03': '21.00' } })
    await rollUpReports(sql, { now: new Date('2026-03-11T15:00:00Z') })
    assert.deepEqual((await netOf({ ...march, group_by: 'hour' })).rows, { 12: '21.00' })
  })

  it('of a day, its month and its year no longer stand once a ticket comes late, alone', async () => {
    await addOneDollar()
    await insertTickets(sql, [ticket('2025-01-31')])
    const gone = await marks()
    assert.ok(gone.includes('day 0: 432') && gone.includes(`month ${montreal.id}: 14`) && !gone.includes('year 0: 1'))
    assert.ok(gone.includes(`year ${laval.id}: 1`) && gone.includes(`day ${laval.id}: 433`))
    const year = { date_from: '2025-01-01', date_to: '2025-12-31', group_by: 'month' } as const
    assert.deepEqual((await netOf(year)).rows, { '2025-01': '20.00', '2025-02': '11.00' })
    await rollUpReports(sql, { now: NOW })
    assert.ok((await marks()).includes('year 0: 1'))
    assert.deepEqual((await netOf({ ...year, date_to: '2025-01-31' })).rows, { '2025-01': '20.00' })
  })

  const YEAR = { date_from: '2025-01-01', date_to: '2025-12-31', group_by: 'customer' } as const
  const changes: Record<string, () => Promise<unknown>> = {
    'a ticket gets another cashier': () => sql`update sales set cashier_id = 7 where business_day = '2025-01-31'`,
    'a ticket moves to another day': () =>
      sql`update sales set business_day = '2025-03-01' where business_day = '2025-01-31'`,
    'a line is mended': () => sql`update sale_lines set cost_minor = 5 where business_day = '2025-01-31'`,
    'a payment is mended': () =>
      sql`update sale_payments set method = 'cash' from sales where id = sale_id and business_day = '2025-01-31'`,
    'a payment goes': () =>
      sql`delete from sale_payments using sales where id = sale_id and business_day = '2025-01-31'`,
  }
  for (const [name, change] of Object.entries(changes)) {
    it(`do not outlive that ${name}`, async () => {
      await change()
      assert.ok(!(await marks()).includes('year 0: 1'))
      assert.ok(!(await marks()).includes(`month ${montreal.id}: 15`))
      assert.equal((await netOf(YEAR)).net, '20.00')
    })
  }

  it('outlive a note and a flag, of which no report tells', async () => {
    await sql`update sales set note = 'Merci', flags = '{session_closed}'`
    assert.ok((await marks()).includes('year 0: 1'))
  })

  it('are ended by a change of very many days too', async () => {
    const days = Array.from({ length: 600 }, (_, index) =>
      new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10),
    )
    const many = [montreal.id, laval.id].flatMap((storeId) => days.map((day) => ticket(day, { storeId })))
    await insertTickets(sql, many)
    assert.deepEqual(await marks(), [])
    assert.equal((await netOf(YEAR)).net, '7320.00')
  })

  it('that lie are found, each by its name, and mended by making them anew', async () => {
    const faults = async () =>
      (await readSnapshot(sql, findRollUpFaults)).list().flatMap(({ first }) => first.map(({ subject }) => subject))
    assert.deepEqual(await faults(), [])
    await sql`update report_totals set tax = 1 where level = 'month' and first_day = '2025-01-01' and store_id = ${montreal.id}`
    await sql`delete from report_groups where family = 'product' and level = 'year' and store_id = 0`
    await sql`update report_groups set label = 'Thé' where family = 'variant' and store_id = ${laval.id}`
    await sql`delete from report_spans where level = 'day' and store_id = ${laval.id} and first_day = '2025-02-03'`
    assert.deepEqual(await faults(), [
      `totals , store ${montreal.id}, month 2025-01-01`,
      'product 1, store 0, year 2025-01-01',
      `variant 11, store ${laval.id}, year 2025-01-01`,
      `store ${laval.id}, month 2025-02-01`,
    ])
    await rebuildRollUps(sql, { now: NOW })
    assert.deepEqual(await faults(), [])
  })

  it('of one store and some months are made anew with those of all stores', async () => {
    await addOneDollar()
    await rebuildRollUps(sql, { now: NOW, storeId: montreal.id, from: '2025-01-15', to: '2025-01-20' })
    const january = { date_from: '2025-01-01', date_to: '2025-01-31', group_by: 'store' } as const
    assert.deepEqual((await netOf(january)).rows, { [montreal.id]: '10.00' })
    const february = { date_from: '2025-02-01', date_to: '2025-02-28', group_by: 'store' } as const
    assert.deepEqual((await netOf(february)).rows, { [laval.id]: '11.00' })
  })

  it('are not made of tickets in a transaction that would not see them', async () => {
    const write = sql.begin('isolation level repeatable read', (tx) => insertTickets(tx, [ticket('2025-01-31')]))
    await assert.rejects(write, /read committed/)
  })
})
