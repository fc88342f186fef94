import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { makeUser, nextNumber } from '../../test/harness/factories.ts'

const { app, sql, guest, withToken, log } = await testApplication({ after })
const PASSWORD = 'mot de passe à moi'
const person = await makeUser(sql, { email: 'zoe@example.com', password: PASSWORD, roles: ['cashier'] })

/** Each call comes from an address of its own unless one is given. */
async function logIn(body: object, options: { address?: string; headers?: Record<string, string> } = {}) {
  const response = await app.inject({
    method: 'POST',
    url: '/api/v1/login',
    payload: body,
    headers: options.headers ?? {},
    remoteAddress: options.address ?? `198.51.${nextNumber() >> 8}.${nextNumber() & 255}`,
  })
  return { status: response.statusCode, headers: response.headers, body: response.json() }
}

test('the right password gives a token that works for thirty days', async () => {
  const answer = await logIn({ email: 'Zoe@Example.com', password: PASSWORD, device_name: 'Portable' })
  assert.equal(answer.status, 200)
  assert.equal(answer.body.message, 'Connexion réussie.')
  const { token, token_type, expires_at, user } = answer.body.data
  assert.equal(token_type, 'Bearer')
  assert.match(token, /^comptoir_[\w-]{43}$/)
  assert.equal(Math.round((Date.parse(expires_at) - Date.now()) / 86_400_000), 30)
  assert.deepEqual(Object.keys(user), ['id', 'name', 'email', 'locale', 'created_at'])
  assert.equal(user.id, person.id)
  assert.equal(answer.headers['cache-control'], 'no-store')
  assert.equal(answer.headers['set-cookie'], undefined)
  const client = withToken(token)
  assert.equal((await client.get('/api/v1/me')).body.data.user.email, 'zoe@example.com')
  const { body } = await client.get('/api/v1/tokens')
  assert.equal(body.data[0].name, 'Portable')
  assert.equal(body.data[0].is_current, true)
})

test('the secret is kept nowhere, only its digest', async () => {
  const { token } = (await logIn({ email: person.email, password: PASSWORD })).body.data
  const [found] = await sql`
    select count(*)::int as rows from tokens where secret_hash = sha256(convert_to(${token}, 'UTF8'))`
  assert.equal(found?.rows, 1)
  const text = JSON.stringify([log.operations, log.requests])
  assert.ok(!text.includes(token) && !text.includes(PASSWORD))
})

test('an unknown account, a wrong password, a person without one and a deleted one get one same answer', async () => {
  const silent = await makeUser(sql, {})
  const gone = await makeUser(sql, { password: PASSWORD })
  await sql`update users set deleted_at = now() where id = ${gone.id}`
  const answers = await Promise.all([
    logIn({ email: 'nobody@example.com', password: PASSWORD }),
    logIn({ email: person.email, password: `${PASSWORD} ` }),
    logIn({ email: silent.email, password: PASSWORD }),
    logIn({ email: gone.email, password: PASSWORD }),
  ])
  for (const { status, body } of answers) {
    assert.equal(status, 401)
    assert.deepEqual(body, { success: false, error: 'Courriel ou mot de passe incorrect', code: 'bad_credentials' })
  }
  const english = await logIn({ email: 'no@example.com', password: 'x' }, { headers: { 'accept-language': 'en' } })
  assert.equal(english.body.error, 'Incorrect e-mail or password')
})

test('five failures close an account for everyone who asks, from anywhere, but not another account', async () => {
  const victim = await makeUser(sql, { password: PASSWORD })
  for (let left = 4; left >= 0; left -= 1) {
    const answer = await logIn({ email: victim.email, password: 'wrong' })
    assert.equal(answer.status, 401)
    assert.match(
      String(answer.headers.ratelimit),
      new RegExp(`^"login-account";r=${left};t=\\d+, "login-address";r=29;`),
    )
  }
  const refused = await logIn({ email: victim.email.toUpperCase(), password: PASSWORD })
  assert.equal(refused.status, 429)
  assert.equal(refused.body.code, 'too_many_attempts')
  assert.match(refused.body.error, /^Trop de tentatives ; réessayez dans 1[45] min$/)
  const wait = Number(refused.headers['retry-after'])
  assert.ok(wait > 0 && wait <= 900, String(wait))
  assert.equal(refused.headers['ratelimit-policy'], '"login-account";q=5;w=900, "login-address";q=30;w=900')
  assert.match(String(refused.headers.ratelimit), /^"login-account";r=0;t=\d+, "login-address";r=30;t=900$/)
  assert.equal((await logIn({ email: person.email, password: PASSWORD })).status, 200)
})

test('guesses made at the same time cannot slip through together', async () => {
  const victim = await makeUser(sql, { password: PASSWORD })
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => logIn({ email: victim.email, password: `guess ${index}` })),
  )
  const statuses = answers.map(({ status }) => status).sort()
  assert.deepEqual(statuses, [...Array(5).fill(401), ...Array(15).fill(429)])
})

test('failures leave the window one by one, and a success forgets them', async () => {
  const victim = await makeUser(sql, { password: PASSWORD })
  const fail = () => logIn({ email: victim.email, password: 'wrong' })
  for (let count = 0; count < 5; count += 1) await fail()
  await sql`update login_attempts set window_start = window_start - interval '15 minutes'
    where subject = ${`account:${victim.email}`}`
  assert.equal((await fail()).status, 401)
  assert.equal((await logIn({ email: victim.email, password: PASSWORD })).status, 200)
  for (let count = 0; count < 5; count += 1) assert.equal((await fail()).status, 401)
  assert.equal((await fail()).status, 429)
})

test('thirty failures close an address, and its whole IPv6 network; successes never count', async () => {
  const address = '2001:db8:7:7::1'
  for (let count = 0; count < 33; count += 1) {
    assert.equal((await logIn({ email: person.email, password: PASSWORD }, { address })).status, 200)
  }
  const guess = (from: string) =>
    logIn({ email: `nobody-${nextNumber()}@example.com`, password: 'wrong' }, { address: from })
  for (let count = 0; count < 30; count += 1) assert.equal((await guess(address)).status, 401)
  assert.equal((await guess('2001:db8:7:7:ffff::2')).status, 429)
  assert.equal((await guess('2001:db8:7:8::1')).status, 401)
})

test('what is no login is refused with the field to blame', async () => {
  const table: [object, number, string][] = [
    [{ password: PASSWORD }, 422, 'email'],
    [{ email: 'x', password: 'y' }, 422, 'email'],
    [{ email: person.email }, 422, 'password'],
    [{ email: person.email, password: '' }, 422, 'password'],
    [{ email: person.email, password: 12345678 }, 422, 'password'],
    [{ email: person.email, password: 'x'.repeat(201) }, 422, 'password'],
    [{ email: [person.email], password: PASSWORD }, 422, 'email'],
    [{ email: `${'a'.repeat(300)}@example.com`, password: PASSWORD }, 422, 'email'],
    [{ email: person.email, password: PASSWORD, device_name: 'a\0b' }, 422, 'device_name'],
    [{ email: person.email, password: PASSWORD, admin: true }, 422, 'admin'],
    [{ email: person.email, password: PASSWORD, session: 'yes' }, 422, 'session'],
  ]
  for (const [body, status, field] of table) {
    const answer = await logIn(body)
    assert.equal(answer.status, status, JSON.stringify(body))
    assert.deepEqual(Object.keys(answer.body.errors ?? {}), [field], JSON.stringify(body))
  }
  assert.equal((await guest.post('/api/v1/login', '{"email":')).body.code, 'unreadable_json')
  assert.equal((await guest.post('/api/v1/login', 'a=b', { 'content-type': 'text/html' })).status, 415)
  assert.equal((await guest.post('/api/v1/login', '{}', { 'content-type': 'text/plain' })).status, 415)
})

test('passwords that are odd in every way are right or wrong, never a fault', async () => {
  const odd = [
    '\0\0\0\0\0\0\0\0',
    '\ud800\ud800\ud800\ud800',
    "' or 1=1 --",
    '👩‍👩‍👧‍👦'.repeat(8),
    ' '.repeat(8),
    '{{7*7}}%s%n',
  ]
  for (const password of odd) {
    const account = await makeUser(sql, { password })
    assert.equal((await logIn({ email: account.email, password })).status, 200, JSON.stringify(password))
    assert.equal((await logIn({ email: account.email, password: `${password}x` })).status, 401)
  }
})

test('nothing above was a fault of ours', () => assert.deepEqual(log.faults, []))
