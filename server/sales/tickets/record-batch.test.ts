import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { pack, unpack } from 'msgpackr'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, newId, onHandOf, saleOf } from '../../../test/harness/sales.ts'

const SALES = '/api/v1/sales'
const BATCH = '/api/v1/sales/batch'
const { sql, as, log } = await testApplication({ after })
const shop = await makeShop(sql, { tills: 3, stock: 10_000 })
const elsewhere = await makeShop(sql)
const manager = as('manager', { storeIds: [shop.store.id] })
const cashier = as('cashier', { storeIds: [shop.store.id] })
const variantId = shop.articles[0]?.variantId ?? 0

type Each = {
  id: string | null
  status: number
  code?: string
  errors?: Record<string, string[]>
  data?: { id: string }
}
const statusesOf = (answers: Each[]) => answers.map((answer) => answer.status)

test('each record is answered by itself, in its place: sold, returned, repeated, refused', async () => {
  const earlier = saleOf(shop, { payments: [{ method: 'card', amount: '34.48' }] })
  assert.equal((await manager.post(SALES, earlier)).status, 201)
  const records = [
    saleOf(shop),
    { kind: 'sale', ...saleOf(shop, { register_id: shop.tillIds[0] }) },
    {
      kind: 'return',
      id: newId(),
      sale_id: earlier.id,
      lines: [{ sale_line: 1, quantity: '1' }],
      refunds: [{ method: 'card', amount: '34.48' }],
    },
    earlier,
    { ...earlier, note: 'Autre contenu' },
    saleOf(shop, { payments: [] }),
    saleOf(shop, { lines: [{ variant_id: 999_999, quantity: '1' }] }),
    saleOf(elsewhere),
    { kind: 'drawer', id: newId() },
    { ...saleOf(shop), couleur: 'rouge' },
    { ...saleOf(shop), id: undefined },
    saleOf(shop),
  ]
  const answer = await manager.post(BATCH, { records })
  assert.equal(answer.status, 200)
  const answers: Each[] = answer.body.data
  assert.deepEqual(statusesOf(answers), [201, 201, 201, 200, 409, 422, 422, 404, 422, 422, 422, 201])
  assert.deepEqual(
    answers.map((each) => each.id),
    records.map((record) => record.id ?? null),
  )
  assert.deepEqual(answers[4]?.code, 'duplicate_id')
  assert.deepEqual(Object.keys(answers[6]?.errors ?? {}), ['lines.0.variant_id'])
  assert.deepEqual(Object.keys(answers[8]?.errors ?? {}), ['kind'])
  assert.deepEqual(Object.keys(answers[9]?.errors ?? {}), ['couleur'])
  assert.deepEqual(Object.keys(answers[10]?.errors ?? {}), ['id'])
  assert.equal(answers[2]?.data?.id, records[2]?.id)
})

test('refusals are told in the language that was asked for', async () => {
  const records = [saleOf(shop, { payments: [] })]
  const french = await manager.post(BATCH, { records })
  const english = await manager.post(BATCH, { records }, { 'accept-language': 'en' })
  assert.deepEqual(french.body.data[0].errors, { payments: ['Il reste 34,48\u00a0$ à payer.'] })
  assert.deepEqual(english.body.data[0].errors, { payments: ['$34.48 remains to be paid.'] })
})

test('MessagePack comes in and goes out', async () => {
  const sale = saleOf(shop)
  const types = { 'content-type': 'application/msgpack', accept: 'application/msgpack' }
  const answer = await manager.post(BATCH, pack({ records: [sale, saleOf(shop, { payments: [] })] }), types)
  assert.equal(answer.status, 200)
  assert.equal(answer.headers['content-type'], 'application/msgpack')
  const body: { success: boolean; data: Each[] } = unpack(answer.raw)
  assert.deepEqual([body.success, statusesOf(body.data)], [true, [201, 422]])
  const read = await manager.get(`${SALES}/${sale.id}`, { accept: 'application/msgpack' })
  assert.equal(unpack(read.raw).data.id, sale.id)
  assert.equal((await manager.post(SALES, pack(sale), types)).status, 415)
  assert.equal((await manager.post(BATCH, Buffer.from([0xc1, 0xff]), types)).status, 400)
})

test('the same sale twice in one batch is recorded once', async () => {
  const sale = saleOf(shop)
  const answer = await manager.post(BATCH, { records: [sale, sale, { ...sale, note: 'Autre' }, sale] })
  const answers: Each[] = answer.body.data
  assert.deepEqual(statusesOf(answers).sort(), [200, 200, 201, 409])
  const same = answers.filter((each) => each.status < 300)
  for (const each of same) assert.deepEqual(each.data, same[0]?.data)
  assert.equal((await sql`select from sales where id = ${sale.id}`).length, 1)
})

test('a whole day of a store in one request: numbers without gaps, stock exact', async () => {
  const before = Number(await onHandOf(sql, shop.store.id, variantId))
  const till = shop.tillIds[2]
  const records = Array.from({ length: 500 }, () => saleOf(shop, { register_id: till }))
  const answer = await manager.post(BATCH, { records })
  assert.deepEqual(new Set(statusesOf(answer.body.data)), new Set([201]))
  const [row] = await sql<{ numbers: number[] }[]>`
    select array_agg(number order by number) as numbers from sales where register_id = ${till ?? 0}`
  assert.deepEqual(
    row?.numbers,
    records.map((_, index) => index + 1),
  )
  assert.equal(Number(await onHandOf(sql, shop.store.id, variantId)), before - 500)
})

test('whoever may sell and not return is refused the returns alone', async () => {
  const sale = saleOf(shop, { payments: [{ method: 'card', amount: '34.48' }] })
  const seller = as('manager', { storeIds: [shop.store.id], abilities: ['sales.create', 'sales.view'] })
  const refund = { sale_id: sale.id, lines: [{ sale_line: 1, quantity: '1' }], refunds: sale.payments }
  const answer = await seller.post(BATCH, { records: [sale, { kind: 'return', id: newId(), ...refund }] })
  assert.deepEqual(statusesOf(answer.body.data), [201, 403])
  const both = await cashier.post(BATCH, { records: [{ kind: 'return', id: newId(), ...refund }] })
  assert.deepEqual(statusesOf(both.body.data), [201])
})

test('a batch is refused whole when it is no batch', async () => {
  for (const body of [{}, { records: [] }, { records: 'x' }, { records: [1] }, { records: [], more: 1 }]) {
    assert.equal((await manager.post(BATCH, body)).status, 422, JSON.stringify(body))
  }
  const tooMany = Array.from({ length: 501 }, () => ({}))
  assert.equal((await manager.post(BATCH, { records: tooMany })).status, 422)
})

test('nothing of all this was a fault of the server', () => {
  assert.deepEqual(log.faults, [])
})
