import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { TillDatabase } from '../database.ts'
import { makeDeviceKey } from '../device/device-key.ts'
import { Delivery } from './delivery.ts'
import { recordOf } from './testing/records.ts'

let database: TillDatabase
let delivery: Delivery

beforeEach(async () => {
  database?.close()
  database = new TillDatabase()
  await database.delete()
  await database.open()
  const { privateKey } = await makeDeviceKey()
  await database.devices.put({ id: 'device', name: 'Caisse 1', storeId: 1, privateKey, isRevoked: false })
  for (const number of [1, 2, 3]) await database.records.add(recordOf(number))
  delivery = new Delivery({
    database,
    language: () => 'fr',
    onDelivering() {},
    onAnswer() {},
    onOutcomes() {},
    nowMs: () => 1,
  })
})

const states = async () => (await database.records.orderBy('sequence').toArray()).map(({ state }) => state)

/** Each request is answered by its records; the timer of the next attempt is taken off. */
async function deliver(
  t: { mock: typeof import('node:test').mock },
  answer: (ids: readonly string[]) => Response,
  work: () => Promise<void> = () => delivery.deliver(),
): Promise<number> {
  const { mock } = t.mock.method(globalThis, 'fetch', async (_path: unknown, { body }: { body: string }) =>
    answer(JSON.parse(body).records.map(({ id }: { id: string }) => id)),
  )
  await work()
  delivery.pause()
  return mock.callCount()
}

const taken = (ids: readonly string[]) => Response.json({ data: ids.map((id) => ({ id, status: 201 })) })

test('only the server refuses: a page of something on the way lets all wait', async (t) => {
  const bodies = ['<html>Sign in</html>', '', '{}', 'null', '{"success":true,"code":"x"}', '{"error":"x"}']
  for (const status of [400, 413, 422]) {
    for (const body of bodies) {
      await deliver(t, () => new Response(body, { status }))
      assert.deepEqual(await states(), ['waiting', 'waiting', 'waiting'], `${status} ${body}`)
      delivery = new Delivery({
        database,
        language: () => 'fr',
        onDelivering() {},
        onAnswer() {},
        onOutcomes() {},
        nowMs: () => 1,
      })
    }
  }
})

test('what is too much at once for a proxy goes in smaller parts', async (t) => {
  await deliver(t, (ids) => (ids.length > 1 ? new Response('too large', { status: 413 }) : taken(ids)))
  assert.deepEqual(await states(), ['delivered', 'delivered', 'delivered'])
})

test('the record that the server cannot read is found, kept with its code, and tried again', async (t) => {
  const refusal = { success: false, error: 'Validation échouée', code: 'validation_failed' }
  await deliver(t, (ids) => (ids.includes('record-2') ? Response.json(refusal, { status: 422 }) : taken(ids)))
  assert.deepEqual(await states(), ['delivered', 'refused', 'delivered'])
  assert.equal((await database.records.get(2))?.code, 'validation_failed')
  delivery.resume()
  await deliver(t, taken, () => delivery.retryRefused())
  assert.deepEqual(await states(), ['delivered', 'delivered', 'delivered'])
})

test('while the server does not answer, what was refused is not tried one by one', async (t) => {
  await database.records.toCollection().modify({ state: 'refused' })
  const requests = await deliver(
    t,
    () => new Response('', { status: 502 }),
    () => delivery.retryRefused(),
  )
  assert.equal(requests, 1)
})
