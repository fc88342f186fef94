// What the server counts of its statements: shown to whoever keeps the installation running, without the values in them.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { enableStatementStatistics } from '../../server/platform/database/statement-statistics.ts'
import { testApplication } from '../harness/app.ts'
import { readScrape } from './scrape.ts'

const SECRET = 'hunter2'
const { sql, as, guest } = await testApplication({ after })
const owner = as('owner')
const statements = async (): Promise<
  { query_id: string; statement: string; calls: number; total_ms: number }[] | null
> => (await owner.get('/api/v1/system')).body.data.slow_statements

test('a server that does not count its statements hinders nothing', async () => {
  assert.equal(await statements(), null)
  assert.doesNotMatch(String((await guest.get('/metrics')).body), /^database_statement_calls\{/m)
})

test('the statements that cost most are shown with their counts, never with their values', async (t) => {
  await enableStatementStatistics(sql)
  await enableStatementStatistics(sql)
  const [extension] = await sql`select from pg_extension where extname = 'pg_stat_statements'`
  if (extension === undefined) return t.skip('this server has not loaded pg_stat_statements')
  for (let time = 0; time < 3; time += 1) await sql`select ${SECRET}::text as word, 'hunter3', pg_sleep(0.2)`
  await sql.unsafe(`set local comptoir.actor = '${SECRET}'`)
  const found = (await statements()) ?? []
  const slow = found.find(({ statement }) => statement.includes('pg_sleep'))
  assert.ok(slow !== undefined, JSON.stringify(found))
  assert.equal(slow.calls, 3)
  assert.ok(slow.total_ms >= 600)
  assert.doesNotMatch(JSON.stringify(found), /hunter/)
  assert.ok(found.every(({ statement }) => !/^set/i.test(statement)))
  const scraped = readScrape(String((await guest.get('/metrics')).body))
  assert.equal(scraped.value('database_statement_calls', { query_id: slow.query_id }), 3)
  assert.ok(scraped.value('database_statement_mean_seconds', { query_id: slow.query_id }) >= 0.2)
  assert.equal((await as('cashier').get('/api/v1/system')).status, 403)
})
