import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { type TestContext, test } from 'node:test'
import { loadConfig } from '../platform/config.ts'
import { createLog } from '../platform/log/create-log.ts'
import { createWebServer } from './create-web-server.ts'
import { renderPage } from './status-page.ts'

const log = createLog({ logLevel: 'critical', logSlackWebhookUrl: undefined }, { write() {}, async flush() {} })

async function startApi(t: TestContext, status: number, body: unknown): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.after(() => server.close())
  const address = server.address()
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
}

async function webServer(t: TestContext, apiBaseUrl?: string) {
  const env = {
    SECRET_KEY: 's'.repeat(32),
    ...(apiBaseUrl === undefined ? { API_PORT: '1' } : { API_BASE_URL: apiBaseUrl }),
  }
  const config = loadConfig(env, { folder: '/nonexistent' })
  const app = await createWebServer({ config, log, application: { builds: '/nonexistent', state: 'ready' } })
  t.after(() => app.close())
  return app
}

const healthy = {
  status: 'ok',
  version: '1.2.3',
  parts: { database: { status: 'up' }, redis: { status: 'off' }, worker: { status: 'down' }, other: 'up' },
}

test('the page says in French what is running, and links to the documentation', async (t) => {
  const api = await startApi(t, 200, healthy)
  const response = await (await webServer(t, api)).inject({ url: '/status' })
  assert.equal(response.statusCode, 200)
  assert.match(response.body, /<html lang="fr">/)
  assert.match(response.body, /Base de données<\/dt><dd><span class="up">● en marche/)
  assert.match(response.body, /Redis\)<\/dt><dd><span class="off">– non utilisé/)
  assert.match(response.body, /Tâches de fond<\/dt><dd><span class="down">○ ne répond pas/)
  assert.match(response.body, /version 1\.2\.3/)
  assert.match(response.body, new RegExp(`href="${api}/docs"`))
})

test('it is English for those who ask, by browser or by link', async (t) => {
  const app = await webServer(t, await startApi(t, 200, { data: healthy }))
  const byHeader = await app.inject({ url: '/status', headers: { 'accept-language': 'en-CA,en;q=0.9,fr;q=0.5' } })
  assert.match(byHeader.body, /<html lang="en">[\s\S]*What is running/)
  const byLink = await app.inject({ url: '/status?lang=fr', headers: { 'accept-language': 'en' } })
  assert.match(byLink.body, /<html lang="fr">/)
})

test('nothing on the page may run a script or come from elsewhere', async (t) => {
  const response = await (await webServer(t)).inject({ url: '/status' })
  const policy = String(response.headers['content-security-policy'])
  assert.match(policy, /^default-src 'none'; style-src 'self';/)
  assert.doesNotMatch(policy, /unsafe/)
  assert.doesNotMatch(response.body, /<script|style=|onclick/)
  const style = await (await webServer(t)).inject({ url: '/status.css' })
  assert.equal(style.headers['content-type'], 'text/css; charset=utf-8')
})

test('an API that is down is said, with what to look at; the web port itself is healthy', async (t) => {
  const app = await webServer(t)
  const page = await app.inject({ url: '/status' })
  assert.match(page.body, /class="hint"[\s\S]*API_BASE_URL/)
  const health = await app.inject({ url: '/health/' })
  assert.equal(health.statusCode, 200)
  assert.deepEqual(health.json().parts, { web: 'up', api: 'down' })
  const busy = await webServer(t, await startApi(t, 503, {}))
  assert.deepEqual((await busy.inject({ url: '/health' })).json().parts, { web: 'up', api: 'down' })
})

test('links follow the name under which the reader reached the page', async (t) => {
  const app = await webServer(t)
  const page = await app.inject({ url: '/status', headers: { host: 'boutique.local:8080' } })
  assert.match(page.body, /href="http:\/\/boutique\.local:1\/docs"/)
  const strange = await app.inject({ url: '/status', headers: { host: '"><b>' } })
  assert.match(strange.body, /href="http:\/\/localhost:1\/docs"/)
})

test('texts from elsewhere are escaped; an unknown path is not found', async (t) => {
  const state = { isUp: true, version: '<b>', parts: [{ name: '<img>', state: 'up' as const }] }
  const page = renderPage('en', { version: '1', state, apiAddress: 'http://x/"' })
  assert.doesNotMatch(page, /<b>|<img>|x\/""/)
  const missing = await (await webServer(t)).inject({ url: '/nowhere.js' })
  assert.equal(missing.statusCode, 404)
})
