import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { makeStore } from '../../test/harness/factories.ts'
import { makeArticle } from '../../test/harness/inventory.ts'
import { findStockFaults } from './index.ts'

const { sql, as } = await testApplication({ after })
const store = await makeStore(sql)
const clerk = as('manager', { storeIds: [store.id] })
const pathOf = (variantId: number) => `/api/v1/product-variants/${variantId}/stock`
const put = (variantId: number, body: object, headers: Record<string, string> = {}) =>
  clerk.put(pathOf(variantId), { store_id: store.id, reason: 'Inventaire', ...body }, headers)

describe('adjusting stock', () => {
  test('sets what is on hand, adds to it, and answers the movement each time', async () => {
    const { variantId } = await makeArticle(sql, { cost: '2.5' })
    const set = await put(variantId, { on_hand: '10' })
    assert.equal(set.status, 200, set.raw.toString())
    assert.equal(set.body.message, 'Stock mis à jour avec succès.')
    const { on_hand, value, average_cost, status, currency, movement } = set.body.data
    assert.deepEqual([on_hand, value, average_cost, status, currency], ['10', '25.00', '2.50', 'in', 'CAD'])
    assert.deepEqual([movement.kind, movement.quantity, movement.balance_after], ['adjustment', '10', '10'])
    assert.deepEqual([movement.reason, movement.value], ['Inventaire', '25.00'])
    assert.equal(movement.actor_name, (await clerk.person).name)
    const added = await put(variantId, { delta: -2.345, reason: 'Casse' }, { 'accept-language': 'en' })
    assert.equal(added.body.message, 'Stock updated.')
    assert.deepEqual([added.body.data.on_hand, added.body.data.value], ['7.655', '19.14'])
    assert.deepEqual([added.body.data.movement.quantity, added.body.data.movement.value], ['-2.345', '-5.86'])
  })

  test('leaves no movement where nothing changes', async () => {
    const { variantId } = await makeArticle(sql)
    assert.equal((await put(variantId, { on_hand: 0 })).body.data.movement, null)
    await put(variantId, { on_hand: '3' })
    assert.equal((await put(variantId, { on_hand: '3.000' })).body.data.movement, null)
    assert.equal((await put(variantId, { delta: '0' })).body.data.on_hand, '3')
    const movements = await sql`select 1 from stock_movements where variant_id = ${variantId}`
    assert.equal(movements.length, 1)
  })

  test('missing goods that are found again post their difference of cost', async () => {
    const { variantId } = await makeArticle(sql, { cost: '2.5' })
    const short = await put(variantId, { delta: '-2' })
    assert.deepEqual([short.body.data.status, short.body.data.value], ['negative', '-5.00'])
    await sql`update product_variants set cost = 4 where id = ${variantId}`
    const found = await put(variantId, { on_hand: '3' })
    assert.deepEqual([found.body.data.on_hand, found.body.data.value], ['3', '12.00'])
    assert.deepEqual([found.body.data.movement.kind, found.body.data.movement.quantity], ['adjustment', '5'])
    const kinds = await sql`select kind, value_minor from stock_movements where variant_id = ${variantId} order by id`
    assert.deepEqual(
      kinds.map((row) => [row.kind, row.value_minor]),
      [
        ['adjustment', -500],
        ['adjustment', 2000],
        ['cost_variance', -300],
      ],
    )
  })

  test('an article of unknown cost is worth nothing; a yen has no cents', async () => {
    const unknown = await makeArticle(sql, { cost: undefined })
    assert.equal((await put(unknown.variantId, { on_hand: '4' })).body.data.value, '0.00')
    const tokyo = await makeStore(sql, { currency: 'JPY', tax_zone: 'NONE', time_zone: 'Asia/Tokyo' })
    const { variantId } = await makeArticle(sql, { cost: '120.5' })
    const body = { store_id: tokyo.id, on_hand: '3', reason: 'Ouverture' }
    const { data } = (await as('owner').put(pathOf(variantId), body)).body
    assert.deepEqual([data.value, data.average_cost, data.currency], ['362', '120.6667', 'JPY'])
  })

  test('is done once for one idempotency key', async () => {
    const { variantId } = await makeArticle(sql)
    const key = { 'idempotency-key': randomUUID() }
    const answers = await Promise.all(Array.from({ length: 5 }, () => put(variantId, { delta: '2' }, key)))
    assert.deepEqual(new Set(answers.map((answer) => answer.body.data.on_hand)), new Set(['2']))
    assert.equal(answers.filter((answer) => answer.headers['idempotent-replayed'] === 'true').length, 4)
    assert.equal((await put(variantId, { delta: '3' }, key)).status, 409)
    const [level] = await sql`select on_hand from stock_levels where variant_id = ${variantId}`
    assert.equal(level?.on_hand, '2.000')
  })

  test('a French program names the store in French', async () => {
    const { variantId } = await makeArticle(sql)
    const answer = await clerk.put(pathOf(variantId), { magasin_id: store.id, delta: 1, reason: 'Reçu' })
    assert.equal(answer.status, 200)
  })

  test('what is left of a deleted article can be corrected, where it was kept', async () => {
    const { variantId, productId } = await makeArticle(sql)
    await put(variantId, { on_hand: '2' })
    await sql`update products set deleted_at = now() where id = ${productId}`
    assert.equal((await put(variantId, { on_hand: '0' })).status, 200)
    const fresh = await makeArticle(sql)
    await sql`update product_variants set deleted_at = now() where id = ${fresh.variantId}`
    assert.equal((await put(fresh.variantId, { on_hand: '0' })).status, 404)
  })
})

describe('removing stock', () => {
  test('takes the level to nothing and keeps its history', async () => {
    const { variantId } = await makeArticle(sql)
    const path = `${pathOf(variantId)}/${store.id}`
    assert.equal((await clerk.del(path)).status, 404)
    await put(variantId, { on_hand: '3' })
    const removed = await clerk.del(`${path}?reason=Fin%20de%20s%C3%A9rie`)
    assert.equal(removed.body.message, 'Stock retiré avec succès.')
    const { on_hand, value, average_cost, status, movement } = removed.body.data
    assert.deepEqual([on_hand, value, average_cost, status], ['0', '0.00', null, 'out'])
    assert.deepEqual([movement.quantity, movement.reason], ['-3', 'Fin de série'])
    const again = await clerk.del(path)
    assert.deepEqual([again.status, again.body.data.movement], [200, null])
    const history = (await clerk.get(`/api/v1/stock-movements?variant_id=${variantId}`)).body.data
    assert.deepEqual(
      history.map((entry: { quantity: string }) => entry.quantity),
      ['-3', '3'],
    )
  })
})

test('what still has stock is not deleted', async () => {
  const corner = await makeStore(sql)
  const { variantId, productId } = await makeArticle(sql)
  const owner = as('owner')
  await owner.put(pathOf(variantId), { store_id: corner.id, on_hand: 1, reason: 'Ouverture' })
  const paths = [
    `/api/v1/stores/${corner.id}`,
    `/api/v1/product-variants/${variantId}`,
    `/api/v1/products/${productId}`,
  ]
  const refusals = []
  for (const path of paths) refusals.push(await owner.del(path))
  assert.deepEqual(
    refusals.map(({ status, body }) => [status, body.code]),
    [
      [409, 'store_in_use'],
      [409, 'product_in_use'],
      [409, 'product_in_use'],
    ],
  )
  const currency = await owner.put(`/api/v1/stores/${corner.id}`, { currency: 'EUR' })
  assert.deepEqual([currency.status, currency.body.code], [409, 'store_currency_in_use'])
  await owner.del(`${pathOf(variantId)}/${corner.id}`)
  for (const path of [paths[2], paths[0]]) assert.equal((await owner.del(path as string)).status, 200)
})

describe('bad input', () => {
  const { storeId } = { storeId: store.id }
  const both = ['on_hand', 'delta']
  const CASES: readonly [what: string, body: unknown, status: number, fields: readonly string[]][] = [
    ['nothing', {}, 422, ['store_id', 'reason']],
    ['no quantity', { store_id: storeId, reason: 'x' }, 422, both],
    ['two quantities', { store_id: storeId, reason: 'x', on_hand: 1, delta: 1 }, 422, both],
    ['no reason', { store_id: storeId, on_hand: 1 }, 422, ['reason']],
    ['a reason of spaces', { store_id: storeId, on_hand: 1, reason: '   ' }, 422, ['reason']],
    ['a long reason', { store_id: storeId, on_hand: 1, reason: 'x'.repeat(501) }, 422, ['reason']],
    ['less than nothing on hand', { store_id: storeId, on_hand: -1, reason: 'x' }, 422, ['on_hand']],
    ['four decimals', { store_id: storeId, delta: '0.0001', reason: 'x' }, 422, ['delta']],
    ['too much', { store_id: storeId, delta: '1000000', reason: 'x' }, 422, ['delta']],
    ['an exponent', { store_id: storeId, delta: '1e3', reason: 'x' }, 422, ['delta']],
    ['a word', { store_id: storeId, on_hand: 'dix', reason: 'x' }, 422, ['on_hand']],
    ['null', { store_id: storeId, on_hand: null, reason: 'x' }, 422, ['on_hand']],
    ['a store that is no number', { store_id: 'a', on_hand: 1, reason: 'x' }, 422, ['store_id']],
    ['an unknown field', { store_id: storeId, on_hand: 1, reason: 'x', cost: 2 }, 422, ['cost']],
    ['a NUL', { store_id: storeId, on_hand: 1, reason: 'a\u0000b' }, 422, ['reason']],
    ['a list', [], 422, ['body']],
    ['a store that is not there', { store_id: 987_654, on_hand: 1, reason: 'x' }, 404, []],
    ['no JSON', '{"store_id":', 400, []],
  ]
  for (const [what, body, status, fields] of CASES) {
    test(`${what} answers ${status}`, async () => {
      const { variantId } = await makeArticle(sql)
      const answer = await clerk.put(pathOf(variantId), body as object)
      assert.equal(answer.status, status, answer.raw.toString())
      assert.deepEqual(Object.keys(answer.body.errors ?? {}).sort(), [...fields].sort())
    })
  }

  test('says what is wrong in both languages', async () => {
    const { variantId } = await makeArticle(sql)
    const body = { store_id: store.id, on_hand: 1 }
    const french = await clerk.put(pathOf(variantId), body)
    assert.deepEqual(french.body.errors.reason, ['Le motif est obligatoire.'])
    const english = await clerk.put(pathOf(variantId), body, { 'accept-language': 'en' })
    assert.deepEqual(english.body.errors.reason, ['The reason is required.'])
  })

  test('an article that is not there, or no number, is not found', async () => {
    const body = { store_id: store.id, on_hand: 1, reason: 'x' }
    assert.equal((await clerk.put(pathOf(987_654), body)).status, 404)
    assert.equal((await clerk.put('/api/v1/product-variants/abc/stock', body)).status, 400)
    assert.equal((await clerk.put('/api/v1/product-variants/9007199254740993/stock', body)).status, 400)
  })

  test('a level cannot grow beyond what can be kept', async () => {
    const { variantId } = await makeArticle(sql, { cost: '9999999999' })
    await put(variantId, { on_hand: '999999' })
    const over = await put(variantId, { delta: '999999' })
    assert.equal(over.status, 422)
    assert.deepEqual(Object.keys(over.body.errors), ['delta'])
    const list = await clerk.get(`/api/v1/stock?variant_id=${variantId}`)
    assert.equal(list.body.data[0].value, '9999989999000001.00')
  })
})

test('after all of it, every level is the sum of its movements', async () => {
  assert.equal((await findStockFaults(sql)).length, 0)
})
