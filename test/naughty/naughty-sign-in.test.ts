// Naughty strings as names, devices, passwords and set-up codes. A password counts to the letter, white space included.
import assert from 'node:assert/strict'
import { argon2Sync, randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { testApplication } from '../harness/app.ts'
import type { Answer } from '../harness/client.ts'
import { makeStore, makeUser, nextNumber } from '../harness/factories.ts'
import { makeShop } from '../harness/sales.ts'
import { faultOf, inWaves } from './ask.ts'
import { SIGN_IN_TEXTS } from './examples.ts'
import { isStorable, SAMPLE, STRINGS, shown } from './strings.ts'

const application = await testApplication({ after })
const { sql, guest, as, withToken, log } = application
const faults: string[] = []

/** Attempts are limited by address, and a proxy on the same machine is believed when it names one. */
const newAddress = () => {
  const number = nextNumber()
  return { 'x-forwarded-for': `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}` }
}

function expectStatus(sent: string, answer: Answer, status: number): boolean {
  const fault = faultOf({ status: answer.status, body: answer.body, answer })
  if (fault !== null) faults.push(`${shown(sent)}: ${fault}`)
  else if (answer.status !== status) faults.push(`${shown(sent)}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.status === status
}

async function forEachString(work: (text: string) => Promise<void>): Promise<void> {
  await inWaves(STRINGS, 20, async (wave) => {
    await Promise.all(wave.map(work))
  })
  assert.deepEqual(faults.splice(0).slice(0, 12), [])
}

const isName = (text: string) => isStorable(text) && text.trim() !== '' && [...text.trim()].length <= 255
const PADDING = 'assez long'

function registration(name: string, password: string) {
  const email = `personne-${nextNumber()}@example.net`
  return { name, email, password, password_confirmation: password, device_name: name }
}

/** Comes first: the code is only looked at while nobody is there. */
test('POST /api/v1/register setup_code', async () => {
  await forEachString(async (text) => {
    const body = { ...registration('Personne', PADDING), setup_code: text }
    expectStatus(text, await guest.post('/api/v1/register', body, newAddress()), 422)
  })
})

test('POST /api/v1/register name, password, password_confirmation, device_name', async () => {
  await makeUser(sql)
  await forEachString(async (text) => {
    const framed = `${text}${PADDING}${text}`
    const password = [...framed].length <= 200 ? framed : ` ${PADDING} `
    const body = registration(text, password)
    const answer = await guest.post('/api/v1/register', body, newAddress())
    if (!expectStatus(text, answer, isName(text) ? 201 : 422) || answer.status !== 201) return
    await expectKept(text, answer.body.data.token, 'name')
    if (text === text.trim()) return
    const { email } = body
    expectStatus(text, await guest.post('/api/v1/login', { email, password }, newAddress()), 200)
    expectStatus(text, await guest.post('/api/v1/login', { email, password: password.trim() }, newAddress()), 401)
  })
})

async function expectKept(text: string, token: string, profileName?: 'name'): Promise<void> {
  const client = withToken(token)
  const [device] = (await client.get('/api/v1/tokens')).body.data
  if (device.name !== text.trim()) faults.push(`${shown(text)}: the device is called ${JSON.stringify(device.name)}`)
  if (profileName === undefined) return
  const { name } = (await client.get('/api/v1/me')).body.data.user
  if (name !== text.trim()) faults.push(`${shown(text)}: the person is called ${JSON.stringify(name)}`)
}

/** A real hash, at the least cost that there is. */
function cheapHash(password: string): string {
  const nonce = randomBytes(16)
  const cost = { memory: 8, passes: 1, parallelism: 1 }
  const tag = argon2Sync('argon2id', { message: password.normalize('NFKC'), nonce, tagLength: 32, ...cost })
  const [salt, derived] = [nonce, tag].map((bytes) => bytes.toString('base64').replace(/=+$/, ''))
  return `$argon2id$v=19$m=8,t=1,p=1$${salt}$${derived}`
}

test('POST /api/v1/login password, device_name', async () => {
  await forEachString(async (text) => {
    const { id, email } = await makeUser(sql)
    await sql`update users set password_hash = ${cheapHash(text)} where id = ${id}`
    const device = isName(text) ? { device_name: text } : {}
    const answer = await guest.post('/api/v1/login', { email, password: text, ...device }, newAddress())
    const isPassword = text !== '' && [...text].length <= 200
    if (!expectStatus(text, answer, isPassword ? 200 : 422) || answer.status !== 200) return
    if (isName(text)) await expectKept(text, answer.body.data.token)
    const spaced = await guest.post('/api/v1/login', { email, password: ` ${text}` }, newAddress())
    expectStatus(text, spaced, [...text].length < 200 ? 401 : 422)
  })
})

test('POST /api/v1/users, PUT and PATCH /api/v1/users/:id password', async () => {
  const owner = as('owner')
  await inWaves(SAMPLE, 20, async (wave) => {
    await Promise.all(
      wave.map(async (text) => {
        const password = `${text}${PADDING}`
        const status = [...password].length <= 200 ? 201 : 422
        const body = { name: 'Personne', email: `donnee-${nextNumber()}@example.net`, password }
        const made = await owner.post('/api/v1/users', body)
        if (!expectStatus(text, made, isStorable(text) ? status : made.status) || made.status !== 201) return
        const address = `/api/v1/users/${made.body.data.id}`
        const change = nextNumber() % 2 === 0 ? owner.put : owner.patch
        expectStatus(text, await change(address, { password: `${password}.`.slice(-200) }), 200)
      }),
    )
  })
  assert.deepEqual(faults.splice(0).slice(0, 12), [])
})

test('POST /api/v1/devices/enrol code', async () => {
  await forEachString(async (text) => {
    const body = { code: text, public_key: randomBytes(32).toString('base64') }
    expectStatus(text, await guest.post('/api/v1/devices/enrol', body, newAddress()), 422)
  })
})

const NIP = '482913'

/** Somebody of the store whose PIN costs little to check. */
async function colleague(storeId: number): Promise<number> {
  const { id } = await makeUser(sql, { roles: ['manager'], storeIds: [storeId] })
  await sql`update users set pin_hash = ${cheapHash(NIP)} where id = ${id}`
  return id
}

test('POST /api/v1/approvals reason, details.name, pin', async () => {
  const { id: storeId } = await makeStore(sql)
  const owner = as('owner')
  await forEachString(async (text) => {
    const body = {
      store_id: storeId,
      approver_id: await colleague(storeId),
      pin: NIP,
      action: 'discount',
      reason: text,
      details: { from: '29.99', percent: '25', name: text },
    }
    const answer = await owner.post('/api/v1/approvals', body)
    if (expectStatus(text, answer, isName(text) ? 201 : 422) && answer.status === 201) {
      const [kept] = (await owner.get(`/api/v1/approvals?ids=${answer.body.data.id}`)).body.data
      if (kept.reason !== text.trim() || kept.details.name !== text.trim()) {
        faults.push(`${shown(text)}: came back as ${JSON.stringify(kept)}`)
      }
    }
    const guessed = await owner.post('/api/v1/approvals', {
      ...body,
      reason: 'x',
      details: { from: '29.99', percent: '25' },
      pin: text,
    })
    expectStatus(text, guessed, 422)
  })
})

test('POST /api/v1/register-sessions/:id/cashier pin', async () => {
  const { store, tillIds } = await makeShop(sql, { tills: 1 })
  const owner = as('owner')
  const opened = await owner.post(`/api/v1/registers/${tillIds[0]}/sessions`, { opening_float: '1' })
  const cashierId = await colleague(store.id)
  await forEachString(async (text) => {
    const path = `/api/v1/register-sessions/${opened.body.data.id}/cashier`
    const answer = await owner.post(path, { cashier_id: cashierId, pin: text })
    expectStatus(text, answer, 422)
  })
})

test('addresses that a proxy names', async () => {
  const { email } = await makeUser(sql)
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await guest.post('/api/v1/login', { email, password: PADDING }, newAddress())
  }
  await forEachString(async (text) => {
    const address = { 'x-forwarded-for': Buffer.from(text.replaceAll('\0', ''), 'utf8').toString('latin1') }
    expectStatus(text, await guest.post('/api/v1/login', { email, password: PADDING }, address), 429)
  })
})

test('these are all the places that the test of bodies leaves out', () => {
  assert.deepEqual(
    [...SIGN_IN_TEXTS].sort(),
    [
      'POST /api/v1/login device_name',
      'POST /api/v1/login password',
      'POST /api/v1/register device_name',
      'POST /api/v1/register name',
      'POST /api/v1/register password',
      'POST /api/v1/register password_confirmation',
      'POST /api/v1/register setup_code',
      'POST /api/v1/users password',
      'POST /api/v1/devices/enrol code',
      'PUT /api/v1/users/:id password',
      'PATCH /api/v1/users/:id password',
      'POST /api/v1/approvals pin',
      'POST /api/v1/approvals reason',
      'POST /api/v1/approvals details.name',
      'POST /api/v1/register-sessions/:id/cashier pin',
    ].sort(),
  )
  assert.deepEqual(log.faults, [])
})
