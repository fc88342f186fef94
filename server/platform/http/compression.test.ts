import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import fastify from 'fastify'
import { registerCompression } from './compression.ts'

const ROWS = Array.from({ length: 20_000 }, (_, index) => `${index};Café;2,50\n`)
const TEXT = ROWS.join('')

const app = fastify()
registerCompression(app)
app.get('/stream', (_request, reply) => reply.type('text/csv').header('content-length', 1).send(Readable.from(ROWS)))
app.get('/whole', (_request, reply) => reply.type('text/csv').header('vary', 'accept').send(TEXT))
app.get('/part', (_request, reply) => reply.code(206).type('text/csv').send(TEXT))
app.get('/events', (_request, reply) => reply.type('text/event-stream').send(Readable.from(ROWS)))
app.get('/picture', (_request, reply) => reply.type('image/webp').send(Buffer.from(TEXT)))
app.get('/broken', (_request, reply) => {
  const rows = async function* () {
    yield TEXT
    throw new Error('The rows end here.')
  }
  return reply.type('text/csv').send(Readable.from(rows()))
})
const address = await app.listen({ port: 0, host: '127.0.0.1' })
after(() => app.close())

const GZIP = { 'accept-encoding': 'gzip' }

test('what is sent bit by bit and what is sent whole arrive as they were, smaller', async () => {
  for (const [url, vary] of [
    ['/stream', 'accept-encoding'],
    ['/whole', 'accept, accept-encoding'],
  ] as const) {
    const { headers, rawPayload } = await app.inject({ url, headers: GZIP })
    assert.deepEqual([headers['content-encoding'], headers.vary], ['gzip', vary])
    assert.ok(rawPayload.length < TEXT.length / 2)
    assert.equal(gunzipSync(rawPayload).toString(), TEXT)
  }
})

test('parts of files, events and what is packed already leave as they are', async () => {
  for (const url of ['/part', '/events', '/picture']) {
    const { headers, body } = await app.inject({ url, headers: GZIP })
    assert.deepEqual([headers['content-encoding'], body], [undefined, TEXT], url)
  }
  const { headers, body } = await app.inject({ url: '/whole', method: 'HEAD', headers: GZIP })
  assert.deepEqual([headers['content-encoding'], body], [undefined, ''])
})

test('what fails while it is read is not taken for whole', async () => {
  await assert.rejects(async () => (await fetch(`${address}/broken`, { headers: GZIP })).text())
})
