import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { makeUser, nextNumber } from '../../test/harness/factories.ts'
import { ensureSetupCode } from './setup-code.ts'

const PASSWORD = 'un bon mot de passe'
const person = (input: object = {}) => ({
  name: 'Zoé Côté',
  email: `zoe-${nextNumber()}@example.com`,
  password: PASSWORD,
  password_confirmation: PASSWORD,
  ...input,
})

test('the first person gives the set-up code and owns the installation; the next ones may do nothing', async (t) => {
  const { sql, guest, withToken } = await testApplication(t)
  const code = await ensureSetupCode(sql)
  assert.match(String(code), /^([2-9A-HJKLMNP-Z]{4}-){3}[2-9A-HJKLMNP-Z]{4}$/)
  const missing = await guest.post('/api/v1/register', person())
  assert.equal(missing.status, 422)
  assert.match(missing.body.errors.setup_code[0], /code de mise en route affiché au démarrage/)
  const wrong = await guest.post('/api/v1/register', person({ setup_code: 'ABCD-EFGH-JKLM-NPQR' }))
  assert.equal(wrong.status, 422)

  const typed = code?.toLowerCase().replaceAll('-', ' ')
  const first = await guest.post('/api/v1/register', person({ setup_code: typed }), { 'accept-language': 'en' })
  assert.equal(first.status, 201)
  assert.equal(first.body.message, 'Account created.')
  assert.equal(first.body.data.user.locale, 'en')
  const owner = (await withToken(first.body.data.token).get('/api/v1/me')).body.data
  assert.deepEqual(owner.roles, [{ name: 'owner', label: 'Propriétaire' }])
  assert.equal(owner.store_ids, 'all')

  const again = await guest.post('/api/v1/register', person({ setup_code: code }))
  assert.equal(again.status, 409)
  assert.equal(again.body.code, 'already_set_up')
  const second = await guest.post('/api/v1/register', person())
  assert.equal(second.status, 201)
  const stranger = (await withToken(second.body.data.token).get('/api/v1/me')).body.data
  assert.deepEqual([stranger.roles, stranger.permissions, stranger.store_ids], [[], [], []])
  assert.equal(await ensureSetupCode(sql), null)
})

test('of two first persons at the same time one becomes owner', async (t) => {
  const { sql, guest } = await testApplication(t)
  const code = await ensureSetupCode(sql)
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => guest.post('/api/v1/register', person({ setup_code: code }))),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409])
  const owners = await sql`select from user_roles`
  assert.equal(owners.length, 1)
  const people = await sql`select from users`
  assert.equal(people.length, 1)
})

test('without a code made at start nobody becomes owner; a new start makes the old code void', async (t) => {
  const { sql, guest } = await testApplication(t)
  assert.equal((await guest.post('/api/v1/register', person({ setup_code: 'ABCD-EFGH-JKLM-NPQR' }))).status, 422)
  const old = await ensureSetupCode(sql)
  const current = await ensureSetupCode(sql)
  assert.equal((await guest.post('/api/v1/register', person({ setup_code: old }))).status, 422)
  assert.equal((await guest.post('/api/v1/register', person({ setup_code: current }))).status, 201)
  const [kept] = await sql`select count(*)::int as rows from installation`
  assert.equal(kept?.rows, 0)
})

test('an e-mail has one account, in whatever case, even for registrations at the same time', async (t) => {
  const { sql, guest, log } = await testApplication(t)
  await makeUser(sql, { email: 'taken@example.com' })
  const taken = await guest.post('/api/v1/register', person({ email: 'Taken@Example.com' }))
  assert.equal(taken.status, 409)
  assert.deepEqual(taken.body, {
    success: false,
    error: 'Ce courriel a déjà un compte',
    code: 'email_taken',
    errors: { email: ['Ce courriel a déjà un compte.'] },
  })
  const answers = await Promise.all(
    ['race@example.com', 'Race@example.com', 'RACE@example.com'].map((email) =>
      guest.post('/api/v1/register', person({ email })),
    ),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409])
  for (const { status, body } of answers) if (status === 409) assert.equal(body.code, 'email_taken')
  assert.deepEqual(log.faults, [])
})

test('registrations are counted by address, the failed ones too', async (t) => {
  const { sql, guest } = await testApplication(t)
  await makeUser(sql)
  for (let count = 0; count < 10; count += 1) {
    const answer = await guest.post('/api/v1/register', person(count % 2 === 0 ? {} : { setup_code: 'X' }))
    assert.equal(answer.status, count % 2 === 0 ? 201 : 409)
  }
  const refused = await guest.post('/api/v1/register', person())
  assert.equal(refused.status, 429)
  assert.ok(Number(refused.headers['retry-after']) > 3_000)
  assert.equal(refused.headers['ratelimit-policy'], '"register-address";q=10;w=3600')
})

test('what is no registration is refused with the field to blame', async (t) => {
  const { sql, guest, log } = await testApplication(t)
  await makeUser(sql)
  const short = 'éèàùçôî'
  const table: [object, string][] = [
    [{ name: '' }, 'name'],
    [{ name: '   ' }, 'name'],
    [{ name: 'x'.repeat(256) }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ name: { $ne: null } }, 'name'],
    [{ email: 'zoe' }, 'email'],
    [{ email: '' }, 'email'],
    [{ email: null }, 'email'],
    [{ password: short, password_confirmation: short }, 'password'],
    [{ password: 'x'.repeat(201), password_confirmation: PASSWORD }, 'password'],
    [{ password_confirmation: `${PASSWORD} ` }, 'password_confirmation'],
    [{ setup_code: 'x'.repeat(65) }, 'setup_code'],
    [{ roles: ['owner'] }, 'roles'],
    [{ is_admin: true }, 'is_admin'],
  ]
  for (const [input, field] of table) {
    const answer = await guest.post('/api/v1/register', person(input))
    assert.equal(answer.status, 422, JSON.stringify(input))
    assert.deepEqual(Object.keys(answer.body.errors), [field], JSON.stringify(input))
  }
  for (const name of [
    '田中さん',
    'Ω≈ç√∫',
    '<script>alert(1)</script>',
    "Robert'); drop table users;--",
    'ﷺ'.repeat(50),
  ]) {
    const answer = await guest.post('/api/v1/register', person({ name }))
    if (answer.status === 429) await sql`delete from login_attempts`
    else assert.equal(answer.body.data.user.name, name)
  }
  assert.deepEqual(log.faults, [])
})
