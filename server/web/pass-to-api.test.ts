import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { loadConfig } from '../platform/config.ts'
import { createLog } from '../platform/log/create-log.ts'
import { createWebServer } from './create-web-server.ts'

const log = createLog({ logLevel: 'critical', logSlackWebhookUrl: undefined }, { write() {}, async flush() {} })

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** An API that answers like this, and the web port before it. */
async function behindWebPort(t: TestContext, answer: Answer) {
  const api = createServer(answer)
  await new Promise<void>((done) => api.listen(0, '127.0.0.1', done))
  t.after(() => {
    api.closeAllConnections()
    api.close()
  })
  const found = api.address()
  const port = found !== null && typeof found === 'object' ? found.port : 0
  return { api, address: await webPort(t, `http://127.0.0.1:${port}`) }
}

async function webPort(t: TestContext, apiBaseUrl: string): Promise<string> {
  const config = loadConfig({ SECRET_KEY: 's'.repeat(32), API_BASE_URL: apiBaseUrl }, { folder: '/nonexistent' })
  const app = await createWebServer({ config, log, application: { builds: '/nonexistent', state: 'ready' } })
  t.after(() => app.close())
  return app.listen({ port: 0, host: '127.0.0.1' })
}

type Echo = { url: string; headers: Record<string, string> }
const readEcho = async (answer: Response): Promise<Echo> => JSON.parse(await answer.text())

const echo: Answer = (request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ url: request.url, headers: request.headers }))
}

test('a request arrives with its host, its address and its body as they are', async (t) => {
  const { address } = await behindWebPort(t, echo)
  for (const path of [
    '/api/v1/products?q=caf%C3%A9&page=2',
    '/files/k/small.webp',
    '/docs',
    '/redoc',
    '/openapi.json',
  ]) {
    const answer = await readEcho(await fetch(`${address}${path}`))
    assert.equal(answer.url, path)
    assert.equal(answer.headers.host, new URL(address).host)
  }
})

test('nobody gives themselves an address, but a proxy of this machine may say for whom it asks', async (t) => {
  const { address } = await behindWebPort(t, echo)
  const forwardedFor = async (value: string) => {
    const answer = await fetch(`${address}/api/v1/me`, { headers: { 'x-forwarded-for': value } })
    return (await readEcho(answer)).headers['x-forwarded-for']
  }
  assert.equal((await readEcho(await fetch(`${address}/api/v1/me`))).headers['x-forwarded-for'], '127.0.0.1')
  // The proxy of this machine has added the last one; what stands before it the browser has written.
  assert.equal(await forwardedFor('10.9.8.7, 203.0.113.5'), '203.0.113.5')
})

test('a body is passed on while it is being sent', async (t) => {
  const received: number[] = []
  let begun = () => {}
  const isBegun = new Promise<void>((done) => {
    begun = done
  })
  const { address } = await behindWebPort(t, async (request, response) => {
    for await (const chunk of request) {
      received.push(chunk.length)
      begun()
    }
    response.end(String(received.reduce((sum, length) => sum + length, 0)))
  })
  const upload = send(`${address}/api/v1/imports`, { method: 'POST', headers: { 'content-type': 'text/csv' } })
  const megabyte = Buffer.alloc(1024 * 1024, 'a')
  upload.write(megabyte)
  await isBegun
  for (let count = 1; count < 20; count += 1) upload.write(megabyte)
  upload.end()
  const [answer]: [IncomingMessage] = (await once(upload, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of answer) text += chunk
  assert.equal(text, String(20 * megabyte.length))
})

test('events come one by one as they happen, and whoever leaves is gone from the API too', async (t) => {
  let ended = () => {}
  const isEnded = new Promise<void>((done) => {
    ended = done
  })
  const { address } = await behindWebPort(t, async (_request, response) => {
    response.once('close', ended)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const number of [1, 2, 3]) {
      response.write(`data: ${number}\n\n`)
      await sleep(30)
    }
  })
  const leaving = new AbortController()
  const answer = await fetch(`${address}/api/v1/live`, { signal: leaving.signal })
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  for (const number of [1, 2, 3]) {
    const { value } = await reader.read()
    assert.equal(Buffer.from(value ?? []).toString(), `data: ${number}\n\n`)
  }
  leaving.abort()
  await isEnded
})

test('a hundred streams that stay open keep nobody from asking', async (t) => {
  const { address } = await behindWebPort(t, (request, response) => {
    if (request.url !== '/api/v1/live') return echo(request, response)
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': here\n\n')
  })
  const leaving = new AbortController()
  t.after(() => leaving.abort())
  await Promise.all(Array.from({ length: 100 }, () => fetch(`${address}/api/v1/live`, { signal: leaving.signal })))
  assert.equal((await fetch(`${address}/api/v1/me`)).status, 200)
})

test('what the API has compressed stays as it is, and its headers with it', async (t) => {
  const body = gzipSync('{"success":true}')
  const headers = { 'content-encoding': 'gzip', etag: '"1"', 'x-request-id': 'r1', 'set-cookie': ['a=1', 'b=2'] }
  const { address } = await behindWebPort(t, (_request, response) => response.writeHead(200, headers).end(body))
  const asked = send(`${address}/api/v1/products`, { headers: { 'accept-encoding': 'gzip' } }).end()
  const [answer]: [IncomingMessage] = (await once(asked, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  assert.deepEqual(Buffer.concat(chunks), body)
  const { 'content-encoding': encoding, etag, 'x-request-id': id, 'set-cookie': cookies } = answer.headers
  assert.deepEqual(
    { encoding, etag, id, cookies },
    { encoding: 'gzip', etag: '"1"', id: 'r1', cookies: ['a=1', 'b=2'] },
  )
})

test('an API that is down is said in the language of the reader, with when to come back', async (t) => {
  const address = await webPort(t, 'http://127.0.0.1:1')
  for (const [language, error] of [
    ['en-CA,en;q=0.9', 'The server does not answer'],
    ['fr', 'Le serveur ne répond pas'],
  ] as const) {
    const answer = await fetch(`${address}/api/v1/products`, { headers: { 'accept-language': language } })
    assert.equal(answer.status, 503)
    assert.equal(answer.headers.get('retry-after'), '2')
    assert.deepEqual(await answer.json(), { success: false, error, code: 'not_ready' })
  }
})

test('an API that has too much to do is asked once', async (t) => {
  let asked = 0
  const { address } = await behindWebPort(t, (_request, response) => {
    asked += 1
    response.writeHead(503, { 'retry-after': '1' }).end('{}')
  })
  assert.equal((await fetch(`${address}/api/v1/products`)).status, 503)
  assert.equal(asked, 1)
})

test('an answer that breaks off breaks off for the reader, and the web port goes on', async (t) => {
  const { address } = await behindWebPort(t, (request, response) => {
    if (request.url === '/api/v1/me') return echo(request, response)
    response.writeHead(200, { 'content-length': '100' }).write('half')
    setTimeout(() => response.destroy(), 20)
  })
  await assert.rejects(fetch(`${address}/api/v1/products`).then((answer) => answer.text()))
  assert.equal((await fetch(`${address}/api/v1/me`)).status, 200)
})
