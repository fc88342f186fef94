import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeStore, makeToken, makeUser } from '../../../test/harness/factories.ts'
import { verifyPassword } from '../passwords.ts'
import { isTrivialPin, makePin } from './pin.ts'

const { sql, guest, withToken, as, log } = await testApplication({ after })
const store = await makeStore(sql)

test('PINs that anybody tries first', () => {
  const trivial = ['000000', '111111', '123456', '654321', '012345', '543210', '567890', '987654', '121212', '123123']
  for (const pin of trivial) assert.ok(isTrivialPin(pin), pin)
  for (const pin of ['482913', '112233', '123457', '100000', '901234', '135791']) assert.ok(!isTrivialPin(pin), pin)
})

test('a PIN that is drawn is none of them', () => {
  const drawn = Array.from({ length: 2000 }, makePin)
  for (const pin of drawn) assert.ok(/^\d{6}$/.test(pin) && !isTrivialPin(pin), pin)
  assert.ok(new Set(drawn).size > 1900)
})

const PASSWORD = 'un mot de passe assez long'

async function cashier(password?: string) {
  const person = await makeUser(sql, {
    roles: ['cashier'],
    storeIds: [store.id],
    ...(password !== undefined && { password }),
  })
  return { ...person, client: withToken((await makeToken(sql, person.id)).secret) }
}
const hashOf = async (id: number) =>
  (await sql<[{ pin_hash: string | null }]>`select pin_hash from users where id = ${id}`)[0].pin_hash

test('a manager gives a PIN, which is kept as a hash and shown to nobody', async () => {
  const { id } = await cashier()
  const manager = as('manager', { storeIds: [store.id] })
  const answer = await manager.put(`/api/v1/users/${id}/pin`, { pin: '482913' })
  assert.deepEqual(answer.body, { success: true, data: null, message: 'NIP modifié avec succès.' })
  const hash = await hashOf(id)
  assert.match(hash ?? '', /^\$argon2id\$/)
  assert.ok(await verifyPassword('482913', hash))
  const read = await manager.get(`/api/v1/users/${id}`)
  assert.equal(read.body.data.has_pin, true)
  assert.ok(!read.raw.includes('argon2'))
  const entries = await sql`select * from audit_log where entity_type = 'user' and entity_id = ${String(id)}`
  assert.ok(!JSON.stringify([entries, log.operations, log.requests]).match(/482913|argon2/))
  assert.equal((await manager.put(`/api/v1/users/${id}/pin`, { pin: null })).status, 200)
  assert.equal(await hashOf(id), null)
})

test('that somebody else has the same PIN is told to nobody', async () => {
  const manager = as('manager', { storeIds: [store.id] })
  const [one, other] = [await cashier(), await cashier()]
  const answers = [
    await manager.put(`/api/v1/users/${one.id}/pin`, { pin: '739164' }),
    await manager.put(`/api/v1/users/${other.id}/pin`, { pin: '739164' }),
  ]
  assert.deepEqual(answers[0]?.body, answers[1]?.body)
  assert.notEqual(await hashOf(one.id), await hashOf(other.id))
})

test('what is no PIN, or a trivial one, is refused', async () => {
  const { id } = await cashier()
  const asked = await as('owner').put(`/api/v1/users/${id}/pin`, { pin: '482913', current_password: 'x' })
  assert.deepEqual(Object.keys(asked.body.errors), ['current_password'])
  for (const pin of ['12345', '1234567', 'abcdef', '48291 3', ' 482913', '٤٨٢٩١٣', '000000', '123456']) {
    const answer = await as('owner').put(`/api/v1/users/${id}/pin`, { pin })
    assert.deepEqual([answer.status, Object.keys(answer.body.errors)], [422, ['pin']], pin)
  }
})

test('one’s own PIN asks for one’s password, and guesses are limited', async () => {
  const { id, client } = await cashier(PASSWORD)
  const put = (body: object) => client.put(`/api/v1/users/${id}/pin`, { pin: '482913', ...body })
  assert.deepEqual(Object.keys((await put({})).body.errors), ['current_password'])
  assert.equal((await put({ current_password: PASSWORD })).status, 200)
  for (let guess = 0; guess < 5; guess += 1) {
    const wrong = await put({ current_password: `faux ${guess}` })
    assert.deepEqual([wrong.status, Object.keys(wrong.body.errors)], [422, ['current_password']])
  }
  const locked = await put({ current_password: PASSWORD })
  assert.deepEqual([locked.status, locked.body.code], [429, 'too_many_attempts'])
  assert.ok(Number(locked.headers['retry-after']) > 0)
})

test('a cashier gives nobody else a PIN, and a guest none at all', async () => {
  const [one, other] = [await cashier(PASSWORD), await cashier()]
  const body = { pin: '482913', current_password: PASSWORD }
  assert.equal((await one.client.put(`/api/v1/users/${other.id}/pin`, body)).status, 403)
  assert.equal((await one.client.put('/api/v1/users/999999/pin', body)).status, 403)
  assert.equal((await guest.put(`/api/v1/users/${one.id}/pin`, body)).status, 401)
})

test('an owner’s own PIN asks for the password too, and whoever has none is given one by another', async () => {
  const owner = as('owner')
  const { id } = await owner.person
  assert.equal((await owner.put(`/api/v1/users/${id}/pin`, { pin: '482913' })).status, 422)
  const wrong = await owner.put(`/api/v1/users/${id}/pin`, { pin: '482913', current_password: '' })
  assert.equal(wrong.status, 422)
  const second = await makeUser(sql, { roles: ['owner'] })
  const client = withToken((await makeToken(sql, second.id)).secret)
  assert.equal((await client.put(`/api/v1/users/${id}/pin`, { pin: '482913' })).status, 200)
})
