import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apiProcess } from '../../test/harness/api-process.ts'
import { testApplication } from '../../test/harness/app.ts'
import { makeStore } from '../../test/harness/factories.ts'
import { insertTickets } from '../reporting/test-tickets.ts'

test('all roll-ups are made anew, some, or those that are missing; what is not understood is refused', async (t) => {
  const { sql, config } = await testApplication(t)
  const store = await makeStore(sql)
  const day = `${new Date().getUTCFullYear() - 1}-05-05`
  const line = { quantity: '1', gross: 1000 }
  await insertTickets(sql, [{ storeId: store.id, day, currency: 'CAD', lines: [line], payments: [] }])
  const command = await apiProcess(t, config.databaseUrl ?? '')
  const run = async (...options: string[]) => {
    const { status, output } = await command.run('rollups', ...options)
    return [status, output.replace(/\p{Zs}/gu, ' ').trim()]
  }
  const marks = async () => (await sql`select from report_spans where level = 'year'`).length

  assert.equal((await run('--missing', '--lang', 'fr'))[0], 0)
  assert.equal(await marks(), 2)
  assert.deepEqual(await run('--missing', '--lang', 'en'), [0, 'Months and years rolled up: 0.'])
  await sql`update report_totals set net = 0`
  const may = ['--from', day, '--to', day, '--store', String(store.id)]
  assert.deepEqual(await run(...may, '--lang', 'fr'), [0, 'Mois et années cumulés : 4.'])
  const [total] = await sql`select net from report_totals where level = 'year' and store_id = ${store.id}`
  assert.equal(total?.net, 1000)
  assert.deepEqual(await run('--from', '2026-02-30', '--lang', 'fr'), [1, '--from veut une date, comme 2026-11-20.'])
  assert.deepEqual(await run('--store', '999', '--lang', 'en'), [1, 'Store 999 does not exist.'])
  assert.equal((await run('--all', '--lang', 'en'))[0], 2)
})
