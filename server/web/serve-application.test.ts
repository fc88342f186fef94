import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { loadConfig } from '../platform/config.ts'
import { createLog } from '../platform/log/create-log.ts'
import { putInForce } from './builds.ts'
import { createWebServer } from './create-web-server.ts'
import type { ServedApplication } from './serve-application.ts'

const log = createLog({ logLevel: 'critical', logSlackWebhookUrl: undefined }, { write() {}, async flush() {} })
const SCRIPT = 'console.log("Bonjour du comptoir")'

function makeFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-builds-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A build whose one script has this name. */
function build(builds: string, name: string, script: string): void {
  const folder = join(builds, name)
  mkdirSync(join(folder, 'assets'), { recursive: true })
  const page = `<meta name="csp-nonce" content="__NONCE__"><script src="/assets/${script}">`
  writeFileSync(join(folder, 'index.html'), page)
  writeFileSync(join(folder, 'till.html'), page)
  writeFileSync(join(folder, 'boot.js'), `// ${name}`)
  writeFileSync(join(folder, 'assets', script), SCRIPT)
  writeFileSync(join(folder, 'assets', `${script}.br`), brotliCompressSync(SCRIPT))
  writeFileSync(join(folder, 'assets', `${script}.gz`), gzipSync(SCRIPT))
  putInForce(builds, { name, sources: name })
}

async function serve(t: TestContext, builds: string, state: ServedApplication['state'] = 'ready') {
  const application: ServedApplication = { builds, state }
  const config = loadConfig({ SECRET_KEY: 's'.repeat(32), API_PORT: '1' }, { folder: '/nonexistent' })
  const app = await createWebServer({ config, log, application })
  t.after(() => app.close())
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${address}${path}`, { headers })
  return { application, get }
}

test('every address of the application is its page, with a policy and a nonce of its own', async (t) => {
  const builds = makeFolder(t)
  build(builds, 'a1', 'main-1.js')
  const { get } = await serve(t, builds)
  const nonces = new Set<string>()
  for (const path of ['/', '/products', '/products/12/', '/till', '/customers/a.b%40c?q=1']) {
    const answer = await get(path)
    assert.equal(answer.status, 200, path)
    assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8')
    assert.equal(answer.headers.get('cache-control'), 'private, no-cache')
    const policy = answer.headers.get('content-security-policy') ?? ''
    assert.doesNotMatch(policy, /unsafe|\*|https?:/)
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-/)
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    assert.ok((await answer.text()).includes(`content="${nonce}"`))
    nonces.add(nonce)
  }
  assert.equal(nonces.size, 5)
  assert.equal((await get('/customers/1.2', { accept: 'text/html,*/*' })).status, 200)
})

test('files come as they were compressed when they were built, for ever where their name has a hash', async (t) => {
  const builds = makeFolder(t)
  build(builds, 'a1', 'main-1.js')
  const { get } = await serve(t, builds)
  for (const [accepted, encoding] of [
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ] as const) {
    const answer = await get('/assets/main-1.js', { 'accept-encoding': accepted })
    assert.equal(answer.headers.get('content-encoding'), encoding)
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable')
    assert.match(answer.headers.get('content-type') ?? '', /javascript/)
    assert.match(answer.headers.get('content-security-policy') ?? '', /^default-src 'self'/)
    assert.equal(await answer.text(), SCRIPT)
  }
  const boot = await get('/boot.js')
  assert.equal(boot.headers.get('cache-control'), 'no-cache')
  const again = await get('/boot.js', { 'if-none-match': boot.headers.get('etag') ?? '', 'cache-control': 'max-age=0' })
  assert.equal(again.status, 304)
})

test('a new build takes over at once, and pages that were opened before still find their parts', async (t) => {
  const builds = makeFolder(t)
  build(builds, 'a1', 'main-1.js')
  const { get } = await serve(t, builds)
  build(builds, 'a2', 'main-2.js')
  assert.match(await (await get('/')).text(), /main-2/)
  assert.equal(await (await get('/boot.js')).text(), '// a2')
  assert.equal((await get('/assets/main-1.js')).status, 200)
  for (const name of ['a3', 'a4']) build(builds, name, `main-${name}.js`)
  assert.equal((await get('/assets/main-1.js')).status, 404)
  assert.equal((await get('/assets/main-2.js')).status, 200)
})

test('the till has a page of its own, and the application’s where a build has none', async (t) => {
  const builds = makeFolder(t)
  build(builds, 'a1', 'main-1.js')
  const page = join(builds, 'a1', 'till.html')
  writeFileSync(page, '<meta name="csp-nonce" content="__NONCE__">a till')
  const { get } = await serve(t, builds)
  for (const path of ['/till', '/till/', '/till?from=home', '/till/anything']) {
    const text = await (await get(path)).text()
    assert.match(text, /a till/, path)
    assert.doesNotMatch(text, /__NONCE__/)
  }
  for (const path of ['/tills', '/stores/till', '/']) assert.match(await (await get(path)).text(), /main-1/, path)
  rmSync(page)
  assert.match(await (await get('/till')).text(), /main-1/)
})

test('nothing is served but files of a build', async (t) => {
  const builds = makeFolder(t)
  writeFileSync(join(builds, 'secret.txt'), 'secret')
  build(builds, 'a1', 'main-1.js')
  const { get } = await serve(t, builds)
  for (const path of [
    '/nowhere.js',
    '/assets/nowhere-1.js',
    '/index.html',
    '/till.html',
    '/current.json',
    '/a1/boot.js',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fcurrent.json',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/.vite/manifest.json',
    '/%00.js',
    '/%E0%A4%A.js',
  ]) {
    const answer = await get(path)
    assert.ok(answer.status === 404 || answer.status === 400, `${path}: ${answer.status}`)
    assert.doesNotMatch(await answer.text(), /secret|sources/)
  }
})

test('while it is being built its page says so and asks again, in the language of the reader', async (t) => {
  const builds = makeFolder(t)
  build(builds, 'a1', 'main-1.js')
  const { application, get } = await serve(t, builds, 'building')
  const answer = await get('/products', { 'accept-language': 'en' })
  assert.equal(answer.status, 503)
  assert.equal(answer.headers.get('retry-after'), '1')
  const page = await answer.text()
  assert.match(page, /being prepared/)
  assert.match(page, /http-equiv="refresh" content="1"/)
  // Pages that are open go on with what they have.
  assert.equal((await get('/assets/main-1.js')).status, 200)
  application.state = 'ready'
  assert.equal((await get('/products')).status, 200)
})

test('a build that failed leaves the one before in force; without one the page says where to look', async (t) => {
  const builds = makeFolder(t)
  const { get } = await serve(t, builds, 'failed')
  const answer = await get('/')
  assert.equal(answer.status, 503)
  const page = await answer.text()
  assert.match(page, /Le journal des erreurs dit pourquoi/)
  assert.doesNotMatch(page, /http-equiv/)
  build(builds, 'a1', 'main-1.js')
  assert.equal((await get('/')).status, 200)
})
