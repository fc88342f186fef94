import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { createClient } from '../../test/harness/client.ts'
import { makeUser } from '../../test/harness/factories.ts'

const { app, sql, guest } = await testApplication({ after })
const PASSWORD = 'correct cheval pile agrafe'
const person = await makeUser(sql, { password: PASSWORD, roles: ['cashier'] })
const OWN = 'http://localhost:8000'

async function openSession(headers: Record<string, string> = {}) {
  const answer = await guest.post('/api/v1/login', { email: person.email, password: PASSWORD, session: true }, headers)
  assert.equal(answer.status, 200)
  const setCookie = String(answer.headers['set-cookie'])
  const cookie = setCookie.split(';', 1).join('')
  return { answer, setCookie, cookie, browser: createClient(app, () => ({ cookie, host: 'localhost:8000' })) }
}

test('a browser gets a cookie that no script can read, and no token', async () => {
  const { answer, setCookie } = await openSession()
  assert.match(setCookie, /^comptoir_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/)
  assert.equal(answer.body.data.token, null)
  assert.equal(answer.body.data.token_type, 'Session')
  assert.ok(!answer.raw.includes(setCookie.slice(17, 60)))
})

test('where the API is reached by https the cookie travels by https only', async (t) => {
  const secure = await testApplication(t, { config: { apiBaseUrl: 'https://caisse.example.com' } })
  const { email } = await makeUser(secure.sql, { password: PASSWORD })
  const answer = await secure.guest.post('/api/v1/login', { email, password: PASSWORD, session: true })
  assert.match(String(answer.headers['set-cookie']), /; Secure$/)
})

test('a session reads from anywhere, and writes from our own pages only', async () => {
  const { browser } = await openSession()
  const foreign = 'https://evil.example.com'
  assert.equal((await browser.get('/api/v1/me')).status, 200)
  assert.equal((await browser.get('/api/v1/me', { origin: foreign })).status, 200)
  const refusedHeaders: Record<string, string>[] = [
    {},
    ...[foreign, 'null', '', 'http://localhost:8001', 'http://localhost', 'localhost:8000'].map((origin) => ({
      origin,
    })),
  ]
  for (const headers of refusedHeaders) {
    const refused = await browser.post('/api/v1/tokens', { name: 'x' }, headers)
    assert.equal(refused.status, 403, JSON.stringify(headers))
    assert.equal(refused.body.code, 'bad_origin')
    assert.equal((await browser.post('/api/v1/logout', undefined, headers)).status, 403)
  }
  assert.equal((await browser.post('/api/v1/tokens', { name: 'x' }, { origin: OWN })).status, 201)
})

test('logging out ends the session at once and takes the cookie back', async () => {
  const { browser } = await openSession()
  const other = await openSession()
  await browser.get('/api/v1/me')
  const answer = await browser.post('/api/v1/logout', undefined, { origin: OWN })
  assert.equal(answer.status, 200)
  assert.equal(answer.body.message, 'Déconnexion réussie.')
  assert.match(String(answer.headers['set-cookie']), /^comptoir_session=; Path=\/; Max-Age=0; HttpOnly; SameSite=Lax$/)
  assert.equal((await browser.get('/api/v1/me')).status, 401)
  assert.equal((await other.browser.get('/api/v1/me')).status, 200)
})

test('a session that nobody used for twelve hours, or that reached its end, is over', async () => {
  const idle = await openSession()
  await sql`update sessions set last_used_at = now() - interval '12 hours 1 second'`
  assert.equal((await idle.browser.get('/api/v1/me')).status, 401)
  const ended = await openSession()
  await sql`update sessions set expires_at = now()`
  assert.equal((await ended.browser.get('/api/v1/me')).status, 401)
})

test('a session is no bearer token, and a token no session', async () => {
  const { cookie } = await openSession()
  const secret = cookie.split('=')[1] ?? ''
  assert.equal((await guest.get('/api/v1/me', { authorization: `Bearer ${secret}` })).status, 401)
  const { token } = (await guest.post('/api/v1/login', { email: person.email, password: PASSWORD })).body.data
  assert.equal((await guest.get('/api/v1/me', { cookie: `comptoir_session=${token}` })).status, 401)
})

test('a page asks without a refusal whether somebody is there already', async () => {
  const { browser, cookie } = await openSession()
  const answer = await browser.get('/api/v1/session')
  assert.equal(answer.status, 200)
  assert.deepEqual(answer.body.data, (await browser.get('/api/v1/me')).body.data)
  assert.equal(answer.body.data.user.email, person.email)
  await browser.post('/api/v1/logout', undefined, { origin: OWN })
  for (const headers of [{}, { cookie }, { cookie: 'comptoir_session=unknown' }] as Record<string, string>[]) {
    const nobody = await guest.get('/api/v1/session', headers)
    assert.deepEqual([nobody.status, nobody.body.data], [200, null])
  }
})
