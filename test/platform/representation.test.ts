import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { pack, unpack } from 'msgpackr'
import { Type } from 'typebox'
import { Strict } from '../../server/platform/http/fields.ts'
import { read, write } from '../../server/platform/http/route.ts'
import { text } from '../../server/platform/text.ts'
import { startSmallServer } from './small-server.ts'

const Rows = Type.Array(Type.Object({ id: Type.Integer(), name: Type.String() }))
const many = Array.from({ length: 200 }, (_, id) => ({ id, name: `Article numéro ${id}` }))
const few = many.slice(0, 2)
const common = { tag: 'things', access: 'authenticated', response: Rows } as const
const named = (operation: string) => ({
  operation,
  summary: text(`Lire ${operation}`, `Read ${operation}`),
  description: text(`Lit ${operation}.`, `Reads ${operation}.`),
})

let reads = 0
const routes = [
  read({ ...common, ...named('few'), path: '/few', run: async () => ({ data: few }) }),
  read({ ...common, ...named('many'), path: '/many', run: async () => ({ data: many }) }),
  read({
    ...common,
    ...named('kept'),
    path: '/kept',
    cache: { namespaces: ['things'], time: 'stores' },
    run: async () => ({ data: many }),
  }),
  read({
    ...common,
    ...named('cached'),
    path: '/cached',
    cache: { namespaces: ['things'], time: 'stores' },
    async run() {
      reads += 1
      return { data: many }
    },
  }),
  read({
    ...common,
    ...named('text'),
    path: '/text',
    response: Type.String(),
    contentTypes: ['text/plain'],
    run: async () => ({ data: 'Merci !', headers: { 'content-type': 'text/plain; charset=utf-8' } }),
  }),
  write({
    ...common,
    ...named('echo'),
    method: 'POST',
    path: '/echo',
    acceptsMessagePack: true,
    body: Strict({ name: Type.String() }),
    response: Type.Object({ name: Type.String() }),
    touches: ['things'],
    run: async ({ body }) => ({ data: { name: body.name } }),
  }),
]
const { app, ann, bob, lines } = await startSmallServer({ after }, routes)

test('answers are compressed when it is asked for and worth it', async () => {
  const plain = await ann.get('/many')
  assert.equal(plain.headers['content-encoding'], undefined)
  const unpackers = { br: brotliDecompressSync, gzip: gunzipSync, zstd: zstdDecompressSync }
  const asked = Object.entries(unpackers).flatMap(([encoding, decompress]) =>
    // A kept page twice: as the first makes it, and as the next find it.
    ['/many', '/kept', '/kept'].map((path) => ({ path, encoding, decompress })),
  )
  for (const { path, encoding, decompress } of asked) {
    const answer = await ann.get(path, { 'accept-encoding': encoding })
    assert.equal(answer.headers['content-encoding'], encoding)
    assert.match(String(answer.headers.vary), /accept-encoding/i)
    assert.ok(answer.raw.length < plain.raw.length / 2)
    assert.deepEqual(JSON.parse(decompress(answer.raw).toString()), plain.body)
  }
  const small = await ann.get('/few', { 'accept-encoding': 'br, gzip, zstd' })
  assert.equal(small.headers['content-encoding'], undefined)
  for (const path of ['/many', '/kept']) {
    const unknown = await ann.get(path, { 'accept-encoding': 'snappy, br;q=0' })
    assert.equal(unknown.headers['content-encoding'], undefined)
    assert.deepEqual(unknown.body, plain.body)
    const preferred = await ann.get(path, { 'accept-encoding': 'gzip;q=0.5, br' })
    assert.equal(preferred.headers['content-encoding'], 'br')
  }
})

test('reads are answered in MessagePack on request', async () => {
  for (const path of ['/few', '/many', '/cached']) {
    const json = await ann.get(path)
    const packed = await ann.get(path, { accept: 'application/msgpack' })
    assert.equal(packed.status, 200)
    assert.equal(packed.headers['content-type'], 'application/msgpack')
    assert.deepEqual(unpack(packed.raw), json.body)
  }
})

test('a body in MessagePack is validated like any other', async () => {
  const type = { 'content-type': 'application/msgpack' }
  const good = await ann.post('/echo', pack({ nom: ' Pomme ' }), type)
  assert.deepEqual(good.body.data, { name: 'Pomme' })
  for (const body of [{ name: 1 }, { name: Buffer.alloc(1_000) }, { name: new Date(0) }, [1], null]) {
    assert.equal((await ann.post('/echo', pack(body), type)).status, 422)
  }
  for (const bytes of [Buffer.from([0xc1]), Buffer.from([0xdf, 0xff, 0xff, 0xff, 0xff]), Buffer.alloc(0)]) {
    const answer = await ann.post('/echo', bytes, type)
    assert.ok(answer.status === 400 || answer.status === 422, String(answer.status))
  }
  assert.equal(lines.e, undefined, 'no fault of ours')
})

test('a cached read carries an ETag, answers 304, and is read once', async () => {
  const before = reads
  const first = await ann.get('/cached')
  const etag = String(first.headers.etag)
  assert.match(etag, /^"[\w-]{22}"$/)
  assert.equal(first.headers['cache-control'], 'private, no-cache')
  for (const condition of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await ann.get('/cached', { 'if-none-match': condition })
    assert.equal(again.status, 304, condition)
    assert.equal(again.raw.length, 0)
    assert.ok(again.headers['x-request-id'])
  }
  assert.equal((await ann.get('/cached', { 'if-none-match': '"other"' })).status, 200)
  assert.ok(reads - before <= 1)
})

test('another language or form is another page; another person of the same scope is not', async () => {
  await ann.get('/cached')
  const before = reads
  await bob.get('/cached')
  assert.equal(reads, before)
  await ann.get('/cached', { 'accept-language': 'en' })
  assert.equal(reads, before + 1)
})

test('a write ends the pages that it touches, at once', async () => {
  await ann.get('/cached')
  const before = reads
  await ann.post('/echo', { name: 'x' })
  await ann.get('/cached')
  assert.equal(reads, before + 1)
})

test('a text route answers its text without an envelope', async () => {
  const answer = await ann.get('/text')
  assert.equal(answer.headers['content-type'], 'text/plain; charset=utf-8')
  assert.equal(answer.body, 'Merci !')
})

test('announcing JSON without a body is no mistake where none is wanted', async () => {
  const answer = await ann.get('/few', { 'content-type': 'application/json' })
  assert.equal(answer.status, 200)
  const needed = await ann.post('/echo', '')
  assert.equal(needed.status, 400)
})

test('a kept page over a real connection is what it is elsewhere, with all that other answers say', async (t) => {
  t.after(() => app.close())
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const ask = (method: string, headers: Record<string, string> = {}) =>
    fetch(`${address}/kept`, { method, headers: { authorization: 'Bearer ann', 'x-request-id': 'mine', ...headers } })
  const { body } = await ann.get('/kept')
  const other = await fetch(`${address}/few`, { headers: { authorization: 'Bearer ann', 'x-request-id': 'mine' } })
  const first = await ask('GET', { 'accept-encoding': 'identity' })
  const text = await first.text()
  assert.deepEqual(JSON.parse(text), body)
  assert.equal(first.headers.get('content-length'), String(Buffer.byteLength(text)))
  for (const name of [
    'content-type',
    'content-security-policy',
    'x-content-type-options',
    'x-request-id',
    'x-instance-id',
  ]) {
    assert.equal(first.headers.get(name), other.headers.get(name), name)
  }
  assert.match(String(first.headers.get('x-response-time')), /^\d+\.\d\d$/)
  for (const encoding of ['gzip', 'br', 'gzip']) {
    const answer = await ask('GET', { 'accept-encoding': encoding })
    assert.equal(answer.headers.get('content-encoding'), encoding)
    assert.equal(await answer.text(), text)
  }
  const head = await ask('HEAD', { 'accept-encoding': 'identity' })
  assert.equal(head.status, 200)
  assert.equal(head.headers.get('content-length'), first.headers.get('content-length'))
  assert.equal(await head.text(), '')
  const unchanged = await ask('GET', { 'if-none-match': String(first.headers.get('etag')) })
  assert.equal(unchanged.status, 304)
  assert.equal(await unchanged.text(), '')
  assert.equal((await ask('GET', { authorization: 'Bearer nobody' })).status, 401)
})
