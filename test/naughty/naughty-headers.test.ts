// Every naughty string as every header that the server reads, over real connections, and bytes that are hardly HTTP.
import assert from 'node:assert/strict'
import { Agent, request as sendRequest } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { after, test } from 'node:test'
import { testApplication } from '../harness/app.ts'
import { nextNumber } from '../harness/factories.ts'
import { inWaves } from './ask.ts'
import { NAUGHTY_STRINGS, STRINGS, shown } from './strings.ts'

const application = await testApplication({ after })
const { app, as, log } = application
await app.listen({ port: 0, host: '127.0.0.1' })
const { port } = app.server.address() as AddressInfo
const agent = new Agent({ keepAlive: true, maxSockets: 20 })
after(() => agent.destroy())
const { secret } = await as('owner').token
const IDENTIFIED = { authorization: `Bearer ${secret}` }

/** What a request does beside carrying the header. */
type Kind = { method: string; path: string; identified: boolean; body?(): object }
const LIST: Kind = { method: 'GET', path: '/api/v1/products?per_page=1', identified: true }
const ANONYMOUS_LIST: Kind = { ...LIST, identified: false }
const CREATE: Kind = {
  method: 'POST',
  path: '/api/v1/product-categories',
  identified: true,
  body: () => ({ name: `Rayon ${nextNumber()}` }),
}
const ANONYMOUS_CREATE: Kind = { ...CREATE, identified: false }
const LOGIN: Kind = {
  method: 'POST',
  path: '/api/v1/login',
  identified: false,
  body: () => ({ email: 'personne@example.com' }),
}

const HEADERS: readonly { name: string; kind: Kind; value?(text: string): string; beside?: Record<string, string> }[] =
  [
    { name: 'accept', kind: LIST },
    { name: 'accept-encoding', kind: LIST },
    { name: 'accept-language', kind: LIST },
    { name: 'accept-language', kind: LOGIN },
    { name: 'authorization', kind: ANONYMOUS_LIST },
    { name: 'authorization', kind: ANONYMOUS_LIST, value: (text) => `Bearer ${text}` },
    { name: 'content-type', kind: CREATE },
    { name: 'content-type', kind: CREATE, value: (text) => `application/json; charset=${text}` },
    { name: 'cookie', kind: ANONYMOUS_LIST },
    { name: 'cookie', kind: ANONYMOUS_LIST, value: (text) => `comptoir_session=${text}` },
    { name: 'host', kind: LIST },
    { name: 'host', kind: ANONYMOUS_CREATE, beside: { cookie: 'comptoir_session=x', origin: 'http://localhost' } },
    { name: 'idempotency-key', kind: CREATE },
    { name: 'if-modified-since', kind: LIST },
    { name: 'if-none-match', kind: LIST },
    { name: 'origin', kind: ANONYMOUS_CREATE, beside: { cookie: 'comptoir_session=x' } },
    { name: 'user-agent', kind: LIST },
    { name: 'x-api-token', kind: ANONYMOUS_LIST },
    { name: 'x-forwarded-for', kind: LOGIN },
    { name: 'x-forwarded-host', kind: LIST },
    { name: 'x-forwarded-proto', kind: LOGIN },
    { name: 'x-request-id', kind: LIST },
  ]

type Reply = { status: number; headers: Record<string, string | string[] | undefined>; text: string }

/** null: Node's own client refuses to send this (line ends, NUL); raw connections do that below. */
function send(kind: Kind, name: string, value: string, beside: Record<string, string> = {}): Promise<Reply> | null {
  // A header's characters are bytes: those of UTF-8, as any program sends them.
  const bytes = Buffer.from(value, 'utf8').toString('latin1')
  if (/[^\t\x20-\x7e\x80-\xff]/.test(bytes)) return null
  const body = kind.body === undefined ? undefined : JSON.stringify(kind.body())
  const headers = {
    ...(kind.identified && IDENTIFIED),
    ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    ...beside,
    [name]: bytes,
  }
  return new Promise((done, fail) => {
    const options = {
      host: '127.0.0.1',
      port,
      agent,
      method: kind.method,
      path: kind.path,
      headers,
      setHost: name !== 'host',
    }
    const request = sendRequest(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      )
      response.on('error', fail)
    })
    request.on('error', fail)
    request.end(body)
  })
}

function complaintAbout({ status, headers, text }: Reply): string | null {
  if (status === 0 || status >= 500) return `${status} ${text}`
  if (status === 304) return null
  if (headers['x-request-id'] === undefined || headers['x-instance-id'] !== 'test') return 'no standard headers'
  if (headers['content-encoding'] !== undefined || headers['content-type'] === 'application/msgpack') return null
  const body = JSON.parse(text)
  if (body.success !== status < 400) return text
  return status < 400 || typeof body.code === 'string' ? null : text
}

for (const { name, kind, value, beside } of HEADERS) {
  test(`${name}${value === undefined ? '' : ` (${value('…')})`}: ${kind.method} ${kind.path}`, async (t) => {
    const faults: string[] = []
    let count = 0
    await inWaves(STRINGS, 20, async (wave) => {
      await Promise.all(
        wave.map(async (text) => {
          const reply = await send(kind, name, value?.(text) ?? text, beside)
          if (reply === null) return
          count += 1
          const complaint = complaintAbout(reply)
          if (complaint !== null) faults.push(`${shown(text)}: ${complaint}`)
        }),
      )
    })
    t.diagnostic(`${count} strings`)
    assert.ok(count >= NAUGHTY_STRINGS.length - 10)
    assert.deepEqual(faults.slice(0, 12), [])
  })
}

/** Writes bytes as they are, and answers all that comes back until the server closes. */
function exchange(bytes: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('close', () => done(answer))
    socket.on('error', (error: Error & { code?: string }) => (error.code === 'ECONNRESET' ? done(answer) : fail(error)))
    // Not ended: the server takes the end of a connection for a client that left.
    socket.write(Buffer.from(bytes, 'utf8'))
  })
}

const closing = `Host: comptoir\r\nConnection: close\r\nAuthorization: Bearer ${secret}\r\n`

test('addresses without any encoding', async () => {
  const faults: string[] = []
  const places = ['/api/v1/products/', '/api/v1/products?q=', '/']
  for (const place of places) {
    await inWaves(STRINGS, 20, async (wave) => {
      await Promise.all(
        wave.map(async (text) => {
          const answer = await exchange(`GET ${place}${text} HTTP/1.1\r\n${closing}\r\n`)
          if (!/^HTTP\/1\.1 [234]\d\d /.test(answer)) faults.push(`${place} ← ${shown(text)}: ${answer.slice(0, 80)}`)
        }),
      )
    })
  }
  assert.deepEqual(faults.slice(0, 12), [])
})

test('line ends and worse inside headers', async () => {
  const values = [
    'a\r\nX-Pirate: 1',
    'a\nX-Pirate: 1',
    'a\rb',
    'a\0b',
    '\u001b[31m',
    `${'x'.repeat(70_000)}`,
    ' \t ',
    '\r\n\r\nGET / HTTP/1.1',
  ]
  for (const { name } of HEADERS) {
    for (const value of values) {
      const answer = await exchange(`GET /api/v1/products?per_page=1 HTTP/1.1\r\n${name}: ${value}\r\n${closing}\r\n`)
      assert.match(answer, /^HTTP\/1\.1 [234]\d\d /, `${name}: ${shown(value)}`)
      assert.doesNotMatch(answer, /^x-pirate/im)
    }
  }
})

test('no request was a fault of ours', () => {
  assert.deepEqual(log.faults, [])
})
