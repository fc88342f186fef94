import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { type TestContext, test } from 'node:test'
import { createLog } from './create-log.ts'
import { createFileSink } from './file-sink.ts'
import { pumpPipe } from './pipe-sink.ts'
import { redact, redactAddress } from './redact.ts'
import type { Channel, Sink } from './sink.ts'

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-log-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function memorySink(): Sink & { texts: Record<Channel, string> } {
  const texts: Record<Channel, string> = { a: '', b: '', e: '', c: '' }
  return {
    texts,
    write(channel, text) {
      texts[channel] += text
    },
    async flush() {},
  }
}

const quiet = { logLevel: 'critical', logSlackWebhookUrl: undefined } as const
const noon = () => new Date(2026, 10, 21, 12)

test('three files named by the day hold requests as text, operations and errors as JSON lines', async (t) => {
  const folder = temporaryFolder(t)
  const log = createLog(quiet, createFileSink(folder, { now: noon }))
  log.api({ method: 'GET', path: '/health?token=abc&page=2', status: 200, durationMs: 1.234, requestId: 'r1' })
  log.business({
    operation: 'recordSale',
    entity_type: 'sales',
    entity_id: 'x',
    user_id: 7,
    details: { total: '62.06', pin: '1234' },
    result: 'success',
  })
  log.error(new Error('broken', { cause: new Error('deeper') }), {
    endpoint: '/api/v1/login',
    method: 'POST',
    user_id: null,
    request_data: { email: 'a@b.ca', password: 'hunter2', nested: { api_key: 'k', name: 'n' } },
  })
  await log.flush()
  const read = (name: string) => readFileSync(join(folder, `${name}_2026-11-21.log`), 'utf8')
  assert.match(read('api'), /^\S+Z GET \/health\?token=\[redacted\]&page=2 200 1\.23ms request_id=r1\n$/)
  const business = JSON.parse(read('business'))
  assert.deepEqual(business.details, { total: '62.06', pin: '[redacted]' })
  assert.equal(business.operation, 'recordSale')
  const error = JSON.parse(read('errors'))
  assert.deepEqual(error.request_data, {
    email: 'a@b.ca',
    password: '[redacted]',
    nested: { api_key: '[redacted]', name: 'n' },
  })
  assert.match(error.stack, /^Error: broken\n[\s\S]*caused by: Error: deeper/)
  assert.equal(error.method, 'POST')
})

test('a full file is set aside under the next number, and only the newest are kept', (t) => {
  const folder = temporaryFolder(t)
  const sink = createFileSink(folder, { now: noon, largestBytes: 100, mostFiles: 3 })
  for (let block = 1; block <= 6; block += 1) sink.write('a', Buffer.from(`${String(block).repeat(99)}\n`))
  assert.deepEqual(readdirSync(folder).sort(), ['api_2026-11-21.4.log', 'api_2026-11-21.5.log', 'api_2026-11-21.log'])
  assert.equal(readFileSync(join(folder, 'api_2026-11-21.log'), 'utf8'), `${'6'.repeat(99)}\n`)
})

test('two writers on the same folder lose no line when the file is set aside', (t) => {
  const folder = temporaryFolder(t)
  const options = { now: noon, largestBytes: 1_000, mostFiles: 1_000 }
  const sinks = [createFileSink(folder, options), createFileSink(folder, options)]
  for (let line = 0; line < 200; line += 1)
    sinks[line % 2]?.write('b', Buffer.from(`${String(line).padStart(60, '0')}\n`))
  const files = readdirSync(folder).filter((name) => name.endsWith('.log'))
  const lines = files.flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
  assert.equal(new Set(lines.map(Number)).size, 200)
  assert.ok(files.length > 10)
  assert.equal(existsSync(join(folder, '.rotating')), false)
})

test('a new day makes a new file, and files older than the limit leave', (t) => {
  const folder = temporaryFolder(t)
  const old = join(folder, 'api_2026-10-01.log')
  writeFileSync(old, 'old\n')
  utimesSync(old, new Date(2026, 9, 1), new Date(2026, 9, 1))
  const kept = join(folder, 'notes_2026-10-01.log')
  writeFileSync(kept, 'not ours\n')
  let day = noon()
  const sink = createFileSink(folder, { now: () => day })
  sink.write('a', Buffer.from('one\n'))
  day = new Date(2026, 10, 22, 0, 0, 1)
  sink.write('a', Buffer.from('two\n'))
  assert.deepEqual(readdirSync(folder).sort(), ['api_2026-11-21.log', 'api_2026-11-22.log', 'notes_2026-10-01.log'])
})

test('the console shows what its level asks for', async () => {
  const shown = async (logLevel: 'debug' | 'info' | 'warning' | 'error' | 'critical') => {
    const sink = memorySink()
    const log = createLog({ logLevel, logSlackWebhookUrl: undefined }, sink)
    log.debug('d')
    log.info('i', { port: 8000 })
    log.warning('w')
    log.error(new Error('e'))
    log.critical(new Error('c'))
    await log.flush()
    return [...sink.texts.c.matchAll(/Z (\w+) /g)].map((match) => match[1])
  }
  assert.deepEqual(await shown('debug'), ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'])
  assert.deepEqual(await shown('warning'), ['WARNING', 'ERROR', 'CRITICAL'])
  assert.deepEqual(await shown('critical'), ['CRITICAL'])
})

test('the console tells of business by ids, without what is personal', async () => {
  const sink = memorySink()
  const log = createLog({ logLevel: 'info', logSlackWebhookUrl: undefined }, sink)
  const details = { email: 'lea@example.com', price: '12.50' }
  log.business({ operation: 'updateUser', entity_type: 'users', entity_id: 12, user_id: 3, details, result: 'success' })
  await log.flush()
  assert.match(sink.texts.c, /^\S+Z INFO {5}updateUser users 12 user_id=3\n$/)
  assert.match(sink.texts.b, /lea@example\.com/)
})

test('blocks pass the pipe whole, however they are cut', async () => {
  const pipe = new PassThrough()
  const sink = memorySink()
  pumpPipe(pipe, sink)
  const blocks = Buffer.from('a6\nété\nb9\n{"é": 1}c0\na1\nxa9\nlost')
  // One byte at a time cuts every header, every block and every accented letter.
  for (const byte of blocks) pipe.write(Buffer.of(byte))
  pipe.end()
  await new Promise((done) => pipe.on('end', done))
  assert.deepEqual(sink.texts, { a: 'été\nx', b: '{"é": 1}', e: '', c: '' })
})

test('secrets are hidden by the name of their field, not by the look of their value', () => {
  assert.deepEqual(
    redact({ Authorization: 'x', 'X-API-Token': 'x', newPin: '1', pin_code: '2', opinion: 'kept', shipping: 'kept' }),
    {
      Authorization: '[redacted]',
      'X-API-Token': '[redacted]',
      newPin: '[redacted]',
      pin_code: '[redacted]',
      opinion: 'kept',
      shipping: 'kept',
    },
  )
  assert.equal(redactAddress('postgres://me:secret@host/db'), 'postgres://me:[redacted]@host/db')
})

test('what a log cannot hold becomes a text instead of an error', () => {
  const cycle: Record<string, unknown> = {
    big: 5n,
    bytes: Buffer.from('abc'),
    list: Array.from({ length: 60 }, () => 1),
  }
  cycle.self = cycle
  const text = JSON.stringify(redact(cycle))
  assert.match(text, /"big":"5","bytes":"\[3 bytes\]"/)
  assert.match(text, /… 10 more/)
})

test('errors are posted to the webhook, and a webhook that is down harms nobody', async (t) => {
  const received = Promise.withResolvers<string>()
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      response.end('ok')
      received.resolve(body)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.after(() => server.close())
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const log = createLog({ logLevel: 'critical', logSlackWebhookUrl: `http://127.0.0.1:${port}/hook` }, memorySink())
  log.error(new Error('the till is on fire'), { method: 'POST', endpoint: '/api/v1/sales' })
  assert.match(JSON.parse(await received.promise).text, /ERROR POST \/api\/v1\/sales the till is on fire/)
  const broken = createLog({ logLevel: 'critical', logSlackWebhookUrl: 'http://127.0.0.1:1/' }, memorySink())
  broken.error(new Error('nobody listens'))
  await broken.flush()
})
