import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { makeStore } from '../../test/harness/factories.ts'
import { rollUpReports } from './rollups/roll-up-reports.ts'
import { insertTickets } from './test-tickets.ts'

const { sql, as } = await testApplication({ after })
const store = await makeStore(sql)
const owner = as('owner')
const DAYS = ['2024-03-31', '2024-04-01', '2025-01-31', '2025-03-31', '2025-04-01', '2025-06-30', '2025-07-01']
await insertTickets(
  sql,
  DAYS.map((day) => ({
    storeId: store.id,
    day,
    currency: 'CAD',
    lines: [{ quantity: '1', gross: 1000 }],
    payments: [],
  })),
)

const PERIOD = 'date_from=2024-01-01&date_to=2025-12-31'
async function rowsBy(groupBy: string) {
  const { status, body } = await owner.get(`/api/v1/reports/sales?${PERIOD}&group_by=${groupBy}`)
  assert.equal(status, 200)
  return body.data.rows.map(({ key, label, net, tickets_url: url }: Record<string, string>) => [
    key,
    label,
    net,
    /date_from=(.*)&date_to=(.*)&currency/.exec(String(url))?.slice(1).join(' '),
  ])
}

test('a fiscal year begins in the month that is set, and is called by the year in which it ends', async () => {
  assert.equal((await owner.put('/api/v1/settings', { fiscal_year_start_month: 4 })).status, 200)
  for (const isRolledUp of [false, true]) {
    if (isRolledUp) await rollUpReports(sql)
    assert.deepEqual(await rowsBy('fiscal_year'), [
      ['2024', 'Exercice 2024', '10.00', '2024-01-01 2024-03-31'],
      ['2025', 'Exercice 2025', '30.00', '2024-04-01 2025-03-31'],
      ['2026', 'Exercice 2026', '30.00', '2025-04-01 2025-12-31'],
    ])
    assert.deepEqual(await rowsBy('fiscal_quarter'), [
      ['2024-Q4', 'T4, exercice 2024', '10.00', '2024-01-01 2024-03-31'],
      ['2025-Q1', 'T1, exercice 2025', '10.00', '2024-04-01 2024-06-30'],
      ['2025-Q4', 'T4, exercice 2025', '20.00', '2025-01-01 2025-03-31'],
      ['2026-Q1', 'T1, exercice 2026', '20.00', '2025-04-01 2025-06-30'],
      ['2026-Q2', 'T2, exercice 2026', '10.00', '2025-07-01 2025-09-30'],
    ])
  }
})

test('unless it is set it is the calendar year; no other month exists', async () => {
  assert.equal((await owner.put('/api/v1/settings', { fiscal_year_start_month: 1 })).status, 200)
  assert.deepEqual(await rowsBy('fiscal_year'), [
    ['2024', 'Exercice 2024', '20.00', '2024-01-01 2024-12-31'],
    ['2025', 'Exercice 2025', '50.00', '2025-01-01 2025-12-31'],
  ])
  for (const month of [0, 13, 1.5, 'avril']) {
    const { status, body } = await owner.put('/api/v1/settings', { fiscal_year_start_month: month })
    assert.equal(status, 422)
    assert.ok('fiscal_year_start_month' in body.errors)
  }
})
