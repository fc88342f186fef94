import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type TestContext, test } from 'node:test'
import { findRunningCluster, startCluster } from '../server/platform/database/embedded-cluster.ts'
import { chooseFreePort } from '../server/platform/process/choose-free-port.ts'
import { emptyDatabase } from './harness/database.ts'
import { until } from './harness/processes.ts'

const program = resolve(import.meta.dirname, '..', 'bin', 'comptoir.mjs')

type Running = { child: ChildProcess; output(): string; exitCode: Promise<number | null> }

/** Runs a command with its data in a folder of its own. */
function run(args: string[], env: Record<string, string>): Running {
  const { DATABASE_URL: _, DATABASE_DIRECT_URL: __, ...own } = process.env
  const child = spawn('node', [program, ...args], { cwd: '/', env: { ...own, HOST: '127.0.0.1', ...env } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
  }
  return { child, output: () => text, exitCode: new Promise((done) => child.once('close', (code) => done(code))) }
}

function dataFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-command-'))
  chmodSync(folder, 0o755)
  t.after(async () => {
    await findRunningCluster(folder)?.stop(2_000)
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

async function answer(url: string): Promise<number> {
  const response = await fetch(url)
  await response.body?.cancel()
  return response.status
}

/** The status that a port answers once somebody listens on it. */
const untilAnswering = (url: string) => until(() => answer(url).catch(() => undefined))

test('help is in the language of the terminal, or the one that is asked for', async () => {
  const french = run(['help'], { LC_ALL: 'C' })
  assert.equal(await french.exitCode, 0)
  assert.match(french.output(), /Usage\u00a0: comptoir COMMANDE[\s\S]*start[\s\S]*migrate/)
  const english = run(['--help'], { LC_ALL: 'en_CA.UTF-8' })
  assert.equal(await english.exitCode, 0)
  assert.match(english.output(), /Usage: comptoir COMMAND/)
  const asked = run(['--lang=en', 'help'], { LC_ALL: 'fr_CA.UTF-8' })
  assert.equal(await asked.exitCode, 0)
  assert.match(asked.output(), /Usage: comptoir COMMAND/)
})

test('an unknown command and an unknown option are refused with what there is', async (t) => {
  const unknown = run(['sell', '--lang', 'en'], {})
  assert.equal(await unknown.exitCode, 2)
  assert.match(unknown.output(), /Unknown command: sell[\s\S]*Usage/)
  const option = run(['start', '--fast'], { LC_ALL: 'fr_CA.UTF-8', COMPTOIR_DATA: dataFolder(t) })
  assert.equal(await option.exitCode, 2)
  assert.match(option.output(), /Option inconnue\u00a0: --fast\s*$/)
  for (const command of ['verify', 'web']) {
    const nope = run([command, '--nope', '--lang', 'fr'], { COMPTOIR_DATA: dataFolder(t) })
    assert.equal(await nope.exitCode, 2)
    assert.match(nope.output(), /Option inconnue\u00a0: --nope\s*$/)
  }
  const version = run(['--version'], {})
  assert.equal(await version.exitCode, 0)
  assert.match(version.output(), /^\d+\.\d+\.\d+\s*$/)
})

test('a command that works on an installation makes none where there is none', async (t) => {
  const folder = join(dataFolder(t), 'mistyped')
  const csv = resolve(import.meta.dirname, 'fixtures/imports/comptoir-products.csv')
  for (const command of [
    ['verify'],
    ['backup'],
    ['user', 'list'],
    ['export', 'products'],
    ['import', 'products', csv],
    ['api'],
  ]) {
    const lost = run([...command, '--lang', 'en'], { COMPTOIR_DATA: folder })
    assert.equal(await lost.exitCode, 2, lost.output())
    assert.ok(lost.output().startsWith(`There is no installation of Comptoir in ${folder}. `), lost.output())
    assert.match(lost.output(), /COMPTOIR_DATA/)
    assert.doesNotMatch(lost.output(), / at /)
    assert.ok(!existsSync(folder), command.join(' '))
  }
})

test('what is no backup is not restored, and nothing is made for it', async (t) => {
  const folder = join(dataFolder(t), 'new')
  const csv = resolve(import.meta.dirname, 'fixtures/imports/comptoir-products.csv')
  const env = { COMPTOIR_DATA: folder }
  const usage = run(['restore', '--lang', 'en'], env)
  assert.equal(await usage.exitCode, 2)
  assert.match(usage.output(), /^Usage: comptoir restore FILE/)
  const missing = run(['restore', `${csv}.tar`, '--lang', 'en'], env)
  assert.equal(await missing.exitCode, 1)
  assert.match(missing.output(), /^The backup .*csv\.tar cannot be read \(ENOENT\)\.\s*$/)
  const foreign = run(['restore', csv, '--lang', 'fr'], env)
  assert.equal(await foreign.exitCode, 1)
  assert.match(foreign.output(), /^La sauvegarde est incomplète\u00a0: sa fin manque\./)
  assert.ok(!existsSync(folder))
})

test('a database that is not an installation, or not up to the program, is said plainly', async (t) => {
  const { sql, url } = await emptyDatabase(t)
  const env = { DATABASE_URL: url, COMPTOIR_DATA: dataFolder(t), SECRET_KEY: 'a'.repeat(32) }
  for (const command of [['verify'], ['user', 'list']]) {
    const empty = run([...command, '--lang', 'fr'], env)
    assert.equal(await empty.exitCode, 2, empty.output())
    assert.match(empty.output(), /^La base de données \(DATABASE_URL\) n’a pas les tables de Comptoir\./)
  }
  const prepared = run(['migrate'], env)
  assert.equal(await prepared.exitCode, 0, prepared.output())
  await sql`update schema_migrations set number = number + 1000, name = 'tomorrow' where number = (
    select max(number) from schema_migrations)`
  const older = run(['user', 'list', '--lang', 'fr'], env)
  assert.equal(await older.exitCode, 1)
  assert.match(older.output(), /^La base a la migration tomorrow, .*trop ancien pour cette base\.\s*$/)
  await sql`delete from schema_migrations where name = 'tomorrow'`
  const behind = run(['verify', '--lang', 'en'], env)
  assert.equal(await behind.exitCode, 2)
  assert.match(behind.output(), /^The database \(DATABASE_URL\) is not up to the program\./)
})

test('migrate brings the database of DATABASE_URL up, once', async (t) => {
  const { url } = await emptyDatabase(t)
  const env = { DATABASE_URL: url, COMPTOIR_DATA: dataFolder(t) }
  const first = run(['migrate', '--lang', 'en'], env)
  assert.equal(await first.exitCode, 0)
  assert.match(first.output(), /Applied: 0001_/)
  const second = run(['migrate', '--lang', 'en'], env)
  assert.equal(await second.exitCode, 0)
  assert.match(second.output(), /up to date/)
})

test('a command starts the embedded database when it must, and stops it only if it did', async (t) => {
  const folder = dataFolder(t)
  const alone = run(['migrate', '--lang', 'en'], { COMPTOIR_DATA: folder })
  assert.equal(await alone.exitCode, 0)
  assert.match(alone.output(), /Applied: 0001_/)
  assert.equal(findRunningCluster(folder), undefined)
  const cluster = await startCluster(folder)
  const beside = run(['migrate', '--lang', 'en'], { COMPTOIR_DATA: folder })
  assert.equal(await beside.exitCode, 0)
  assert.equal(cluster.isRunning(), true)
  await cluster.stop()
})

test('an address where no database answers is an error, not a hang', async (t) => {
  const port = await chooseFreePort()
  const nobody = run(['migrate', '--lang', 'en'], {
    DATABASE_URL: `postgres://127.0.0.1:${port}/x`,
    COMPTOIR_DATA: dataFolder(t),
  })
  assert.equal(await nobody.exitCode, 1)
  assert.match(nobody.output(), /does not answer as expected \(ECONNREFUSED.*DATABASE_URL/)
})

test('api, worker and web run alone against DATABASE_URL and leave when they are asked', async (t) => {
  const { url } = await emptyDatabase(t)
  const [apiPort, webPort] = [await chooseFreePort(), await chooseFreePort()]
  const folder = dataFolder(t)
  const env = { DATABASE_URL: url, COMPTOIR_DATA: folder, API_PORT: String(apiPort), WEB_PORT: String(webPort) }
  const api = run(['api'], env)
  assert.equal(await untilAnswering(`http://127.0.0.1:${apiPort}/health`), 200)
  const second = run(['api', '--lang', 'en'], env)
  assert.equal(await second.exitCode, 1)
  assert.match(second.output(), /already taken.*API_PORT/)
  const [worker, web] = [run(['worker', '--lang', 'en'], env), run(['web'], env)]
  assert.equal(await untilAnswering(`http://127.0.0.1:${webPort}/health`), 200)
  await until(() => worker.output().includes('Background jobs are running.'))
  for (const running of [api, worker, web]) running.child.kill('SIGTERM')
  assert.deepEqual(await Promise.all([api.exitCode, worker.exitCode, web.exitCode]), [0, 0, 0])
  assert.ok(existsSync(join(folder, 'logs')))
})
