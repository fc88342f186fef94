// Several API processes on one port, the jobs and the web application: each shows its own figures on a port of its own.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPort, tryListening } from '../../server/platform/process/check-port.ts'
import { chooseFreePort } from '../../server/platform/process/choose-free-port.ts'
import { eventually } from '../harness/eventually.ts'
import { makeInstallation } from '../harness/installation.ts'
import { until } from '../harness/processes.ts'
import { readScrape } from './scrape.ts'

const HOST = '127.0.0.1'
const PROCESSES = 4

async function chooseFreePorts(count: number): Promise<number> {
  for (;;) {
    const first = await chooseFreePort()
    const taken = await Promise.all(
      Array.from({ length: count }, (_, position) => tryListening(HOST, first + position)),
    )
    if (taken.every((code) => code === undefined)) return first
  }
}

test('every process of a start has its metrics on the next port', async (t) => {
  const installation = await makeInstallation()
  t.after(() => installation.remove())
  const first = await chooseFreePorts(PROCESSES)
  const env = { WORKERS: '2', INSTANCE_ID: 'plateau', METRICS_PORT: String(first), SECRET_KEY: 's'.repeat(40) }
  const run = installation.start({ env })
  await run.ready
  const read = async (position: number) =>
    readScrape(await (await fetch(`http://${HOST}:${first + position}/metrics`)).text())
  const names = ['plateau-1', 'plateau-2', 'plateau-worker', 'plateau-web']
  // Nobody waits for the worker.
  await until(() => read(names.indexOf('plateau-worker')).catch(() => undefined))
  for (const [position, instance_id] of names.entries()) {
    assert.ok((await read(position)).value('process_resident_memory_bytes', { instance_id }) > 0, instance_id)
  }
  assert.equal((await read(0)).value('sales_recorded_total', { instance_id: 'plateau-1' }), 0)
  // Each minute reservations that ran out are ended: of the worker's jobs the first to come.
  const jobs = await eventually(
    async () => (await read(2)).value('jobs_oldest_waiting_seconds', { queue: 'expire-reservations' }),
    (age) => age >= 0,
  )
  assert.ok(jobs >= 0)
  assert.equal((await read(2)).value('database_up'), 1)
  // The API's own port has one process' figures too, as ever.
  const shared = await (await fetch(`http://${HOST}:${installation.apiPort}/metrics`)).text()
  assert.match(shared, /instance_id="plateau-[12]"/)
  run.interrupt()
  assert.equal(await run.exitCode, 0)
  for (let position = 0; position < PROCESSES; position += 1) {
    await checkPort(HOST, first + position, { variable: 'METRICS_PORT', patienceMs: 0 })
  }
})
