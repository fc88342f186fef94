import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { beforeEach, test } from 'node:test'
import { GENESIS_HASH, tillRecordBytes } from '../../../../rules/index.ts'
import { type PlaceRow, TillDatabase } from '../database.ts'
import { makeDeviceKey } from '../device/device-key.ts'
import { type NewRecord, TillError } from '../memory.ts'
import { newId } from '../new-id.ts'
import { TillState } from '../till-state.ts'
import { appendRecord } from './append-record.ts'
import { presentDrawer } from './drawer-of.ts'
import { TillParkedTickets } from './parked-tickets.ts'
import { keepReserve } from './space-reserve.ts'
import { saleOf } from './testing/tickets.ts'
import { TillTickets } from './till-tickets.ts'

const store = { id: 1, currency: 'CAD', timeZone: 'America/Toronto' }
const DEVICE = '01a1fca4-7a04-7000-8000-0000000000dd'
let database: TillDatabase

const append = (record: NewRecord, now = new Date('2026-11-27T15:00:00Z')) =>
  appendRecord({ database, store, now }, record)

const OPENING: NewRecord = { kind: 'session_open', content: { opening_float: '100.00', cashier_id: 5 } }
const CLOSING: NewRecord = { kind: 'session_close', content: { counted: { cash: '105.00' }, cashier_id: 5 } }

function sale(id = newId()): NewRecord {
  return {
    kind: 'sale',
    content: {
      id,
      cashier_id: 5,
      lines: [{ variant_id: 7, quantity: '1', unit_price: '10.00' }],
      payments: [{ method: 'cash', amount: '10.00' }],
      total: '10.00',
      taxes: [],
    },
    ticket: saleOf({ payments: [{ method: 'cash', amount: '10.00', change: '0.00' }] }),
  }
}

beforeEach(async () => {
  database?.close()
  database = new TillDatabase()
  await database.delete()
  await database.open()
  const { privateKey } = await makeDeviceKey()
  await database.devices.put({ id: DEVICE, name: 'Caisse 1', storeId: 1, privateKey, isRevoked: false })
  const place: PlaceRow = {
    key: 'place',
    deviceId: DEVICE,
    lease: { registerId: 2, series: 3 },
    lastNumber: 0,
    lastHash: GENESIS_HASH,
    leaseLost: null,
    clockOffsetMs: null,
  }
  await database.place.put(place)
})

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof TillError) return error.code
    throw error
  }
  return 'none'
}

test('records take consecutive numbers and seal each other, as they are sent', async () => {
  await append(OPENING)
  const tickets = []
  for (let count = 0; count < 3; count += 1) tickets.push(await append(sale()))
  const closed = await append(CLOSING)
  assert.deepEqual(tickets.map(({ number, reference }) => [number, reference])[0], [2, '1-2-3-000002'])
  assert.deepEqual([closed.number, closed.closed?.expectedCash, closed.closed?.difference], [5, '130.00', '-25.00'])
  let last = GENESIS_HASH
  for (const [index, row] of (await database.records.toArray()).entries()) {
    const record = JSON.parse(row.text)
    assert.deepEqual([record.number, record.previous_hash, record.device_id], [index + 1, last, DEVICE])
    assert.equal(record.hash, hash('sha256', tillRecordBytes(record), 'hex'))
    last = record.hash
  }
  const [opening, first] = (await database.records.toArray()).map(({ text }) => JSON.parse(text))
  assert.equal(first.session_id, opening.session_id)
  const closing = JSON.parse((await database.records.where('id').equals(closed.id).first())?.text ?? '')
  assert.deepEqual(
    [closing.last_number, closing.totals],
    [5, { tickets: 3, net: '30.00', tax: '0.00', total: '30.00', cash: '130.00' }],
  )
})

test('a ticket that is appended twice, or at once, is recorded once', async () => {
  await append(OPENING)
  const record = sale()
  const [first, second] = await Promise.all([append(record), append(record)])
  const third = await append(record)
  assert.deepEqual([second?.number, third.number], [first?.number, first?.number])
  assert.equal(await database.records.count(), 2)
  const [drawer] = await database.drawers.toArray()
  assert.equal(drawer && presentDrawer(drawer).expectedCash, '110.00')
})

test('another sale under a recorded id is refused, and is not taken for the recorded one', async () => {
  await append(OPENING)
  const made = sale() as Extract<NewRecord, { kind: 'sale' }>
  const first = await append(made)
  const change = (content: Partial<typeof made.content>): NewRecord => ({
    ...made,
    content: { ...made.content, ...content },
  })
  const lines = [{ variant_id: 8, quantity: '1', unit_price: '10.00' }]
  const others = [
    change({ lines }),
    change({ total: '12.00' }),
    change({ payments: [{ method: 'card', amount: '10.00' }] }),
    { kind: 'return', content: { ...made.content, refunds: made.content.payments }, ticket: made.ticket } as const,
  ]
  for (const other of others) assert.equal(await refusal(append(other)), 'other_recorded')
  assert.equal(await database.records.count(), 2)
  // The same in another order of its fields is the same.
  const [line] = made.content.lines
  const turned = change({
    lines: [{ unit_price: '10.00', quantity: '1', variant_id: line?.variant_id ?? 0 }],
    note: 'x',
  })
  assert.equal((await append(turned)).number, first.number)
})

test('the cart on the screen goes with its ticket, and only with its own', async () => {
  await append(OPENING)
  const id = newId()
  await database.kept.put({ key: 'cart', value: { id, lines: [] } })
  await append(sale())
  assert.notEqual(await database.kept.get('cart'), undefined)
  const parked = new TillParkedTickets(database, new TillState())
  assert.deepEqual(await parked.readCurrent(), { id, lines: [] })
  await append(sale(id))
  assert.equal(await database.kept.get('cart'), undefined)
  await parked.saveCurrent({ id, lines: [] })
  assert.equal(await parked.readCurrent(), null)
})

test('a parked cart is either on the screen or waits, whenever the power goes', async () => {
  const parked = new TillParkedTickets(database, new TillState())
  const [id, other, nextId] = [newId(), newId(), newId()]
  const park = () =>
    parked.park({ id, name: 'Mme Roy', cashierId: 5, total: '10.00', lineCount: 1, cart: { id, lines: [1] } })
  await parked.saveCurrent({ id, lines: [1] })
  await park()
  assert.deepEqual([await parked.readCurrent(), (await parked.list()).length], [null, 1])
  assert.deepEqual(await parked.resume(id, nextId), { id: nextId, lines: [1] })
  assert.deepEqual([await parked.readCurrent(), await parked.list()], [{ id: nextId, lines: [1] }, []])
  assert.equal(await parked.resume(id, newId()), null)
  // Another cart that is on the screen stays there.
  await parked.saveCurrent({ id: other, lines: [] })
  await park()
  assert.deepEqual(await parked.readCurrent(), { id: other, lines: [] })
})

test('tickets that are appended at once take each its own number', async () => {
  await append(OPENING)
  const all = await Promise.all(Array.from({ length: 4 }, () => append(sale())))
  assert.deepEqual(all.map(({ number }) => number).sort(), [2, 3, 4, 5])
})

test('what cannot be recorded now is refused before anything is written', async () => {
  assert.equal(await refusal(append(sale())), 'no_drawer')
  await append(OPENING)
  assert.equal(await refusal(append(OPENING)), 'drawer_open')
  await database.place.update('place', { leaseLost: 'cleared' })
  assert.equal(await refusal(append(sale())), 'lease_lost')
  await database.place.update('place', { lease: null, leaseLost: null })
  assert.equal(await refusal(append(sale())), 'no_register')
  assert.equal(await database.records.count(), 1)
})

test('stock is taken once, and tickets are found by their receipts', async () => {
  await append(OPENING)
  const { id } = await append(sale())
  assert.deepEqual(
    (await database.stock.toArray()).map(({ variantId, quantity }) => [variantId, quantity]),
    [[7, 1000]],
  )
  assert.equal((await database.sold.get(7))?.count, 1)
  const tickets = new TillTickets(database)
  for (const typed of ['1-2-3-2', ' 1-2-3-000002 ']) assert.equal((await tickets.byReference(typed))?.id, id)
  assert.equal(await tickets.byReference('x'), null)
  assert.deepEqual((await tickets.recent({ text: 'article' })).length, 1)
})

test('what was delivered long ago is forgotten; what waits or was refused never is', async () => {
  await append(OPENING)
  for (let count = 0; count < 3; count += 1) await append(sale())
  const day = 86_400_000
  await database.records.update(2, { state: 'delivered', answeredAtMs: day })
  await database.records.update(3, { state: 'refused', answeredAtMs: day })
  await new TillTickets(database).purge(40 * day)
  assert.deepEqual(
    (await database.records.toArray()).map(({ sequence }) => sequence),
    [1, 3, 4],
  )
  assert.equal(await database.tickets.count(), 2)
})

test('a disk that is full takes the ticket that is being paid, from the reserve, and refuses the next', async (t) => {
  await append(OPENING)
  assert.equal(await keepReserve(database), true)
  const add = database.records.add.bind(database.records)
  let isFull = true
  const full = () => Object.assign(new Error('full'), { name: 'QuotaExceededError' })
  t.mock.method(database.records, 'add', (...args: Parameters<typeof add>) => {
    if (isFull) throw full()
    return add(...args)
  })
  t.mock.method(database.kept, 'delete', async () => {
    isFull = false
  })
  const kept = await append(sale())
  assert.equal(kept.number, 2)
  await database.kept.clear()
  isFull = true
  assert.equal(await refusal(append(sale())), 'storage_full')
  assert.equal((await database.place.get('place'))?.lastNumber, 2)
  assert.equal(await database.tickets.count(), 1)
})
