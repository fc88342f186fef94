import assert from 'node:assert/strict'
import { connect as connectSocket } from 'node:net'
import { after, test } from 'node:test'
import { testApplication } from '../harness/app.ts'
import type { Answer } from '../harness/client.ts'
import { makeStore, nextNumber } from '../harness/factories.ts'

const application = await testApplication({ after })
const { app, sql, guest, as, log } = application
const store = await makeStore(sql)
const owner = as('owner')
const english = { 'accept-language': 'en' }

function assertStandardHeaders({ headers }: Answer): void {
  assert.match(String(headers['x-request-id']), /^[\w.:-]{1,100}$/)
  assert.equal(headers['x-instance-id'], 'test')
  assert.match(String(headers['x-response-time']), /^\d+\.\d\d$/)
}

function assertRefusal(answer: Answer, status: number, code: string): void {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  assert.equal(answer.body.success, false)
  assert.equal(answer.body.code, code)
  assert.equal(typeof answer.body.error, 'string')
  assert.match(String(answer.headers['content-type']), /^application\/json/)
  assertStandardHeaders(answer)
}

test('a success has the standard envelope and headers', async () => {
  const created = await owner.post('/api/v1/product-categories', { name: 'Épicerie' })
  assert.equal(created.status, 201)
  assert.equal(created.body.success, true)
  assert.equal(created.body.data.name, 'Épicerie')
  assert.equal(typeof created.body.message, 'string')
  assertStandardHeaders(created)
  const list = await owner.get('/api/v1/product-categories?per_page=1')
  assert.deepEqual(list.body.meta, { current_page: 1, last_page: 1, per_page: 1, total: 1 })
})

test('refusals are French, or English where it is preferred', async () => {
  const french = await guest.get('/api/v1/me')
  assertRefusal(french, 401, 'unauthenticated')
  assert.equal(french.body.error, 'Authentification requise')
  assert.equal(french.headers['www-authenticate'], 'Bearer')
  const inEnglish = await guest.get('/api/v1/me', english)
  assert.equal(inEnglish.body.error, 'Authentication required')
  for (const preference of ['fr-CA,fr;q=0.9,en;q=0.5', 'de', '*', 'en;q=0, fr', '']) {
    const answer = await guest.get('/api/v1/me', { 'accept-language': preference })
    assert.equal(answer.body.error, 'Authentification requise', preference)
  }
})

test('400: unreadable JSON, and parameters of the wrong type', async () => {
  for (const body of ['{', '{"name": }', 'null x', '', '{"name":"a",}']) {
    assertRefusal(await owner.post('/api/v1/products', body), 400, 'unreadable_json')
  }
  for (const path of ['/api/v1/products?page=x', '/api/v1/products/abc', '/api/v1/products?page=1&page=2']) {
    assertRefusal(await owner.get(path), 400, 'bad_parameter')
  }
  assertRefusal(await owner.get('/api/v1/products?nonsense=1'), 400, 'bad_parameter')
})

test('an address that cannot be decoded is a 400 like any other', async () => {
  for (const path of ['/api/v1/products/%zz', '/%c0%af', '/api/v1/%']) {
    const answer = await owner.get(path)
    assertRefusal(answer, 400, 'bad_request')
  }
})

test('403 and 404 in both languages', async () => {
  const forbidden = await as('cashier').post('/api/v1/products', { name: 'x' })
  assertRefusal(forbidden, 403, 'forbidden')
  assert.equal(forbidden.body.error, 'Action non autorisée')
  assert.deepEqual(forbidden.body.errors.permission, ['Il faut la permission «\u00a0products.create\u00a0».'])
  const missing = await owner.get('/api/v1/products/999999')
  assertRefusal(missing, 404, 'not_found')
  assert.equal(missing.body.error, 'Ressource non trouvée')
  const nowhere = await guest.get('/api/v1/nowhere', english)
  assertRefusal(nowhere, 404, 'not_found')
  assert.equal(nowhere.body.error, 'Resource not found')
  assertRefusal(await owner.send('DELETE', '/api/v1/nowhere'), 404, 'not_found')
})

test('409: what is unique is taken', async () => {
  const sku = `SKU-${nextNumber()}`
  const first = await owner.post('/api/v1/products', { name: 'A', price: '1', sku })
  assert.equal(first.status, 201)
  const second = await owner.post('/api/v1/products', { name: 'B', price: '1', sku })
  assert.equal(second.status, 409)
  assert.ok(second.body.errors.sku.length > 0)
})

test('413 and 415: too large, and of a type that is not accepted', async () => {
  const large = await owner.post('/api/v1/products', JSON.stringify({ name: 'x'.repeat(2 * 1024 * 1024) }))
  assertRefusal(large, 413, 'payload_too_large')
  for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    const refused = await owner.post('/api/v1/products', '{}', { 'content-type': type, ...english })
    assertRefusal(refused, 415, 'unsupported_media_type')
    assert.deepEqual(refused.body.errors, { 'content-type': ['Send here: application/json.'] })
  }
  const packed = await owner.post('/api/v1/products', Buffer.from([0x80]), { 'content-type': 'application/msgpack' })
  assertRefusal(packed, 415, 'unsupported_media_type')
  const batch = await owner.post('/api/v1/sales/batch', 'x', { 'content-type': 'text/plain' })
  assert.deepEqual(batch.body.errors, {
    'content-type': ['Ici, envoyez\u00a0: application/json, application/msgpack.'],
  })
  const upload = await owner.post('/api/v1/imports', {})
  assert.deepEqual(upload.body.errors, { 'content-type': ['Ici, envoyez\u00a0: multipart/form-data.'] })
})

test('a wrong method on a known address names those that it has', async () => {
  const wrong = await owner.send('DELETE', '/api/v1/me/')
  assertRefusal(wrong, 405, 'method_not_allowed')
  assert.equal(wrong.headers.allow, 'GET, HEAD, PUT')
  assert.equal(wrong.body.error, 'Cette adresse n’a pas cette méthode\u00a0; elle a GET, HEAD, PUT')
  const one = await guest.send('POST', '/api/v1/products/12?lang=fr')
  assert.deepEqual([one.status, one.headers.allow], [405, 'DELETE, GET, HEAD, PATCH, PUT'])
  assert.equal((await owner.send('POST', '/api/v1/products/12/nowhere')).status, 404)
})

test('the entrances say where to go on', async () => {
  for (const path of ['/', '/api/v1', '/api/v1/']) {
    const { status, body } = await guest.get(path)
    assert.equal(status, 200)
    assert.equal(body.name, 'Comptoir')
    for (const link of Object.values<string>(body.links))
      assert.ok([200, 302].includes((await guest.get(link)).status), link)
  }
})

test('a token that is not known, malformed or revoked is told from none, and not one from the other', async () => {
  for (const authorization of ['Bearer nobody', 'Basic abc', `Bearer ${'x'.repeat(600)}`]) {
    const refused = await guest.get('/api/v1/me', { authorization })
    assertRefusal(refused, 401, 'invalid_token')
    assert.equal(refused.headers['www-authenticate'], 'Bearer error="invalid_token"')
    assert.equal(refused.body.error, 'Ce jeton, ou cette session, est inconnu, expiré ou révoqué')
  }
})

test('422 blames each field in the reader’s language', async () => {
  const answer = await owner.post('/api/v1/products', { name: '', price: 'abc', nonsense: true })
  assertRefusal(answer, 422, 'validation_failed')
  assert.equal(answer.body.error, 'Validation échouée')
  assert.deepEqual(answer.body.errors.name, ['Le nom du produit est obligatoire.'])
  assert.ok(answer.body.errors.price[0])
  assert.match(answer.body.errors.nonsense[0], /n’est pas un champ connu/)
  const inEnglish = await owner.post('/api/v1/products', {}, english)
  assert.deepEqual(inEnglish.body.errors.name, ['The product name is required.'])
})

test('422 uses dotted paths inside lists', async () => {
  const answer = await owner.post('/api/v1/sales', {
    store_id: store.id,
    lines: [{ variant_id: 1, quantity: 'many' }],
    payments: [],
  })
  assertRefusal(answer, 422, 'validation_failed')
  assert.ok(answer.body.errors['lines.0.quantity'])
})

test('bodies that are no object are refused', async () => {
  for (const body of ['null', '[]', '"text"', '1', 'true']) {
    assertRefusal(await owner.post('/api/v1/products', body), 422, 'validation_failed')
  }
})

test('nothing that a client can write is a fault of ours', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  const bodies = [
    '{"name": "a\\u0000b", "price": "1"}',
    '{"name": "half \\ud800 pair", "price": "1"}',
    '{"__proto__": {"price": "1"}, "name": "x"}',
    '{"constructor": {"prototype": {"isAdmin": true}}, "name": "x"}',
    '{"constructor": 1, "toString": 2, "hasOwnProperty": 3, "name": "x"}',
    `{"name": ${deep}}`,
    `{"name": ${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`,
    '{"name": "x", "price": 1e400}',
    '{"name": "x", "price": -1e308}',
    '{"name": "x", "price": 99999999999999999999999999999999999}',
    '{"name": "x", "price": "1e9"}',
    '{"name": "x", "category_id": 9007199254740993}',
    '{"name": "x", "category_id": 1e30}',
    '{"name": "x", "nom": "y", "price": "1"}',
    `{"name": "x", "store_ids": [${Array.from({ length: 20_000 }, () => '"a"').join(',')}]}`,
  ]
  for (const body of bodies) {
    const answer = await owner.post('/api/v1/products', body)
    assert.ok(answer.status >= 400 && answer.status < 500, `${body.slice(0, 60)} → ${answer.status}`)
    assert.equal(answer.body.success, false)
    assert.ok(answer.raw.length < 50_000, 'the answer is not larger than a person can read')
  }
  const paths = [
    '/api/v1/products?q=%00',
    '/api/v1/products?__proto__=1',
    '/api/v1/products?constructor=1&__proto__=%00',
    '/api/v1/products?page=99999999999999999999',
    '/api/v1/products?per_page=-1',
    '/api/v1/products?sort=name;drop',
    '/api/v1/products?ids=1,a',
    '/api/v1/products/9223372036854775808',
    '/api/v1/products/-1',
    `/api/v1/products/${'9'.repeat(500)}`,
    '/api/v1/stock-movements?cursor=nonsense',
  ]
  for (const path of paths) {
    const answer = await owner.get(path)
    assert.ok(answer.status >= 400 && answer.status < 500, `${path} → ${answer.status}`)
    assert.equal(answer.body.success, false)
  }
  assert.deepEqual(log.faults, [])
})

test('names of objects’ own parts are blamed by their name', async () => {
  const answer = await owner.post('/api/v1/products', '{"constructor": 1, "name": "x"}')
  assert.equal(answer.status, 422)
  assert.deepEqual(Object.keys(answer.body.errors), ['constructor'])
  const query = await owner.get('/api/v1/products?__proto__=1')
  assert.equal(query.status, 400)
  assert.ok(query.raw.toString().includes('"__proto__"'))
})

test('French names of fields and filters are understood, and not both at once', async () => {
  const created = await owner.post('/api/v1/products', { nom: '  Pommes  ', prix: '2.49' })
  assert.equal(created.status, 201)
  assert.equal(created.body.data.name, 'Pommes')
  assert.equal((await owner.get('/api/v1/products?prix_min=1&prix_max=3&size=5')).status, 200)
  const twice = await owner.post('/api/v1/products', { nom: 'a', name: 'b', prix: '1' })
  assertRefusal(twice, 422, 'validation_failed')
  assert.ok(twice.body.errors.name)
})

test('a trailing slash is accepted everywhere', async () => {
  for (const path of [
    '/api/v1/products/',
    '/api/v1/stores/?page=1',
    '/health/',
    '/metrics/',
    `/api/v1/stores/${store.id}/`,
  ]) {
    assert.equal((await owner.get(path)).status, 200, path)
  }
  assert.equal((await owner.post('/api/v1/product-categories/', { name: 'Barre oblique' })).status, 201)
})

test('a request id is echoed when it is one, and replaced when it is not', async () => {
  const good = await guest.get('/api/v1/me', { 'x-request-id': 'caisse-3:42' })
  assert.equal(good.headers['x-request-id'], 'caisse-3:42')
  for (const bad of ['a b', 'x'.repeat(101), '<script>', 'é']) {
    const answer = await guest.get('/api/v1/me', { 'x-request-id': bad })
    assert.match(String(answer.headers['x-request-id']), /^[0-9a-f-]{36}$/)
  }
})

test('bytes that are not HTTP get the same envelope', async (t) => {
  const address = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  t.after(() => app.server.closeAllConnections())
  const answer = await sendBytes(Number(address.port), 'NONSENSE\r\n\r\n')
  assert.match(answer, /^HTTP\/1\.1 400 Bad Request\r\n/)
  assert.match(answer, /x-request-id: /)
  assert.match(answer, /"code":"bad_request"/)
  const huge = await sendBytes(Number(address.port), `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`)
  assert.match(huge, /^HTTP\/1\.1 431 /)
})

function sendBytes(port: number, bytes: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const socket = connectSocket(port, '127.0.0.1', () => socket.write(bytes))
  let answer = ''
  socket.on('data', (chunk: Buffer) => {
    answer += chunk
  })
  socket.on('error', () => resolve(answer))
  socket.on('close', () => resolve(answer))
  return promise
}

test('a value that is written otherwise is shown how it is written here', async () => {
  const comma = await owner.post('/api/v1/products', { name: 'Thé', price: '12,50' })
  assert.match(
    comma.body.errors.price[0],
    /Le signe décimal est un point, sans séparateur de milliers\u00a0: "12\.50"\.$/,
  )
  const letters = await owner.post('/api/v1/products', { name: 'Thé', price: 'douze' }, english)
  assert.doesNotMatch(letters.body.errors.price[0], /decimal sign/)
  const day = await owner.get('/api/v1/sales?date_from=26-11-2026')
  assert.match(day.body.errors.date_from[0], /\(date\u00a0: 2026-11-26\)/)
})
