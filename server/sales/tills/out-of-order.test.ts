// What tills made while they were alone comes in any order, some of it twice, after everything has changed: all of it is
// recorded once, and whole.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { testApplication } from '../../../test/harness/app.ts'
import type { Client } from '../../../test/harness/client.ts'
import { makeShop, newId, onHandOf, type Shop } from '../../../test/harness/sales.ts'
import { type DeliveredRecord, makeTillOn, type Till } from '../../../test/harness/tills.ts'
import { findSalesFaults } from '../faults/find-sales-faults.ts'

const SEED = process.env.TILLS_SEED === undefined ? undefined : Number(process.env.TILLS_SEED)
const application = await testApplication({ after }, { max: 12 })
const { sql, as, log } = application
const STOCK = 5_000

type Answer = { id: string; status: number; code?: string; data?: { flags: string[] }; record?: { flags: string[] } }

/** A day of a till: it opens, sells, takes back some of what it sold, moves cash, and closes. */
function playDay(till: Till, variantId: number, cashierId: number, count: number): DeliveredRecord[] {
  const session_id = newId()
  const head = { session_id, cashier_id: cashierId }
  const records = [till.record('session_open', { ...head, opening_float: '200.00' })]
  const sales: string[] = []
  while (records.length < count - 1) {
    const index = records.length
    if (index % 20 === 7) {
      records.push(till.record('cash_movement', { ...head, type: 'drop', amount: '100.00', reason: 'Coffre' }))
    } else if (index % 5 === 4 && sales.length > 0) {
      const lines = [{ sale_line: 1, quantity: '1' }]
      const refunds = [{ method: 'card', amount: '11.50' }]
      records.push(till.record('return', { ...head, sale_id: sales.pop(), lines, refunds, total: '-11.50' }))
    } else {
      const lines = [{ variant_id: variantId, quantity: '1', unit_price: '10.00' }]
      const payments = [{ method: 'card', amount: '11.50' }]
      const sale = till.record('sale', { ...head, lines, payments, total: '11.50' })
      sales.push(sale.id)
      records.push(sale)
    }
  }
  const closing = { ...head, counted: { cash: '100.00' }, last_number: count }
  return [...records, till.record('session_close', closing)]
}

/** Each of them at least once, some twice, in any order, in parcels of any size. */
const arbitraryPost = (records: readonly DeliveredRecord[]) =>
  fc
    .tuple(
      fc.shuffledSubarray([...records], { minLength: records.length }),
      fc.shuffledSubarray([...records], { maxLength: Math.floor(records.length / 4) }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: records.length, maxLength: records.length }),
    )
    .map(([once, twice, sizes]) => {
      const left = [...once, ...twice]
      const parcels: DeliveredRecord[][] = []
      for (const size of sizes) if (left.length > 0) parcels.push(left.splice(0, size))
      return [...parcels, ...(left.length > 0 ? [left] : [])]
    })

async function newShop(): Promise<{ shop: Shop; registerId: number; variantId: number }> {
  const shop = await makeShop(sql, { tills: 1, articles: [{ price: '10.00' }], stock: STOCK })
  return { shop, registerId: shop.tillIds[0] ?? 0, variantId: shop.articles[0]?.variantId ?? 0 }
}

/** The till's day is closed, all of it is there, and what it adds up to is what was sold. */
async function expectCompleteZ(client: Client, records: readonly DeliveredRecord[]): Promise<void> {
  const { body } = await client.get(`/api/v1/register-sessions/${records[0]?.session_id}/z-report`)
  const { session, totals, late, payments } = body.data
  const count = (kind: string) => records.filter((record) => record.kind === kind).length
  assert.equal(session.is_complete, true, JSON.stringify(session))
  assert.deepEqual([totals.tickets, totals.return_tickets], [count('sale'), count('return')])
  assert.deepEqual(late.tickets, [])
  assert.equal(Number(payments[0].kept), 11.5 * (count('sale') - count('return')))
}

async function expectWhole(shop: Shop, tills: readonly Till[], records: readonly DeliveredRecord[]): Promise<void> {
  const kept = await sql<{ id: string; flags: string[] }[]>`
    select id, flags from till_records where store_id = ${shop.store.id} order by id`
  assert.deepEqual(
    kept.map(({ id }) => id),
    records.map(({ id }) => id).sort(),
  )
  assert.deepEqual(
    kept.filter(({ flags }) => flags.length > 0),
    [],
  )
  for (const till of tills) {
    const own = records.filter((record) => record.device_id === till.deviceId).length
    const [lease] = await sql`
      select record_count::int, last_number::int from register_leases where device_id = ${till.deviceId}`
    assert.deepEqual([lease?.record_count, lease?.last_number], [own, own])
  }
  const open = await sql`select flag, details from reviews where store_id = ${shop.store.id} and settled_at is null`
  assert.deepEqual([...open], [])
  const waiting = await sql`select id from held_records where store_id = ${shop.store.id} and recorded_id is null`
  assert.deepEqual([...waiting], [])
  const count = (kind: string) => records.filter((record) => record.kind === kind).length
  const left = Number(await onHandOf(sql, shop.store.id, shop.articles[0]?.variantId ?? 0))
  assert.equal(left, STOCK - count('sale') + count('return'))
}

test('two tills of one register, the second after a take-over, deliver three hundred records each way', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const { shop, registerId, variantId } = await newShop()
      const manager = as('manager', { storeIds: [shop.store.id] })
      const cashier = as('cashier', { storeIds: [shop.store.id] })
      const { id: cashierId } = await cashier.person
      const place = { storeId: shop.store.id, registerId }
      const first = await makeTillOn(application, manager, place)
      const early = playDay(first, variantId, cashierId, 200)
      const second = await makeTillOn(application, manager, place, { takeOver: true })
      const late = playDay(second, variantId, cashierId, 100)
      assert.equal((await as('owner').del(`/api/v1/users/${cashierId}`)).status, 200)
      const posts = fc.sample(fc.tuple(arbitraryPost(early), arbitraryPost(late)), { numRuns: 1, seed })[0]
      assert.ok(posts !== undefined)
      const statuses = new Map<string, number>()
      const deliverAll = async (till: Till, parcels: readonly DeliveredRecord[][]) => {
        // Two at a time, as a till that has found the network again might.
        const waiting = [...parcels]
        const lane = async () => {
          for (let parcel = waiting.shift(); parcel !== undefined; parcel = waiting.shift()) {
            const { status, body } = await till.deliver(parcel)
            assert.equal(status, 200, JSON.stringify(body))
            for (const answer of body.data as Answer[]) {
              assert.ok([200, 201, 202].includes(answer.status), JSON.stringify(answer))
              if (answer.status === 202) assert.equal(answer.code, 'waits_for_sale')
              if (answer.status === 201) statuses.set(answer.id, (statuses.get(answer.id) ?? 0) + 1)
            }
          }
        }
        await Promise.all([lane(), lane()])
      }
      await Promise.all([deliverAll(first, posts[0]), deliverAll(second, posts[1])])
      for (const [id, times] of statuses) assert.equal(times, 1, `${id} was recorded ${times} times`)
      await expectWhole(shop, [first, second], [...early, ...late])
      for (const day of [early, late]) await expectCompleteZ(manager, day)
    }),
    { numRuns: 2, ...(SEED !== undefined && { seed: SEED }), endOnFailure: true },
  )
  assert.deepEqual(
    (await findSalesFaults(sql)).list().filter(({ faults }) => faults > 0),
    [],
  )
})

test('thirty-two clients deliver the same records of one till at once, each recorded once', async () => {
  const { shop, registerId, variantId } = await newShop()
  const manager = as('manager', { storeIds: [shop.store.id] })
  const till = await makeTillOn(application, manager, { storeId: shop.store.id, registerId })
  const records = playDay(till, variantId, 1, 40)
  const answers = await Promise.all(
    Array.from({ length: 32 }, (_, client) => till.deliver(client % 2 === 0 ? records : records.toReversed())),
  )
  const made = answers.flatMap(({ body }) => (body.data as Answer[]).filter(({ status }) => status === 201))
  // A return may have been recorded by the delivery of its sale, before whoever brought the return was answered.
  assert.equal(new Set(made.map(({ id }) => id)).size, made.length)
  await expectWhole(shop, [till], records)
  await expectCompleteZ(manager, records)
  assert.deepEqual(
    (await findSalesFaults(sql)).list().filter(({ faults }) => faults > 0),
    [],
  )
})

test('programs and a till share a register without taking each other’s numbers', async () => {
  const { shop, registerId, variantId } = await newShop()
  const manager = as('manager', { storeIds: [shop.store.id] })
  const till = await makeTillOn(application, manager, { storeId: shop.store.id, registerId })
  const records = playDay(till, variantId, 1, 64)
  const body = () => ({
    id: newId(),
    store_id: shop.store.id,
    register_id: registerId,
    lines: [{ variant_id: variantId, quantity: '1' }],
    payments: [{ method: 'card', amount: '11.50' }],
  })
  const answers = await Promise.all(
    records.flatMap((record) => [till.deliver([record]), manager.post('/api/v1/sales', body())]),
  )
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200, 201]))
  const rows = await sql<{ series: number; numbers: number; last: number }[]>`
    select series, count(distinct number)::int as numbers, max(number)::int as last from till_records
    where store_id = ${shop.store.id} group by series order by series`
  assert.deepEqual(
    [...rows],
    [
      { series: 0, numbers: 64, last: 64 },
      { series: 1, numbers: 64, last: 64 },
    ],
  )
  assert.deepEqual(
    (await findSalesFaults(sql)).list().filter(({ faults }) => faults > 0),
    [],
  )
})

test('no request was a fault of ours', () => assert.deepEqual(log.faults, []))
