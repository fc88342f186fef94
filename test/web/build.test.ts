import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type TestContext, test } from 'node:test'
import { chooseFreePort } from '../../server/platform/process/choose-free-port.ts'
import { chooseBuildsFolder } from '../../server/web/build-application.ts'
import { listBuilds, putInForce, readCurrentBuild } from '../../server/web/builds.ts'
import { stampSources } from '../../server/web/source-stamp.ts'
import { temporaryFolder } from '../harness/folder.ts'
import { until } from '../harness/processes.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const COPIED = ['bin', 'server', 'rules', 'packages', 'web', 'package.json', 'tsconfig.json']

/** A clone of the project as it comes, with its packages. */
function cloneProject(t: TestContext): string {
  const folder = join(temporaryFolder(t), 'été boutique')
  mkdirSync(folder)
  for (const name of COPIED) {
    const isOurs = (path: string) => path !== join(ROOT, 'web', 'dist')
    cpSync(join(ROOT, name), join(folder, name), { recursive: true, filter: isOurs })
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

type Web = { process: ChildProcess; get(path: string): Promise<{ status: number; text: string }> }

/** `comptoir web` of a project; answers when its port does. */
async function startWeb(t: TestContext, root: string, ...options: string[]): Promise<Web> {
  const port = await chooseFreePort()
  const child = spawn(process.execPath, [join(root, 'server', 'main.ts'), 'web', ...options], {
    env: { PATH: process.env.PATH, WEB_PORT: String(port), HOST: '127.0.0.1', SECRET_KEY: 's'.repeat(32) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  })
  const get: Web['get'] = async (path) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`)
    return { status: answer.status, text: await answer.text() }
  }
  await until(() =>
    get('/health').then(
      ({ status }) => status === 200,
      () => false,
    ),
  )
  return { process: child, get }
}

const isServing = (web: Web) => until(async () => (await web.get('/')).status === 200)

test('a fresh clone answers at once that it prepares the application, and two starts build it once', async (t) => {
  const root = cloneProject(t)
  const webs = await Promise.all([startWeb(t, root), startWeb(t, root)])
  const first = await webs[0].get('/')
  assert.equal(first.status, 503)
  assert.match(first.text, /se prépare/)
  await Promise.all(webs.map(isServing))
  const till = (await webs[0].get('/till')).text
  const page = (await webs[0].get('/')).text + till
  assert.match(page, /<script type="module"[^>]* src="\/assets\/[\w-]+\.js"/)
  // A script that is no module is kept compiled.
  assert.match(till, /<script defer src="\/assets\/till-[\w-]+\.js"/)
  assert.doesNotMatch(till, /type="module"/)
  assert.doesNotMatch(page, /__NONCE__/)
  const builds = join(root, 'web', 'dist')
  assert.equal(listBuilds(builds).length, 1)
  const name = readCurrentBuild(builds)?.name ?? ''
  for (const script of page.matchAll(/src="(\/[\w./-]+\.js)"/g)) {
    for (const ending of ['.br', '.gz']) assert.ok(readFileSync(join(builds, name, `${script[1]}${ending}`)).length > 0)
  }
  // The next start finds it.
  const again = await startWeb(t, root)
  assert.equal((await again.get('/')).status, 200)
})

test('with --watch a change of the application is seen without a restart', async (t) => {
  const root = cloneProject(t)
  const web = await startWeb(t, root, '--watch')
  await isServing(web)
  const page = join(root, 'web', 'index.html')
  writeFileSync(page, readFileSync(page, 'utf8').replace('<title>Comptoir', '<title>Changed'))
  await until(async () => (await web.get('/')).text.includes('<title>Changed'))
  assert.equal(web.process.exitCode, null)
})

test('a project that may only be read is built in the data folder, unless its build came with it', (t) => {
  // There is no such folder here, so that it cannot be written to, whoever asks.
  const root = join(temporaryFolder(t), 'read-only')
  const dataFolder = temporaryFolder(t)
  assert.equal(chooseBuildsFolder({ root, dataFolder }), join(dataFolder, 'web'))
  assert.equal(chooseBuildsFolder({ root: ROOT, dataFolder }), join(ROOT, 'web', 'dist'))
})

test('the stamp follows the sources, and nothing beside them', (t) => {
  const root = temporaryFolder(t)
  mkdirSync(join(root, 'web', 'src'), { recursive: true })
  const write = (name: string, text: string) => writeFileSync(join(root, 'web', 'src', name), text)
  write('main.tsx', 'one')
  const first = stampSources(root, false)
  write('main.test.ts', 'a test')
  assert.equal(stampSources(root, false), first)
  assert.notEqual(stampSources(root, true), first)
  write('main.tsx', 'two')
  assert.notEqual(stampSources(root, false), first)
  write('main.tsx', 'one')
  assert.equal(stampSources(root, false), first)
})

test('a build whose folder is gone is not in force', (t) => {
  const builds = temporaryFolder(t)
  putInForce(builds, { name: 'gone', sources: 'x' })
  assert.equal(readCurrentBuild(builds), undefined)
  assert.equal(readCurrentBuild(join(builds, 'nowhere')), undefined)
})
