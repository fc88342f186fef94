import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import postgres from 'postgres'
import { until } from '../../../test/harness/processes.ts'
import { chooseFreePort } from '../process/choose-free-port.ts'
import { isProcessAlive } from '../process/process-identity.ts'
import { canReach } from './cluster-place.ts'
import { readClusterState, readPostmaster } from './cluster-state.ts'
import { findRunningCluster, startCluster } from './embedded-cluster.ts'

const options = { settings: { fsync: 'off', shared_buffers: '32MB', logging_collector: 'off' } }

function dataFolder(t: TestContext): string {
  const above = mkdtempSync(join(tmpdir(), 'comptoir-cluster-'))
  chmodSync(above, 0o755)
  const folder = join(above, 'été boutique')
  mkdirSync(folder)
  t.after(async () => {
    await findRunningCluster(folder)?.stop(2_000)
    rmSync(above, { recursive: true, force: true })
  })
  return folder
}

async function ask(url: string): Promise<Record<string, string>> {
  const sql = postgres(url, { max: 1 })
  const [row] = await sql`
    select current_setting('server_encoding') as encoding, datcollate as collation, datlocprovider as provider,
           upper('é') as upper, inet_server_addr()::text as address
    from pg_database where datname = current_database()`
  await sql.end()
  return { ...row }
}

test('a cluster is made, adopted while it runs, and started again where it was', async (t) => {
  const folder = dataFolder(t)
  assert.equal(findRunningCluster(folder), undefined)
  const first = await startCluster(folder, options)
  assert.equal(first.isStartedHere, true)
  assert.deepEqual(await ask(first.url), {
    encoding: 'UTF8',
    collation: 'C',
    provider: 'b',
    upper: 'É',
    address: '127.0.0.1/32',
  })
  assert.equal(statSync(join(folder, 'postgres.json')).mode & 0o777, 0o600)

  const adopted = await startCluster(folder, options)
  assert.deepEqual([adopted.pid, adopted.url, adopted.isStartedHere], [first.pid, first.url, false])
  assert.equal(findRunningCluster(folder)?.pid, first.pid)
  await adopted.stop()
  assert.equal(isProcessAlive(first.pid), false)
  assert.equal(first.isRunning(), false)

  const again = await startCluster(folder, options)
  assert.equal(again.url, first.url)
  await again.stop()
})

test('what a killed server left behind does not hinder the next start', async (t) => {
  const folder = dataFolder(t)
  const killed = await startCluster(folder, options)
  process.kill(killed.pid, 'SIGKILL')
  await until(() => !isProcessAlive(killed.pid))
  assert.ok(existsSync(join(killed.directory, 'postmaster.pid')))
  // The number of the killed server now belongs to another program, as happens in containers.
  const file = join(killed.directory, 'postmaster.pid')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)))
  assert.equal(readPostmaster(killed.directory), undefined)
  const next = await startCluster(folder, options)
  assert.equal((await ask(next.url)).encoding, 'UTF8')
  await next.stop()
})

test('a port that another program has taken since is replaced', async (t) => {
  const folder = dataFolder(t)
  const first = await startCluster(folder, options)
  await first.stop()
  const port = readClusterState(join(folder, 'postgres.json'))?.port ?? 0
  const squatter = createServer().listen(port, '127.0.0.1')
  t.after(() => squatter.close())
  await new Promise((done) => squatter.once('listening', done))
  const next = await startCluster(folder, options)
  assert.notEqual(next.url, first.url)
  assert.equal((await ask(next.url)).encoding, 'UTF8')
  await next.stop()
})

test('a server that cannot start says why', async (t) => {
  const folder = dataFolder(t)
  await (await startCluster(folder, options)).stop()
  await assert.rejects(
    startCluster(folder, { settings: { shared_buffers: 'plenty' } }),
    /did not start[\s\S]*shared_buffers/,
  )
})

test('a state file that is not ours is refused', (t) => {
  const folder = dataFolder(t)
  const path = join(folder, 'other.json')
  writeFileSync(path, '{"port": "many"}')
  assert.throws(() => readClusterState(path), /is not the state/)
  assert.equal(readClusterState(join(folder, 'missing.json')), undefined)
})

test('an account reaches a folder when every folder above lets it pass', (t) => {
  const folder = dataFolder(t)
  const nobody = { name: 'nobody', uid: 65534, gid: 65534 }
  assert.equal(canReach(folder, nobody), true)
  chmodSync(folder, 0o700)
  const { uid, gid } = statSync(folder)
  assert.equal(canReach(folder, nobody), false)
  assert.equal(canReach(folder, { name: 'owner', uid, gid }), true)
  chmodSync(folder, 0o750)
  assert.equal(canReach(folder, { name: 'colleague', uid: uid + 1, gid }), true)
})

test('a free port is found, the preferred one when it is free', async () => {
  const port = await chooseFreePort()
  assert.equal(await chooseFreePort(port), port)
})
