import assert from 'node:assert/strict'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop } from '../../../test/harness/sales.ts'
import { enrolDevice } from '../../../test/harness/tills.ts'

const application = await testApplication({ after })
const { sql, as, guest } = application
const shop = await makeShop(sql, { tills: 3 })
const other = await makeShop(sql)
const manager = as('manager', { storeIds: [shop.store.id] })
const stranger = as('manager', { storeIds: [other.store.id] })
const cashier = as('cashier', { storeIds: [shop.store.id] })

const newDevice = async (name = 'Caisse de droite') => {
  const { status, body } = await manager.post('/api/v1/devices', { store_id: shop.store.id, name })
  assert.equal(status, 201, JSON.stringify(body))
  return body.data
}
const newKey = () => {
  const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
  return Buffer.from(x ?? '', 'base64url').toString('base64')
}

test('a device is enrolled once, with the code that only its maker was shown', async () => {
  const made = await newDevice()
  assert.equal(made.state, 'waiting')
  assert.match(made.code, /^(\w{4}-){3}\w{4}$/)
  const key = newKey()
  const enrolled = await guest.post('/api/v1/devices/enrol', { code: made.code.toLowerCase(), public_key: key })
  assert.equal(enrolled.status, 200, JSON.stringify(enrolled.body))
  assert.deepEqual([enrolled.body.data.id, enrolled.body.data.state], [made.id, 'enrolled'])
  const again = await guest.post('/api/v1/devices/enrol', { code: made.code, public_key: key })
  assert.equal(again.status, 200, 'the answer may have been lost')
  const thief = await guest.post('/api/v1/devices/enrol', { code: made.code, public_key: newKey() })
  assert.equal(thief.status, 422)
  assert.match(thief.body.errors.code[0], /déjà servi/)
  const shown = await manager.get(`/api/v1/devices/${made.id}`)
  assert.doesNotMatch(JSON.stringify(shown.body), /code|key/)
  const [entry] = await sql`select after from audit_log where entity_id = ${made.id} and action = 'create'`
  assert.equal(entry?.after.name, 'Caisse de droite')
})

test('two devices that use one code at once: one is enrolled', async () => {
  const { code } = await newDevice()
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => guest.post('/api/v1/devices/enrol', { code, public_key: newKey() })),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(7).fill(422)])
  await sql`delete from login_attempts`
})

test('what is no key is refused, and so is a code that is wrong or too old', async () => {
  const { id, code } = await newDevice()
  for (const public_key of ['x', 'é', randomBytes(31).toString('base64'), randomBytes(44).toString('base64')]) {
    const { status, body } = await guest.post(
      '/api/v1/devices/enrol',
      { code, public_key },
      { 'accept-language': 'en' },
    )
    assert.equal(status, 422)
    assert.deepEqual(body.errors.public_key, ['An Ed25519 public key is expected, in base64.'])
  }
  await sql`update devices set enrolment_expires_at = now() - interval '1 second' where id = ${id}`
  const late = await guest.post('/api/v1/devices/enrol', { code, public_key: newKey() })
  assert.deepEqual([late.status, Object.keys(late.body.errors)], [422, ['code']])
  const renewed = await manager.post(`/api/v1/devices/${id}/code`)
  assert.equal(renewed.status, 200)
  assert.notEqual(renewed.body.data.code, code)
  const enrolled = await guest.post('/api/v1/devices/enrol', { code: renewed.body.data.code, public_key: newKey() })
  assert.equal(enrolled.status, 200)
  const late2 = await manager.post(`/api/v1/devices/${id}/code`)
  assert.deepEqual([late2.status, late2.body.code], [409, 'device_enrolled'])
})

test('whoever guesses codes is stopped after ten', async () => {
  await sql`delete from login_attempts`
  const guess = () => guest.post('/api/v1/devices/enrol', { code: 'AAAA-BBBB-CCCC-DDDD', public_key: newKey() })
  const statuses: number[] = []
  for (let count = 0; count < 11; count += 1) statuses.push((await guess()).status)
  assert.deepEqual(statuses, [...Array(10).fill(422), 429])
  await sql`delete from login_attempts`
})

test('another store’s devices do not exist, and cashiers manage none', async () => {
  const { id } = await newDevice()
  for (const [method, path] of [
    ['GET', `/api/v1/devices/${id}`],
    ['PATCH', `/api/v1/devices/${id}`],
    ['POST', `/api/v1/devices/${id}/code`],
    ['POST', `/api/v1/devices/${id}/revoke`],
    ['GET', `/api/v1/devices?store_id=${shop.store.id}`],
  ] as const) {
    const { status } = await stranger.send(method, path, method === 'PATCH' ? { name: 'x' } : undefined)
    assert.equal(status, 404, `${method} ${path}`)
  }
  const refused = await stranger.post('/api/v1/devices', { store_id: shop.store.id, name: 'x' })
  assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [422, ['store_id']])
  assert.equal((await cashier.get('/api/v1/devices')).status, 403)
  assert.deepEqual((await stranger.get('/api/v1/devices')).body.data, [])
})

test('a list is filtered by state, name and id', async () => {
  const waiting = await newDevice('Tablette du comptoir')
  const { id } = await enrolDevice(application, manager, shop.store.id)
  const found = await manager.get(`/api/v1/devices?state=enrolled&ids=${id},${waiting.id}&fields=id,state`)
  assert.deepEqual(found.body.data, [{ id, state: 'enrolled' }])
  const named = await manager.get('/api/v1/devices?q=tablette')
  assert.deepEqual(
    named.body.data.map((device: { id: string }) => device.id),
    [waiting.id],
  )
  const renamed = await manager.patch(`/api/v1/devices/${waiting.id}`, { name: 'Tablette' })
  assert.equal(renamed.body.data.name, 'Tablette')
})
