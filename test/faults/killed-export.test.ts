// An export that its worker did not survive: another makes it from the beginning, and it is whole.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { testApplication } from '../harness/app.ts'
import { makeManyLines } from '../harness/many-lines.ts'
import { until } from '../harness/processes.ts'
import { workerProcess } from '../harness/worker-process.ts'

const LINES = 80_000

test('an export whose worker is killed, or asked to stop, is made all the same', async (t) => {
  const { sql, config, as, log } = await testApplication(t)
  await makeManyLines(sql, LINES, LINES / 4)
  const owner = as('owner')
  const worker = workerProcess(t, { url: config.databaseUrl ?? '', dataFolder: config.dataFolder })
  const parameters = { date_from: '2025-01-01', date_to: '2025-01-31' }
  const ask = async () =>
    (await owner.post('/api/v1/exports', { kind: 'ticket_lines', format: 'xlsx', parameters })).body.data
  const read = async (self: string) => (await owner.get(self)).body.data
  const untilUnderWay = (self: string) =>
    until(async () => {
      const { state, progress } = await read(self)
      assert.ok(state === 'queued' || state === 'running', state)
      return progress.rows > 0 && { ...progress }
    })
  const untilOver = (self: string) =>
    until(async () => {
      const found = await read(self)
      return !['queued', 'running'].includes(found.state) && found
    })

  worker.start()
  const { links: first } = await ask()
  const progress = await untilUnderWay(first.self)
  assert.equal(progress.total, LINES)
  assert.ok(progress.percent < 100)
  await worker.kill()
  assert.equal((await read(first.self)).state, 'running')
  worker.start()
  const made = await untilOver(first.self)
  assert.deepEqual([made.state, made.progress.rows], ['done', LINES])
  const { raw } = await owner.get(made.links.file)
  assert.equal(createHash('sha256').update(raw).digest('hex'), made.file.sha256)

  const { links: second } = await ask()
  await untilUnderWay(second.self)
  assert.equal(await worker.stop(), 0)
  worker.start()
  assert.equal((await untilOver(second.self)).state, 'done')
  const work = await sql<{ attempts: number }[]>`select attempts from export_work order by export_id`
  assert.deepEqual(
    work.map(({ attempts }) => attempts),
    [2, 1],
  )

  const { links: third } = await ask()
  await untilUnderWay(third.self)
  assert.equal((await owner.del(third.self)).status, 200)
  const { links: fourth } = await ask()
  assert.equal((await untilOver(fourth.self)).state, 'done', 'the worker left the third and went on')
  assert.deepEqual(log.faults, [])
})
