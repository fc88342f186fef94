import assert from 'node:assert/strict'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { emptyDatabase } from '../harness/database.ts'
import { makeInstallation, type Run } from '../harness/installation.ts'
import { until, untilGone } from '../harness/processes.ts'

const installation = await makeInstallation()
after(() => installation.remove())

const isHealthy = async (port: number): Promise<boolean> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(1_000) })
    await response.body?.cancel()
    return response.status === 200
  } catch {
    return false
  }
}

/** Both ports answer, and the processes are all there. */
async function untilServing(run: Run, unlike: Record<string, number> = {}): Promise<Record<string, number>> {
  return until(async () => {
    const pids = run.pids()
    const roles = ['launcher', 'start', 'api', 'worker', 'web', 'postgres']
    const isComplete = roles.every((role) => pids[role] !== undefined && pids[role] !== unlike[role])
    return isComplete && (await isHealthy(installation.apiPort)) && (await isHealthy(installation.webPort)) && pids
  })
}

async function startServing(): Promise<{ run: Run; pids: Record<string, number> }> {
  const run = installation.start()
  await run.ready
  return { run, pids: await untilServing(run) }
}

test('it starts from a folder with a space and accents, without a locale', async (t) => {
  const copy = await makeInstallation({ isCopied: true })
  t.after(() => copy.remove())
  const run = copy.start()
  await run.ready
  assert.ok(existsSync(join(copy.folder, 'data', 'postgres.json')))
  run.interrupt()
  assert.equal(await run.exitCode, 0)
})

test('it says where everything is; Ctrl-C ends everything', async () => {
  const { run, pids } = await startServing()
  assert.match(run.output(), new RegExp(`http://127\\.0\\.0\\.1:${installation.apiPort}/docs`))
  assert.match(run.output(), /Set-up code +\S+/)
  run.interrupt()
  assert.equal(await run.exitCode, 0)
  await untilGone(Object.values(pids))
  assert.equal(existsSync(join(installation.dataFolder, 'comptoir.lock')), false)
  assert.match(readLog('api'), /GET \/health 200 /)
})

function readLog(name: string): string {
  const now = new Date()
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0'))
  return readFileSync(join(installation.dataFolder, 'logs', `${name}_${day.join('-')}.log`), 'utf8')
}

test('a second start on the same data says so and stops, and harms nothing', async () => {
  const { run, pids } = await startServing()
  const second = installation.start({ env: { API_PORT: '1', WEB_PORT: '2' } })
  assert.equal(await second.exitCode, 1)
  assert.match(second.output(), new RegExp(`already running on these data .*process ${pids.start}`))
  assert.deepEqual(run.pids(), pids)
  assert.ok(await isHealthy(installation.apiPort))
  run.interrupt()
  await run.exitCode
})

test('a taken port is named with the variable that changes it', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? String(address.port) : ''
  for (const variable of ['API_PORT', 'WEB_PORT']) {
    const run = installation.start({ env: { [variable]: port } })
    assert.equal(await run.exitCode, 1)
    assert.match(run.output(), new RegExp(`Port ${port} is already taken.*${variable}`))
  }
})

test('a wrong variable is named before anything is started', async () => {
  const run = installation.start({ env: { POOL_SIZE: 'many', API_TOKEN: 'short' } })
  assert.equal(await run.exitCode, 1)
  assert.match(run.output(), /POOL_SIZE wants a whole number/)
  assert.match(run.output(), /API_TOKEN wants at least 32/)
})

test('each process that is killed is started again while the others stay', async (t) => {
  const { run } = await startServing()
  for (const role of ['api', 'worker', 'web', 'postgres']) {
    await t.test(role, async () => {
      const before = run.pids()
      process.kill(before[role] ?? 0, 'SIGKILL')
      const now = await untilServing(run, { [role]: before[role] ?? 0 })
      assert.equal(now.start, before.start)
    })
  }
  run.interrupt()
  assert.equal(await run.exitCode, 0)
})

test('when the supervisor is killed the others leave, and the next start adopts the database', async () => {
  const { run, pids } = await startServing()
  process.kill(pids.start ?? 0, 'SIGKILL')
  await run.exitCode
  const { postgres, ...others } = pids
  await untilGone(Object.values(others))
  const next = await startServing()
  assert.equal(next.pids.postgres, postgres)
  next.run.interrupt()
  assert.equal(await next.run.exitCode, 0)
  await untilGone(Object.values(next.pids))
})

test('when the launcher is killed everything leaves in order', async () => {
  const { pids } = await startServing()
  process.kill(pids.launcher ?? 0, 'SIGKILL')
  await untilGone(Object.values(pids))
  assert.equal(existsSync(join(installation.dataFolder, 'comptoir.lock')), false)
})

test('when everything is killed at once the next start recovers', async () => {
  const { pids } = await startServing()
  for (const pid of Object.values(pids)) process.kill(pid, 'SIGKILL')
  await untilGone(Object.values(pids))
  const { run } = await startServing()
  run.interrupt()
  assert.equal(await run.exitCode, 0)
})

test('a lock whose process number belongs to another program now is taken over', async () => {
  mkdirSync(installation.dataFolder, { recursive: true })
  const lock = { pid: process.pid, purpose: 'start', since: '2026-01-01T00:00:00.000Z', identity: 'another boot:1' }
  writeFileSync(join(installation.dataFolder, 'comptoir.lock'), JSON.stringify(lock))
  const { run } = await startServing()
  run.interrupt()
  assert.equal(await run.exitCode, 0)
})

test('several API processes share the port and write one set of files', async () => {
  const run = installation.start({ env: { WORKERS: '2', INSTANCE_ID: 'shop' } })
  await run.ready
  const seen = new Set<string>()
  await until(async () => {
    // A connection of its own for each request: the system spreads connections, not requests.
    const response = await fetch(`http://127.0.0.1:${installation.apiPort}/health`, {
      headers: { connection: 'close' },
    })
    await response.body?.cancel()
    seen.add(response.headers.get('x-instance-id') ?? '')
    return seen.size === 2
  })
  assert.deepEqual([...seen].sort(), ['shop-1', 'shop-2'])
  run.interrupt()
  assert.equal(await run.exitCode, 0)
})

test('with --watch, a change of the sources starts the processes again and keeps the database running', async (t) => {
  const copy = await makeInstallation({ isCopied: true })
  t.after(() => copy.remove())
  const run = copy.start({ args: ['--watch'] })
  await run.ready
  const before = run.pids()
  appendFileSync(join(copy.folder, 'server', 'app.ts'), '\n// A change.\n')
  const after = await until(() => {
    const pids = run.pids()
    return ['api', 'worker', 'web'].every((role) => pids[role] !== undefined && pids[role] !== before[role]) && pids
  })
  assert.deepEqual([after.start, after.postgres], [before.start, before.postgres])
  run.interrupt()
  assert.equal(await run.exitCode, 0)
})

test('with DATABASE_URL it uses that database and starts none', async (t) => {
  const { url, sql } = await emptyDatabase(t)
  const other = await makeInstallation()
  t.after(() => other.remove())
  const run = other.start({ env: { DATABASE_URL: url } })
  await run.ready
  assert.equal(existsSync(join(other.dataFolder, 'postgres.json')), false)
  assert.ok((await sql`select number from schema_migrations`).length > 0)
  run.interrupt()
  assert.equal(await run.exitCode, 0)
})

test('below a folder that is closed to others, the data stay where their account can reach them', async (t) => {
  const closed = await makeInstallation({ isCopied: true, mode: 0o700 })
  t.after(() => closed.remove())
  const run = closed.start()
  await run.ready
  // Only root runs PostgreSQL under another account, which cannot enter here.
  const elsewhere = /PostgreSQL's user cannot enter .*: the database is in (\/.+\/postgres)\./.exec(run.output())?.[1]
  assert.equal(elsewhere !== undefined, process.getuid?.() === 0)
  assert.ok(existsSync(elsewhere ?? join(closed.dataFolder, 'postgres')))
  run.interrupt()
  assert.equal(await run.exitCode, 0)
})
