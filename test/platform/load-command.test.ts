// `npm run load` as an operator types it.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { ROOT } from '../architecture/source-files.ts'
import { API_TOKEN, apiProcess } from '../harness/api-process.ts'
import { makeProduct } from '../harness/catalog.ts'
import { testDatabase } from '../harness/database.ts'
import { makeStore } from '../harness/factories.ts'

const { sql, url } = await testDatabase({ after })

async function runLoad(...args: string[]): Promise<{ status: number; output: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'bin/run.mjs'), 'bench/load/main.ts', ...args], { cwd: ROOT })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
  const [status] = await once(child, 'exit')
  return { status, output }
}

test('without a scenario it says which there are', async () => {
  const { status, output } = await runLoad()
  assert.equal(status, 2)
  for (const name of ['smoke', 'staged', 'spike', 'soak', 'chain']) assert.match(output, new RegExp(`^  ${name} `, 'm'))
})

test('people play against an installation, which is only read', async (t) => {
  const api = await apiProcess(t, url, { LOAD_SHEDDING: 'false' })
  await api.start()
  for (const _ of [1, 2]) await makeProduct(sql, { store_ids: [(await makeStore(sql)).id] })
  const { status, output } = await runLoad('smoke', '--url', api.address, '--token', API_TOKEN, '--shorten', '6')
  assert.match(output, /✓ failed requests +0 of \d+/, output)
  assert.doesNotMatch(output, /^ +sale /m)
  // How quickly it answers is what the machine makes of it.
  assert.ok(status === 0 || status === 1)
  assert.equal((await sql`select from sales`).length, 0)
})
