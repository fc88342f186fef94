import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { GENESIS_HASH } from '../../../../rules/index.ts'
import { TillDatabase } from '../database.ts'
import { makeDeviceKey } from '../device/device-key.ts'
import type { NewRecord, Store } from '../memory.ts'
import { TillState } from '../till-state.ts'
import { TillOutbox } from './outbox.ts'

const OPENING: NewRecord = { kind: 'session_open', content: { opening_float: '100.00', cashier_id: 5 } }
const DROP: NewRecord = {
  kind: 'cash_movement',
  content: { type: 'drop', amount: '40.00', reason: 'Coffre', cashier_id: 5 },
}
let database: TillDatabase
let outbox: TillOutbox
let follow: () => void

beforeEach(async () => {
  database?.close()
  database = new TillDatabase()
  await database.delete()
  await database.open()
  const { privateKey } = await makeDeviceKey()
  await database.devices.put({ id: 'device', name: 'Caisse 1', storeId: 1, privateKey, isRevoked: false })
  await database.place.put({
    key: 'place',
    deviceId: 'device',
    lease: { registerId: 2, series: 3 },
    lastNumber: 0,
    lastHash: GENESIS_HASH,
    leaseLost: null,
    clockOffsetMs: null,
  })
  const state = new TillState()
  const store = { id: 1, currency: 'CAD', time_zone: 'America/Toronto' } as Store
  state.change({ phase: 'ready' })
  state.changePart('copy', { store })
  follow = () => {}
  outbox = new TillOutbox({
    database,
    state,
    language: () => 'fr',
    now: () => new Date('2026-11-27T15:00:00Z'),
    checked: async () => {},
    onAnswer() {},
    onTicket: () => follow(),
    onRevoked() {},
  })
  // Delivers nothing: nobody answers here.
  outbox.pause()
})

test('a record that is written is never reported as failed, whatever fails after it', async (t) => {
  const report = t.mock.method(console, 'error', () => {})
  follow = () => {
    throw new Error('shown nowhere')
  }
  const { number } = await outbox.append(OPENING)
  assert.equal(number, 1)
  t.mock.method(outbox, 'show', () => Promise.reject(new Error('not shown')))
  follow = () => {}
  assert.equal((await outbox.append(DROP)).number, 2)
  const reported = report.mock.calls.map(({ arguments: [error] }) => error).filter((error) => error instanceof Error)
  assert.deepEqual(
    reported.map(({ message }) => message),
    ['shown nowhere', 'not shown'],
  )
})

test('what could not be written, or was and did not say so, is written once when it is asked for again', async (t) => {
  await outbox.append(OPENING)
  const { mock } = t.mock.method(database, 'transaction', async () => {
    throw new Error('the disk')
  })
  await assert.rejects(outbox.append(DROP), { code: 'storage_failed' })
  mock.restore()
  const transaction = database.transaction.bind(database) as (...args: unknown[]) => Promise<unknown>
  const silent = t.mock.method(database, 'transaction', async (...args: unknown[]) => {
    await transaction(...args)
    throw new Error('the answer was lost')
  })
  await assert.rejects(outbox.append(DROP), { code: 'storage_failed' })
  silent.mock.restore()
  assert.equal((await outbox.append(DROP)).number, 2)
  assert.equal(await database.records.count(), 2)
  // The next one that says the same is another.
  assert.equal((await outbox.append(DROP)).number, 3)
})
