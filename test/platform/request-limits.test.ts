// How many requests a minute: who is counted as whom, what the answers say of it, and who is never refused.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type TestApplication, testApplication } from '../harness/app.ts'
import type { Answer } from '../harness/client.ts'
import { makeUser } from '../harness/factories.ts'
import { makeShop, saleOf } from '../harness/sales.ts'
import { makeTillOn } from '../harness/tills.ts'

const PASSWORD = 'quatre mots pour entrer'
const NONE = { perUser: 0, costlyPerUser: 0, perAddress: 0, signInPerAddress: 0 }

const limited = (t: TestContext, rateLimits: Partial<typeof NONE>): Promise<TestApplication> =>
  testApplication(t, { config: { rateLimits: { ...NONE, ...rateLimits } } })

const from = (address: string) => ({ 'x-forwarded-for': address })

/** Asks one after the other. */
async function ask(times: number, send: () => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let time = 0; time < times; time += 1) answers.push(await send())
  return answers
}

const statusesOf = (answers: readonly Answer[]): number[] => answers.map(({ status }) => status)

async function metric(application: TestApplication, name: string): Promise<number> {
  const { body } = await application.guest.get('/metrics')
  const line = String(body)
    .split('\n')
    .find((candidate) => candidate.startsWith(`${name.replace('}', ',instance_id="test"}')} `))
  assert.ok(line !== undefined, `${name} is not there`)
  return Number(line.split(' ').at(-1))
}

test('a person is told what is left of their minute, and refused beyond it, wherever they ask from', async (t) => {
  const application = await limited(t, { perUser: 3 })
  const owner = application.as('owner')
  const [first, second] = await ask(2, () => owner.get('/api/v1/stores', from('203.0.113.1')))
  assert.equal(first?.headers['ratelimit-policy'], '"user";q=3;w=60')
  assert.match(String(first?.headers.ratelimit), /^"user";r=2;t=\d+$/)
  assert.match(String(second?.headers.ratelimit), /^"user";r=1;t=\d+$/)
  // What they may not do counts too.
  assert.equal((await owner.get('/api/v1/stores/999', from('203.0.113.2'))).status, 404)
  const refused = await owner.get('/api/v1/stores')
  assert.equal(refused.status, 429)
  const seconds = Number(refused.headers['retry-after'])
  assert.ok(seconds >= 1 && seconds <= 120)
  assert.deepEqual(refused.body, {
    success: false,
    error: `Trop de requêtes ; réessayez dans ${seconds} s`,
    code: 'rate_limited',
  })
  assert.match(String(refused.headers.ratelimit), /^"user";r=0;t=\d+$/)
  const english = await owner.get('/api/v1/stores', { 'accept-language': 'en' })
  assert.match(english.body.error, /^Too many requests; try again in \d+ s$/)
  // Nobody else pays for it.
  assert.equal((await application.as('analyst').get('/api/v1/me')).status, 200)
  assert.equal(await metric(application, 'requests_limited_total{policy="user"}'), 2)
  assert.equal(await metric(application, 'requests_limited_total{policy="address"}'), 0)
})

test('what is costly is counted apart too', async (t) => {
  const application = await limited(t, { perUser: 100, costlyPerUser: 2 })
  const owner = application.as('owner')
  const day = '2026-11-20'
  const custom = () =>
    owner.post('/api/v1/reports/custom', { dimensions: [], measures: ['net'], date_from: day, date_to: day })
  const [first, ...others] = await ask(4, custom)
  assert.equal(first?.headers['ratelimit-policy'], '"user";q=100;w=60, "user-costly";q=2;w=60')
  assert.match(String(first?.headers.ratelimit), /^"user";r=99;t=\d+, "user-costly";r=1;t=\d+$/)
  assert.deepEqual(statusesOf(others), [200, 429, 429])
  assert.equal((await owner.get('/api/v1/exports/products?format=csv')).status, 429)
  assert.equal((await owner.get('/api/v1/products')).status, 200)
})

test('guests are counted by address, and those who want to be let in more strictly', async (t) => {
  const application = await limited(t, { perAddress: 5, signInPerAddress: 2 })
  const { guest } = application
  let person = 0
  const logIn = (address: string) => {
    person += 1
    return guest.post('/api/v1/login', { email: `${person}@exemple.ca`, password: 'x' }, from(address))
  }
  assert.deepEqual(statusesOf(await ask(3, () => logIn('203.0.113.7'))), [401, 401, 429])
  assert.equal((await logIn('203.0.113.8')).status, 401)
  // Whoever has one address of a network has them all.
  await ask(2, () => logIn('2001:db8:1:2::1'))
  assert.equal((await logIn('2001:db8:1:2:ffff::9')).status, 429)
  assert.equal((await logIn('2001:db8:1:3::1')).status, 401)
})

test('whoever signs in well is not counted as one who guesses', async (t) => {
  const application = await limited(t, { signInPerAddress: 2 })
  const { guest, sql } = application
  await makeUser(sql, { email: 'zoe@exemple.ca', password: PASSWORD, roles: ['cashier'] })
  const logIn = (password: string) =>
    guest.post('/api/v1/login', { email: 'zoe@exemple.ca', password }, from('203.0.113.7'))
  assert.deepEqual(statusesOf(await ask(4, () => logIn(PASSWORD))), [200, 200, 200, 200])
  assert.deepEqual(statusesOf(await ask(3, () => logIn('wrong'))), [401, 401, 429])
})

test('whoever has a session that is over is a guest: asking counts as one who asks, signing in as one who signs in', async (t) => {
  const application = await limited(t, { perUser: 100, perAddress: 100, signInPerAddress: 2 })
  const { guest, sql } = application
  await makeUser(sql, { email: 'zoe@exemple.ca', password: PASSWORD, roles: ['cashier'] })
  const headers = from('203.0.113.7')
  const logIn = (more: Record<string, string> = {}) =>
    guest.post('/api/v1/login', { email: 'zoe@exemple.ca', password: PASSWORD, session: true }, { ...headers, ...more })
  const cookie = String((await logIn()).headers['set-cookie']).split(';')[0] ?? ''
  const origin = { origin: 'http://localhost', host: 'localhost' }
  assert.equal((await guest.post('/api/v1/logout', {}, { ...headers, ...origin, cookie })).status, 200)
  const asked = await ask(10, () => guest.get('/api/v1/stores', { ...headers, cookie }))
  for (const { status, headers: told } of asked) {
    assert.deepEqual([status, told['ratelimit-policy']], [401, '"address";q=100;w=60'])
  }
  const policy = '"address";q=100;w=60, "address-sign-in";q=2;w=60'
  for (const { status, headers: told } of await ask(4, () => logIn({ cookie }))) {
    assert.deepEqual([status, told['ratelimit-policy']], [200, policy])
  }
  // A registration that succeeds proves nothing, and counts.
  const passwords = { password: PASSWORD, password_confirmation: PASSWORD }
  const register = (email: string) =>
    guest.post('/api/v1/register', { name: 'Zoé', email, ...passwords }, { ...headers, cookie })
  const registered = [
    await register('un@exemple.ca'),
    await register('deux@exemple.ca'),
    await register('trois@exemple.ca'),
  ]
  assert.deepEqual(statusesOf(registered), [201, 201, 429])
})

test('nobody is of this machine by saying so through its proxy', async (t) => {
  const { guest } = await limited(t, { perAddress: 1 })
  const answers = await ask(2, () => guest.get('/api/v1/setup', from('127.0.0.1')))
  assert.deepEqual(statusesOf(answers), [200, 429])
})

test('signatures that are not good are counted as wrong tokens are', async (t) => {
  const application = await limited(t, { perAddress: 2 })
  const shop = await makeShop(application.sql, { tills: 1 })
  const place = { storeId: shop.store.id, registerId: shop.tillIds[0] ?? 0 }
  const till = await makeTillOn(application, application.as('owner'), place)
  const { guest } = application
  const signature = Buffer.alloc(64).toString('base64url')
  const headers = { authorization: `Device ${till.deviceId}:${Date.now()}:${signature}`, ...from('203.0.113.7') }
  const answers = await ask(3, () => guest.post('/api/v1/sales/batch', { records: [] }, headers))
  assert.deepEqual(statusesOf(answers), [401, 401, 429])
})

test('wrong tokens are counted as those of a guest, good ones are not', async (t) => {
  const application = await limited(t, { perAddress: 4, perUser: 100 })
  const { guest } = application
  const guess = () => guest.get('/api/v1/stores', { authorization: `Bearer ${'x'.repeat(40)}`, ...from('203.0.113.7') })
  const answers = await ask(5, guess)
  assert.deepEqual(statusesOf(answers), [401, 401, 401, 401, 429])
  assert.match(String(answers[0]?.headers.ratelimit), /^"address";r=3;t=\d+$/)
  assert.equal((await guest.get('/api/v1/setup', from('203.0.113.7'))).status, 429)
  // A colleague behind the same address goes on.
  assert.equal((await application.as('owner').get('/api/v1/stores', from('203.0.113.7'))).status, 200)
})

test('this machine, the operator’s program, devices, health and metrics are not counted', async (t) => {
  const application = await limited(t, { perUser: 1, perAddress: 1, signInPerAddress: 1, costlyPerUser: 1 })
  const { guest, service, sql } = application
  const isFree = (answers: readonly Answer[]) =>
    answers.every(({ status, headers }) => status !== 429 && headers.ratelimit === undefined)
  assert.ok(isFree(await ask(5, () => guest.get('/api/v1/setup'))))
  assert.ok(isFree(await ask(5, () => service.get('/api/v1/stores', from('203.0.113.7')))))
  for (const path of ['/health', '/health/live', '/metrics', '/openapi.json']) {
    assert.ok(isFree(await ask(3, () => guest.get(path, from('203.0.113.7')))), path)
  }
  const shop = await makeShop(sql)
  const sell = () => service.post('/api/v1/sales', saleOf(shop), from('203.0.113.7'))
  assert.deepEqual(statusesOf(await ask(5, sell)), [201, 201, 201, 201, 201])
})

test('the tills of a shop share its address and deliver a day without being refused', async (t) => {
  const application = await limited(t, { perUser: 100, perAddress: 1 })
  const shop = await makeShop(application.sql, { tills: 1 })
  const place = { storeId: shop.store.id, registerId: shop.tillIds[0] ?? 0 }
  const till = await makeTillOn(application, application.as('owner'), place)
  const sale = () =>
    till.record('sale', {
      lines: [{ variant_id: shop.articles[0]?.variantId, quantity: '1' }],
      payments: [{ method: 'cash', amount: '1000' }],
    })
  const deliver = () => {
    const body = JSON.stringify({ records: [sale()] })
    return till.send('POST', '/api/v1/sales/batch', body, { headers: from('203.0.113.7') })
  }
  assert.deepEqual(statusesOf(await ask(10, deliver)), Array(10).fill(200))
})

test('without limits nothing is said of any', async (t) => {
  const application = await limited(t, {})
  const { headers } = await application.as('owner').get('/api/v1/stores')
  assert.deepEqual([headers.ratelimit, headers['ratelimit-policy']], [undefined, undefined])
})
