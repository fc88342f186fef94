import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Type } from 'typebox'
import { SESSION_COOKIE } from '../../server/platform/http/credentials.ts'
import { Strict } from '../../server/platform/http/fields.ts'
import { ownWrite, type Route, read, write } from '../../server/platform/http/route.ts'
import { text } from '../../server/platform/text.ts'
import { PERMISSION, startSmallServer } from './small-server.ts'

const Nothing = Type.Object({ ok: Type.Boolean() })
const fine = async () => ({ data: { ok: true } })
const row = (operation: string) => ({
  operation,
  tag: 'things',
  summary: text('Essai', 'Trial'),
  description: text('Un essai.', 'A trial.'),
  response: Nothing,
})

const guarded = read({ ...row('guarded'), path: '/guarded', access: PERMISSION, run: fine })
const change = write({ ...row('change'), method: 'POST', path: '/change', access: 'authenticated', run: fine })
const secretBody = Strict({ password: Type.String(), note: Type.String(), api_key: Type.Optional(Type.String()) })
const failing = ownWrite({
  ...row('failing'),
  method: 'POST',
  path: '/failing',
  access: 'authenticated',
  body: secretBody,
  run: async () => {
    throw new Error('the wheels came off: postgres://user:hunter2@db/x')
  },
})
const ending = read({
  ...row('ending'),
  path: '/ending',
  access: 'authenticated',
  run: async ({ sql }) => {
    await sql`select 1 / 0`
    return fine()
  },
})
const overflowing = read({
  ...row('overflowing'),
  path: '/overflowing',
  access: 'authenticated',
  run: async ({ sql }) => {
    await sql`select 99999999999::bigint::int`
    return fine()
  },
})
/** A file whose rows end too early, when so few have left that a compressor still holds them. */
const torn = read({
  ...row('torn'),
  path: '/torn',
  access: 'authenticated',
  contentTypes: ['text/csv'],
  run: async () => {
    const rows = async function* () {
      yield 'a;b\n'.repeat(1_000)
      await sleep(50)
      throw Object.assign(new Error('The database has left.'), { code: 'CONNECTION_CLOSED' })
    }
    const headers = { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename=a.csv', etag: '"1"' }
    return { data: Readable.from(rows()), headers } as never
  },
})
const server = await startSmallServer({ after }, [guarded, change, failing, ending, overflowing, torn])
const { ann, bob, guest, lines, flushLog } = server

test('a route that does not say who may ask it stops the start', async (t) => {
  const undeclared = { ...guarded, access: undefined as never, path: '/undeclared' } satisfies Route
  await assert.rejects(startSmallServer(t, [undeclared]), /no permission/)
  await assert.rejects(startSmallServer(t, [{ ...guarded, access: 'things.invented' }]), /things\.invented/)
  await assert.rejects(
    startSmallServer(t, [], { prepare: (app) => void app.get('/hidden', async () => 'hello') }),
    /GET \/hidden does not say who may ask it/,
  )
})

test('access: everyone signed in, or whoever holds the permission', async () => {
  assert.equal((await guest.get('/guarded')).status, 401)
  assert.equal((await bob.get('/guarded')).status, 403)
  assert.equal((await ann.get('/guarded')).status, 200)
  assert.equal((await guest.send('POST', '/change')).status, 401)
  assert.equal((await bob.send('POST', '/change')).status, 200)
})

test('a credential is a bearer, a header of its own, or a cookie; a broken one is none', async () => {
  const get = (headers: Record<string, string>) => guest.get('/guarded', headers).then(({ status }) => status)
  assert.equal(await get({ authorization: 'Bearer ann' }), 200)
  assert.equal(await get({ authorization: 'bearer  ann' }), 200)
  assert.equal(await get({ 'x-api-token': 'ann' }), 200)
  assert.equal(await get({ cookie: `other=1; ${SESSION_COOKIE}=ann` }), 200)
  assert.equal(await get({ authorization: 'Basic YW5u' }), 401)
  assert.equal(await get({ authorization: 'Bearer' }), 401)
  assert.equal(await get({ authorization: `Bearer ${'x'.repeat(600)}` }), 401)
  assert.equal(await get({ authorization: 'Bearer nobody', 'x-api-token': 'ann' }), 401)
  assert.equal(await get({ cookie: `${SESSION_COOKIE}=` }), 401)
})

test('a write with a cookie must come from our own pages', async () => {
  const post = (headers: Record<string, string>) =>
    guest.send('POST', '/change', undefined, { cookie: `${SESSION_COOKIE}=ann`, host: 'caisse.local:8000', ...headers })
  const refused = await post({})
  assert.equal(refused.status, 403)
  assert.equal(refused.body.code, 'bad_origin')
  assert.equal((await post({ origin: 'https://evil.example' })).status, 403)
  assert.equal((await post({ origin: 'null' })).status, 403)
  assert.equal((await post({ origin: 'http://caisse.local:8000.evil.example' })).status, 403)
  assert.equal((await post({ origin: 'http://caisse.local:8000' })).status, 200)
  assert.equal((await post({ origin: 'https://boutique.example' })).status, 200)
  const withToken = await ann.send('POST', '/change', undefined, { origin: 'https://evil.example' })
  assert.equal(withToken.status, 200, 'a token is not sent by a browser on its own')
  const reading = await guest.get('/guarded', { cookie: `${SESSION_COOKIE}=ann` })
  assert.equal(reading.status, 200)
})

test('a fault of ours tells the caller its number and nothing else', async () => {
  const answer = await ann.post('/failing', { password: 'hunter2-password', note: 'visible', api_key: 'hunter2-key' })
  assert.equal(answer.status, 500)
  const id = String(answer.headers['x-request-id'])
  assert.deepEqual(answer.body, { success: false, error: `Erreur interne (requête ${id})`, code: 'internal_error' })
  await flushLog()
  const log = lines.e ?? ''
  assert.match(log, /the wheels came off/)
  assert.ok(log.includes(id))
  assert.match(log, /visible/)
  assert.match(log, /"method":\s*"POST"/)
  assert.match(log, /failing/)
  assert.equal(Object.values(lines).join('').includes('hunter2'), false, 'no secret in any channel of the log')
})

test('what the database cannot take is the caller’s; what it should never see is ours', async () => {
  assert.equal((await ann.get('/overflowing')).status, 422)
  const ours = await ann.get('/ending')
  assert.equal(ours.status, 500)
  assert.doesNotMatch(ours.raw.toString(), /division/)
})

test('answers carry the headers that keep browsers from guessing', async () => {
  for (const answer of [await ann.get('/guarded'), await guest.get('/nowhere'), await guest.get('/guarded')]) {
    assert.equal(answer.headers['x-content-type-options'], 'nosniff')
    assert.match(String(answer.headers['content-security-policy']), /frame-ancestors 'none'/)
    assert.match(String(answer.headers['content-security-policy']), /default-src 'none'/)
    assert.equal(answer.headers['x-powered-by'], undefined)
  }
})

test('a file that ends before any of it has left is answered in words, and not as that file', async () => {
  for (const encoding of ['br', 'zstd']) {
    const { status, headers, raw } = await ann.get('/torn', { 'accept-encoding': encoding })
    assert.deepEqual([status, headers['content-type']], [503, 'application/json; charset=utf-8'], encoding)
    for (const name of ['content-encoding', 'content-disposition', 'etag']) assert.equal(headers[name], undefined, name)
    assert.equal(JSON.parse(raw.toString()).code, 'not_ready')
  }
})
