import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, makeTill } from '../../../test/harness/sales.ts'
import { enrolDevice } from '../../../test/harness/tills.ts'

const application = await testApplication({ after }, { max: 20 })
const { sql, as } = application
const shop = await makeShop(sql)
const other = await makeShop(sql)
const manager = as('manager', { storeIds: [shop.store.id] })
const cashier = as('cashier', { storeIds: [shop.store.id] })
const stranger = as('manager', { storeIds: [other.store.id] })

const newTill = () => makeTill(sql, shop.store.id)
const newDevice = () => enrolDevice(application, manager, shop.store.id)
const lease = (registerId: number, device_id: string, more = {}) =>
  cashier.post(`/api/v1/registers/${registerId}/lease`, { device_id, ...more })
const release = (registerId: number, device_id: string, more = {}) =>
  cashier.post(`/api/v1/registers/${registerId}/release`, { device_id, ...more })

test('a device that asks again finds the same series, another is told who holds the register', async () => {
  const [till, first, second] = [await newTill(), await newDevice(), await newDevice()]
  const held = await lease(till, first.id)
  assert.equal(held.status, 200, JSON.stringify(held.body))
  assert.deepEqual([held.body.data.series, held.body.data.next_number], [1, 1])
  assert.deepEqual((await lease(till, first.id)).body.data, held.body.data)
  const refused = await cashier.post(
    `/api/v1/registers/${till}/lease`,
    { device_id: second.id },
    { 'accept-language': 'en' },
  )
  assert.deepEqual([refused.status, refused.body.code], [409, 'register_leased'])
  assert.match(refused.body.error, /held by "Appareil \d+" since \d{4}-\d\d-\d\d \d\d:\d\d/)
  assert.deepEqual((await manager.get(`/api/v1/devices/${first.id}`)).body.data.leases.length, 1)
})

test('taking a register over opens the next series, and the one before has ended', async () => {
  const [till, first, second] = [await newTill(), await newDevice(), await newDevice()]
  await lease(till, first.id)
  const taken = await lease(till, second.id, { take_over: true })
  assert.deepEqual([taken.body.data.series, taken.body.data.device_id], [2, second.id])
  assert.equal((await lease(till, first.id)).body.code, 'register_leased')
  assert.equal((await release(till, first.id)).status, 200, 'its own lease has ended already')
  const back = await lease(till, first.id, { take_over: true })
  assert.equal(back.body.data.series, 3)
})

test('a register is released once, and may then be leased or deleted', async () => {
  const [till, device] = [await newTill(), await newDevice()]
  await lease(till, device.id)
  const held = await manager.del(`/api/v1/registers/${till}`)
  assert.deepEqual([held.status, held.body.code], [409, 'register_in_use'])
  const stranger = await newDevice()
  assert.equal((await release(till, stranger.id)).body.code, 'register_not_leased')
  const released = await release(till, device.id)
  assert.notEqual(released.body.data.ended_at, null)
  assert.deepEqual((await release(till, device.id)).body.data, released.body.data)
  assert.equal((await lease(till, device.id)).body.data.series, 2)
  await release(till, device.id)
  assert.equal((await manager.del(`/api/v1/registers/${till}`)).status, 200)
})

test('numbers that the device says it gave, and that have not come, are flagged', async () => {
  const [till, device] = [await newTill(), await newDevice()]
  await lease(till, device.id)
  await release(till, device.id, { final_number: 3 })
  const [review] = await sql`
    select subject_type, flag, details, settled_at from reviews where store_id = ${shop.store.id} and subject_id = ${`${till}-1`}`
  assert.deepEqual([review?.subject_type, review?.flag, review?.details.missing], ['lease', 'number_gap', 3])
})

test('only a device of the store that has its key and was not revoked may hold an active till', async () => {
  const till = await newTill()
  const ask = async (registerId: number, deviceId: string) => {
    const { status, body } = await lease(registerId, deviceId)
    return `${status} ${body.code}`
  }
  const unknown = crypto.randomUUID()
  assert.equal(await ask(till, unknown), '422 validation_failed')
  const foreign = await enrolDevice(application, stranger, other.store.id)
  assert.equal(await ask(till, foreign.id), '422 validation_failed')
  const waiting = await manager.post('/api/v1/devices', { store_id: shop.store.id, name: 'Neuve' })
  assert.equal(await ask(till, waiting.body.data.id), '409 device_not_enrolled')
  const device = await newDevice()
  assert.equal(await ask(shop.virtualRegisterId, device.id), '409 register_takes_no_device')
  await manager.patch(`/api/v1/registers/${till}`, { is_active: false })
  assert.equal(await ask(till, device.id), '409 register_takes_no_device')
  assert.equal((await stranger.post(`/api/v1/registers/${till}/lease`, { device_id: device.id })).status, 404)
  await manager.post(`/api/v1/devices/${device.id}/revoke`)
  assert.equal(await ask(await newTill(), device.id), '409 device_is_revoked')
})

test('a revoked device gives up its registers', async () => {
  const [till, device, next] = [await newTill(), await newDevice(), await newDevice()]
  await lease(till, device.id)
  const revoked = await manager.post(`/api/v1/devices/${device.id}/revoke`)
  assert.deepEqual([revoked.body.data.state, revoked.body.data.leases], ['revoked', []])
  assert.deepEqual((await manager.post(`/api/v1/devices/${device.id}/revoke`)).body.data, revoked.body.data)
  assert.equal((await lease(till, next.id)).body.data.series, 2)
})

test('of thirty-two clients that ask at once one device holds the register, and take-overs never share a series', async () => {
  const till = await newTill()
  const devices = await Promise.all(Array.from({ length: 8 }, newDevice))
  const idOf = (index: number) => devices[index % devices.length]?.id ?? ''
  const polite = await Promise.all(Array.from({ length: 32 }, (_, index) => lease(till, idOf(index))))
  const holders = new Set(polite.filter(({ status }) => status === 200).map(({ body }) => body.data.device_id))
  assert.equal(holders.size, 1)
  assert.deepEqual(new Set(polite.map(({ status }) => status)), new Set([200, 409]))
  const taking = await Promise.all(
    Array.from({ length: 32 }, (_, index) => lease(till, idOf(index), { take_over: true })),
  )
  assert.deepEqual(new Set(taking.map(({ status }) => status)), new Set([200]))
  const bySeries = new Map<number, Set<string>>()
  for (const { body } of taking) {
    const { series, device_id } = body.data
    bySeries.set(series, (bySeries.get(series) ?? new Set()).add(device_id))
  }
  for (const [series, owners] of bySeries) assert.equal(owners.size, 1, `series ${series}`)
  const [row] = await sql`
    select count(*)::int as open, max(series)::int as last, count(*) filter (where ended_at is null)::int as held
    from register_leases where register_id = ${till}`
  assert.deepEqual([row?.held, row?.open], [1, row?.last])
})

test('no request was a fault of ours', () => assert.deepEqual(application.log.faults, []))
