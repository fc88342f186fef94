import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { makeArticle } from '../../../test/harness/inventory.ts'
import { stockUp } from '../../../test/harness/sales.ts'
import { expireReservations, findStockFaults } from '../index.ts'

const { sql, as } = await testApplication({ after })
const store = await makeStore(sql)
const elsewhere = await makeStore(sql)
const cashier = as('cashier', { storeIds: [store.id] })
const manager = as('manager', { storeIds: [store.id] })
const stranger = as('manager', { storeIds: [elsewhere.id] })
const PATH = '/api/v1/reservations'
const ENGLISH = { 'accept-language': 'en' }
const MINUTE_MS = 60_000
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS).toISOString()

/** An article of which so many units are there. */
async function stocked(units: number): Promise<number> {
  const { variantId } = await makeArticle(sql)
  await stockUp(sql, store.id, [variantId], units)
  return variantId
}
const reserve = (variantId: number, quantity: string | number, more: object = {}) =>
  cashier.post(PATH, { store_id: store.id, variant_id: variantId, quantity, ...more })
const made = async (...given: Parameters<typeof reserve>) => {
  const answer = await reserve(...given)
  assert.equal(answer.status, 201, answer.raw.toString())
  return answer.body.data
}
const levelOf = async (variantId: number) => {
  const { data } = (await cashier.get(`/api/v1/stock/${store.id}/${variantId}`)).body
  return [data.on_hand, data.reserved, data.available]
}
/** Its hour has come, and nobody has ended it yet. */
const letExpire = (id: number) => sql`
  update stock_reservations set expires_at = now() - interval '1 second' where id = ${id}`

describe('a reservation', () => {
  test('promises what is there, for a day where nothing is said', async () => {
    const variantId = await stocked(5)
    const answer = await reserve(variantId, '1.5', { reference: 'Commande 1042' })
    assert.equal(answer.status, 201, answer.raw.toString())
    assert.equal(answer.body.message, 'Réservation créée avec succès.')
    const { quantity, consumed, remaining, status, reference, expires_at, ended_at, sale_id } = answer.body.data
    assert.deepEqual([quantity, consumed, remaining, status], ['1.5', '0', '1.5', 'active'])
    assert.deepEqual([reference, ended_at, sale_id], ['Commande 1042', null, null])
    assert.ok(Math.abs(Date.parse(expires_at) - Date.now() - 24 * 60 * MINUTE_MS) < MINUTE_MS)
    assert.deepEqual(await levelOf(variantId), ['5', '1.5', '3.5'])
  })

  test('takes no more than is available', async () => {
    const variantId = await stocked(5)
    await made(variantId, '3')
    const refused = await reserve(variantId, '2.001')
    assert.deepEqual([refused.status, refused.body.code], [409, 'not_enough_stock'])
    assert.deepEqual(refused.body.errors, { quantity: ['Il y en a 2 de disponible.'] })
    const body = { store_id: store.id, variant_id: variantId, quantity: 3 }
    const english = await cashier.post(PATH, body, ENGLISH)
    assert.deepEqual(
      [english.body.error, english.body.errors.quantity],
      ['There is not enough of it: 2 available', ['2 of it is available.']],
    )
    await made(variantId, '2')
    assert.deepEqual(await levelOf(variantId), ['5', '5', '0'])
    const none = await makeArticle(sql)
    assert.deepEqual((await reserve(none.variantId, '1')).body.errors.quantity, ['Il y en a 0 de disponible.'])
  })

  test('can be extended and given up while it runs', async () => {
    const variantId = await stocked(2)
    const { id } = await made(variantId, '2', { expires_at: inMinutes(5) })
    const later = inMinutes(600)
    const extended = await cashier.patch(`${PATH}/${id}`, { expires_at: later })
    assert.deepEqual([extended.status, extended.body.data.expires_at], [200, later])
    assert.equal((await cashier.put(`${PATH}/${id}`, { expires_at: inMinutes(-1) })).status, 422)
    const released = await cashier.del(`${PATH}/${id}`)
    assert.equal(released.body.message, 'Réservation rendue avec succès.')
    assert.deepEqual([released.body.data.status, released.body.data.remaining], ['released', '0'])
    assert.ok(released.body.data.ended_at !== null)
    assert.deepEqual(await levelOf(variantId), ['2', '0', '2'])
    for (const answer of [
      await cashier.del(`${PATH}/${id}`),
      await cashier.patch(`${PATH}/${id}`, { expires_at: inMinutes(5) }),
    ]) {
      assert.deepEqual([answer.status, answer.body.code], [409, 'reservation_ended'])
    }
  })

  test('counts for nothing from its expiry on, whether or not the worker has come', async () => {
    const variantId = await stocked(3)
    const { id } = await made(variantId, '2')
    await letExpire(id)
    assert.deepEqual(await levelOf(variantId), ['3', '0', '3'])
    const shown = (await cashier.get(`${PATH}/${id}`)).body.data
    assert.deepEqual([shown.status, shown.remaining, shown.ended_at], ['expired', '0', shown.expires_at])
    assert.deepEqual((await cashier.get(`${PATH}?variant_id=${variantId}&status=active`)).body.data, [])
    assert.equal((await cashier.get(`${PATH}?variant_id=${variantId}&status=expired`)).body.meta.total, 1)
    assert.equal((await cashier.patch(`${PATH}/${id}`, { expires_at: inMinutes(5) })).status, 409)
    assert.equal((await cashier.del(`${PATH}/${id}`)).status, 409)
    assert.deepEqual(await findStockFaults(sql), [])
    await made(variantId, '3')
    assert.deepEqual(await levelOf(variantId), ['3', '3', '0'])
    assert.deepEqual(await findStockFaults(sql), [])
  })

  test('is ended by the worker, once', async () => {
    const variantId = await stocked(9)
    const ids = [await made(variantId, '1'), await made(variantId, '2'), await made(variantId, '4')].map(({ id }) => id)
    await Promise.all(ids.slice(0, 2).map(letExpire))
    assert.equal(await expireReservations(sql), 2)
    assert.equal(await expireReservations(sql), 0)
    const [level] = await sql`select reserved from stock_levels where variant_id = ${variantId}`
    assert.equal(level?.reserved, '4.000')
    const rows =
      await sql`select status, ended_at = expires_at as is_at_expiry from stock_reservations where id = ${ids[0]}`
    assert.deepEqual([...rows], [{ status: 'expired', is_at_expiry: true }])
  })

  test('is seen by those who work in its store, and found by what it is for', async () => {
    const variantId = await stocked(2)
    const { id } = await made(variantId, '1', { reference: 'Élodie' })
    const found = async (query: string) =>
      (await cashier.get(`${PATH}?${query}`)).body.data.map((row: { id: number }) => row.id)
    for (const query of ['q=elodie', 'reference=%C3%89lodie', `ids=${id}`, `variant_id=${variantId}&cursor=`]) {
      assert.deepEqual(await found(query), [id], query)
    }
    assert.deepEqual((await stranger.get(`${PATH}?ids=${id}`)).body.data, [])
    const asked = [
      await stranger.get(`${PATH}/${id}`),
      await stranger.del(`${PATH}/${id}`),
      await stranger.patch(`${PATH}/${id}`, { expires_at: inMinutes(5) }),
      await stranger.post(PATH, { store_id: store.id, variant_id: variantId, quantity: '1' }),
    ]
    assert.deepEqual(
      asked.map((answer) => answer.status),
      [404, 404, 404, 404],
    )
  })

  const CASES: readonly [what: string, change: object, fields: readonly string[]][] = [
    ['of nothing', { quantity: '0' }, ['quantity']],
    ['of an article that is not there', { variant_id: 987_654 }, ['variant_id']],
    ['until yesterday', { expires_at: inMinutes(-24 * 60) }, ['expires_at']],
    ['for years', { expires_at: '2199-01-01T00:00:00Z' }, ['expires_at']],
    ['until someday', { expires_at: 'demain' }, ['expires_at']],
    ['with a long reference', { reference: 'x'.repeat(101) }, ['reference']],
  ]
  for (const [what, change, fields] of CASES) {
    test(`${what} is refused`, async () => {
      const answer = await reserve(await stocked(1), '1', change)
      assert.equal(answer.status, 422, answer.raw.toString())
      assert.deepEqual(Object.keys(answer.body.errors), fields)
    })
  }

  test('is made once for one idempotency key', async () => {
    const variantId = await stocked(10)
    const key = { 'idempotency-key': randomUUID() }
    const body = { store_id: store.id, variant_id: variantId, quantity: '2' }
    const answers = await Promise.all(Array.from({ length: 5 }, () => cashier.post(PATH, body, key)))
    assert.equal(new Set(answers.map((answer) => answer.body.data.id)).size, 1)
    assert.deepEqual(await levelOf(variantId), ['10', '2', '8'])
  })
})

describe('a sale', () => {
  const sell = (lines: readonly object[]) =>
    cashier.post('/api/v1/sales', {
      id: randomUUID(),
      store_id: store.id,
      lines,
      payments: [{ method: 'cash', amount: '1000' }],
    })

  test('takes of the reservation that its line names, as far as some remains', async () => {
    const variantId = await stocked(10)
    const { id } = await made(variantId, '3')
    const first = await sell([{ variant_id: variantId, quantity: '2', reservation_id: id }])
    assert.equal(first.status, 201, first.raw.toString())
    const partly = (await cashier.get(`${PATH}/${id}`)).body.data
    assert.deepEqual(
      [partly.status, partly.consumed, partly.remaining, partly.sale_id],
      ['active', '2', '1', first.body.data.id],
    )
    assert.deepEqual(await levelOf(variantId), ['8', '1', '7'])
    const second = await sell([
      { variant_id: variantId, quantity: '4', reservation_id: id },
      { variant_id: variantId, quantity: '1' },
    ])
    assert.equal(second.status, 201, second.raw.toString())
    const whole = (await cashier.get(`${PATH}/${id}`)).body.data
    assert.deepEqual([whole.status, whole.consumed, whole.sale_id], ['consumed', '3', second.body.data.id])
    assert.deepEqual(await levelOf(variantId), ['3', '0', '3'])
    const third = await sell([{ variant_id: variantId, quantity: '1', reservation_id: id }])
    assert.deepEqual([third.status, third.body.code], [409, 'reservation_ended'])
    assert.deepEqual(Object.keys(third.body.errors), ['lines.0.reservation_id'])
    assert.deepEqual(await levelOf(variantId), ['3', '0', '3'])
  })

  test('finds it taken by another sale of the same batch', async () => {
    const variantId = await stocked(5)
    const { id } = await made(variantId, '1')
    const record = () => ({
      id: randomUUID(),
      store_id: store.id,
      lines: [{ variant_id: variantId, quantity: '1', reservation_id: id }],
      payments: [{ method: 'cash', amount: '1000' }],
    })
    const answer = await cashier.post('/api/v1/sales/batch', { records: [record(), record()] })
    assert.deepEqual(
      answer.body.data.map((item: { status: number; code?: string }) => `${item.status} ${item.code ?? ''}`).sort(),
      ['201 ', '409 reservation_ended'],
    )
    assert.deepEqual(await levelOf(variantId), ['4', '0', '4'])
  })

  test('names one of its own store and article', async () => {
    const [variantId, other] = [await stocked(5), await stocked(5)]
    const { id } = await made(variantId, '1')
    const line = { variant_id: other, quantity: '1' }
    for (const reservation_id of [id, 987_654]) {
      const answer = await sell([
        { variant_id: variantId, quantity: '1' },
        { ...line, reservation_id },
      ])
      assert.equal(answer.status, 422, answer.raw.toString())
      assert.deepEqual(Object.keys(answer.body.errors), ['lines.1.reservation_id'])
    }
    assert.deepEqual(await levelOf(other), ['5', '0', '5'])
  })

  test('in a store that refuses to sell below zero takes nothing that is promised to others', async () => {
    const policy = (below_zero: string) => manager.put(`/api/v1/stores/${store.id}/stock-policy`, { below_zero })
    await policy('refuse')
    const variantId = await stocked(5)
    const { id } = await made(variantId, '3')
    const short = await sell([
      { variant_id: variantId, quantity: '1' },
      { variant_id: variantId, quantity: '2' },
    ])
    assert.deepEqual([short.status, short.body.code], [409, 'not_enough_stock'])
    assert.deepEqual(short.body.errors, { 'lines.1.quantity': ['Il y en a 1 de disponible.'] })
    const own = await sell([{ variant_id: variantId, quantity: '5', reservation_id: id }])
    assert.equal(own.status, 201, own.raw.toString())
    const gone = await sell([{ variant_id: variantId, quantity: '0.001' }])
    assert.deepEqual(gone.body.errors, { 'lines.0.quantity': ['Il y en a 0 de disponible.'] })
    const expired = await stocked(2)
    await letExpire((await made(expired, '2')).id)
    assert.equal((await sell([{ variant_id: expired, quantity: '2' }])).status, 201)
    await policy('allow')
    const below = await sell([{ variant_id: variantId, quantity: '1' }])
    assert.deepEqual([below.status, below.body.data.flags], [201, []])
    await policy('warn')
    const flagged = await sell([{ variant_id: variantId, quantity: '1' }])
    assert.deepEqual([flagged.status, flagged.body.data.flags], [201, ['stock_negative']])
  })
})

test('after all of it, the stock is sound', async () => {
  assert.deepEqual(await findStockFaults(sql), [])
  const variantId = await stocked(4)
  await made(variantId, '3')
  await sql`update stock_levels set reserved = 2 where variant_id = ${variantId}`
  assert.deepEqual(await findStockFaults(sql), [
    {
      invariant: 'stock_reserved_is_sum_of_reservations',
      store_id: store.id,
      variant_id: variantId,
      expected: '3.000',
      found: '2.000',
    },
  ])
})
