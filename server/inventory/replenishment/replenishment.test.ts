import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import type { Answer } from '../../../test/harness/client.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { makeArticle } from '../../../test/harness/inventory.ts'
import { takeStep } from '../../../test/harness/transfers.ts'
import { findStockFaults } from '../index.ts'

const { sql, as, log, service } = await testApplication({ after }, { max: 16 })
const warehouse = await makeStore(sql, { kind: 'warehouse', tax_zone: 'NONE', name: 'Entrepôt' })
const PATH = '/api/v1/replenishment'

type Body = Record<string, string | number | null>
type Proposal = Body & { why: Body }

/** A store of its own, so that no test sees another's needs. */
async function makeShop() {
  const store = await makeStore(sql, { tax_zone: 'NONE' })
  const clerk = as('stock_clerk', { storeIds: [store.id] })
  const manager = as('manager', { storeIds: [store.id] })
  return {
    store,
    clerk,
    manager,
    async proposals(query = ''): Promise<Proposal[]> {
      const answer = await clerk.get(`${PATH}/proposals?store_id=${store.id}${query}`)
      assert.equal(answer.status, 200, answer.raw.toString())
      return answer.body.data
    },
    request: (body: object, headers = {}) => clerk.post(`${PATH}/requests`, { store_id: store.id, ...body }, headers),
    async want(variantId: number, levels: object) {
      const answer = await manager.put(`/api/v1/stock/${store.id}/${variantId}/levels`, levels)
      assert.equal(answer.status, 200, answer.raw.toString())
    },
  }
}
const stock = async (storeId: number, variantId: number, quantity: string) => {
  const lines = [{ variant_id: variantId, quantity, unit_cost: '2' }]
  assert.equal((await service.post('/api/v1/stock-receipts', { store_id: storeId, lines })).status, 201)
}
const sell = async (storeId: number, variantId: number, quantity: string, daysAgo: number) => {
  const answer = await service.post('/api/v1/sales', {
    id: randomUUID(),
    store_id: storeId,
    occurred_at: new Date(Date.now() - daysAgo * 86_400_000).toISOString(),
    lines: [{ variant_id: variantId, quantity }],
    payments: [{ method: 'cash', amount: '100000' }],
  })
  assert.equal(answer.status, 201, answer.raw.toString())
}

describe('proposals', () => {
  test('say what to order of what lies at its reorder point, and why', async () => {
    const shop = await makeShop()
    const { variantId } = await makeArticle(sql, { name: 'Thé vert' })
    const enough = await makeArticle(sql)
    await shop.want(variantId, { reorder_point: '6', target: '24', pack_size: '12', lead_time_days: 3 })
    await shop.want(enough.variantId, { reorder_point: '1', target: '4' })
    await stock(shop.store.id, variantId, '8')
    await stock(shop.store.id, enough.variantId, '2')
    await stock(warehouse.id, variantId, '100')
    assert.deepEqual(await shop.proposals(), [])
    await service.post('/api/v1/reservations', { store_id: shop.store.id, variant_id: variantId, quantity: '3' })
    const [proposal, ...others] = await shop.proposals()
    assert.deepEqual(others, [])
    const { product_id, sku, ...shown } = proposal as Proposal
    assert.ok(product_id !== undefined && sku !== undefined)
    assert.deepEqual(shown, {
      store_id: shop.store.id,
      variant_id: variantId,
      product_name: 'Thé vert',
      variant_name: '',
      source_id: warehouse.id,
      source_name: 'Entrepôt',
      quantity: '24',
      wanted: '24',
      limited_by: null,
      why: {
        on_hand: '8',
        reserved: '3',
        in_transit: '0',
        requested: '0',
        position: '5',
        basis: 'levels',
        reorder_point: '6',
        target: '24',
        pack_size: '12',
        lead_time_days: 3,
        daily_sales: '0',
        days_left: null,
        source_available: '100',
        source_claimed: '0',
        others_wanted: '0',
        other_stores: 0,
      },
    })
    assert.deepEqual((await shop.proposals('&q=the%20VERT')).length, 1)
    assert.deepEqual(await shop.proposals('&q=noir'), [])
  })

  test('follow the sales where the store has said nothing, as its levels’ suggestion does', async () => {
    const shop = await makeShop()
    const { variantId } = await makeArticle(sql)
    await stock(shop.store.id, variantId, '29')
    await sql`alter table stock_movements disable trigger stock_movements_append_only`
    await sql`update stock_movements set recorded_at = now() - interval '60 days', occurred_at = now() - interval '60 days'
      where store_id = ${shop.store.id}`
    await sql`alter table stock_movements enable trigger stock_movements_append_only`
    for (let day = 0; day < 28; day += 1) await sell(shop.store.id, variantId, '1', day)
    const [proposal] = await shop.proposals()
    const { suggestion } = (await shop.clerk.get(`/api/v1/stock/${shop.store.id}/${variantId}`)).body.data
    assert.equal(suggestion.days, 28)
    assert.deepEqual(
      [proposal?.why.basis, proposal?.why.reorder_point, proposal?.why.target, proposal?.why.daily_sales],
      ['sales', suggestion.reorder_point, suggestion.target, suggestion.daily_sales],
    )
    assert.deepEqual([proposal?.why.position, proposal?.why.days_left], ['1', '1'])
    assert.equal(Number(proposal?.wanted), Number(suggestion.target) - 1)
    // The warehouse has none of it: said, and not ordered.
    assert.deepEqual([proposal?.quantity, proposal?.limited_by], ['0', 'source'])
    assert.equal((await shop.request({ all: true })).body.code, 'nothing_to_order')
  })

  test('of an article that is new here count from its coming', async () => {
    const shop = await makeShop()
    const { variantId } = await makeArticle(sql)
    await stock(shop.store.id, variantId, '8')
    await sell(shop.store.id, variantId, '7', 0)
    const [proposal] = await shop.proposals()
    const { suggestion } = (await shop.clerk.get(`/api/v1/stock/${shop.store.id}/${variantId}`)).body.data
    assert.deepEqual([suggestion.days, proposal?.why.daily_sales], [7, '1'])
    assert.equal(proposal?.why.target, suggestion.target)
  })

  test('come with the most urgent first, by page', async () => {
    const shop = await makeShop()
    const ids: number[] = []
    for (let count = 0; count < 5; count += 1) {
      const { variantId } = await makeArticle(sql)
      ids.push(variantId)
      await shop.want(variantId, { reorder_point: String(count + 1), target: '20' })
    }
    const order = (await shop.proposals('&per_page=100')).map((proposal) => proposal.variant_id)
    assert.deepEqual(order, ids.toReversed())
    const page = await shop.clerk.get(`${PATH}/proposals?store_id=${shop.store.id}&per_page=2&page=3`)
    assert.deepEqual(page.body.meta, { current_page: 3, last_page: 3, per_page: 2, total: 5 })
    assert.deepEqual(
      page.body.data.map((proposal: Proposal) => proposal.variant_id),
      [ids[0]],
    )
    for (const sort of ['', '-product_name', 'wanted,-id', 'shortfall']) {
      const walked: (string | number | null | undefined)[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const query = `store_id=${shop.store.id}&per_page=2&sort=${sort}&fields=wanted&cursor=${cursor}`
        const answer: Answer = await shop.clerk.get(`${PATH}/proposals?${query}`)
        assert.deepEqual(Object.keys(answer.body.data[0]), ['store_id', 'variant_id', 'wanted'])
        walked.push(...answer.body.data.map((proposal: Proposal) => proposal.variant_id))
        cursor = answer.body.meta.next_cursor
      }
      const whole = (await shop.proposals(`&per_page=100&sort=${sort}`)).map((proposal) => proposal.variant_id)
      assert.deepEqual(walked, whole, sort)
    }
    const some = await shop.proposals(`&ids=${ids[1]},${ids[3]}&sort=id`)
    assert.deepEqual(
      some.map((proposal) => proposal.variant_id),
      [ids[1], ids[3]],
    )
  })

  test('are for those who work there, of articles that are sold', async () => {
    const [shop, other] = [await makeShop(), await makeShop()]
    const product = await makeArticle(sql)
    await shop.want(product.variantId, { reorder_point: '5', target: '9' })
    assert.equal((await other.clerk.get(`${PATH}/proposals?store_id=${shop.store.id}`)).status, 404)
    assert.equal((await service.get(`${PATH}/proposals?store_id=987654`)).status, 404)
    assert.equal((await other.clerk.post(`${PATH}/requests`, { store_id: shop.store.id, all: true })).status, 404)
    assert.equal((await shop.proposals()).length, 1)
    await service.patch(`/api/v1/products/${product.productId}`, { is_active: false })
    assert.deepEqual(await shop.proposals(), [])
  })
})

describe('scarce goods', () => {
  test('are shared by what each store wants, and what is asked for comes first', async () => {
    const shops = [await makeShop(), await makeShop(), await makeShop()] as const
    const { variantId } = await makeArticle(sql)
    await stock(warehouse.id, variantId, '40')
    const targets = ['60', '20', '10']
    for (const [index, shop] of shops.entries()) {
      await shop.want(variantId, { reorder_point: '5', target: targets[index] })
    }
    const [large, middle, small] = shops
    const share = async (shop: typeof large) => {
      const [proposal] = await shop.proposals()
      return [
        proposal?.wanted,
        proposal?.quantity,
        proposal?.limited_by,
        proposal?.why.others_wanted,
        proposal?.why.other_stores,
      ]
    }
    assert.deepEqual(await share(large), ['60', '26', 'sharing', '30', 2])
    assert.deepEqual(await share(middle), ['20', '8', 'sharing', '70', 2])
    assert.deepEqual(await share(small), ['10', '4', 'sharing', '80', 2])
    const asked = await large.request({ all: true })
    assert.equal(asked.body.data.requested, '26')
    const [proposal] = await middle.proposals()
    assert.deepEqual([proposal?.why.source_available, proposal?.why.source_claimed], ['40', '26'])
    assert.deepEqual(await share(middle), ['20', '9', 'sharing', '10', 1])
    // Approved, it is reserved at the warehouse and asked for no more.
    await takeStep(as('manager', { storeIds: [warehouse.id] }), asked.body.data.id, 'approve')
    const [later] = await middle.proposals()
    assert.deepEqual([later?.why.source_available, later?.why.source_claimed, later?.quantity], ['14', '0', '9'])
  })
})

describe('a request', () => {
  test('makes one transfer of what is proposed, and orders nothing twice', async () => {
    const shop = await makeShop()
    const [first, second] = [await makeArticle(sql), await makeArticle(sql)]
    for (const { variantId } of [first, second]) {
      await shop.want(variantId, { reorder_point: '2', target: '10' })
      await stock(warehouse.id, variantId, '50')
    }
    const answers = await Promise.all(Array.from({ length: 8 }, () => shop.request({ all: true, note: 'Lundi' })))
    const made = answers.filter((answer) => answer.status === 201)
    assert.deepEqual([made.length, answers.filter((answer) => answer.status === 409).length], [1, 7])
    const { data } = made[0]?.body ?? {}
    assert.deepEqual(
      [data.origin, data.status, data.source_id, data.destination_id, data.note, data.requested],
      ['replenishment', 'requested', warehouse.id, shop.store.id, 'Lundi', '20'],
    )
    assert.deepEqual(await shop.proposals(), [])
    const again = await shop.request({ all: true })
    assert.deepEqual([again.status, again.body.code], [409, 'nothing_to_order'])
    // Called off, it is proposed again; received, it is there.
    await takeStep(shop.clerk, data.id, 'cancel')
    assert.equal((await shop.proposals()).length, 2)
    const once = await shop.request({ all: true })
    const boss = as('manager', { storeIds: [warehouse.id] })
    await takeStep(boss, once.body.data.id, 'approve')
    await takeStep(boss, once.body.data.id, 'ship')
    assert.deepEqual(await shop.proposals(), [])
    await takeStep(shop.clerk, once.body.data.id, 'receive')
    assert.deepEqual(await shop.proposals(), [])
  })

  test('may be for some articles, in other quantities, from another place', async () => {
    const shop = await makeShop()
    const elsewhere = await makeStore(sql, { tax_zone: 'NONE' })
    const [first, second] = [await makeArticle(sql), await makeArticle(sql)]
    for (const { variantId } of [first, second]) await shop.want(variantId, { reorder_point: '2', target: '10' })
    await stock(warehouse.id, first.variantId, '50')
    const some = await shop.request({ lines: [{ variant_id: first.variantId, quantity: '3' }] })
    assert.deepEqual([some.status, some.body.data.requested], [201, '3'])
    // The warehouse has none of the second; what another place has is for it to say.
    const line = { variant_id: second.variantId }
    const none = await shop.request({ lines: [line] })
    assert.deepEqual([none.status, Object.keys(none.body.errors)], [422, ['lines.0.variant_id']])
    const other = await shop.request({ source_id: elsewhere.id, lines: [line] })
    assert.deepEqual([other.status, other.body.data.requested, other.body.data.source_id], [201, '10', elsewhere.id])
    assert.equal((await shop.request({ source_id: elsewhere.id, lines: [line] })).status, 422)
  })

  test('is refused without lines, with both, or where nobody supplies the store', async () => {
    const shop = await makeShop()
    const { variantId } = await makeArticle(sql)
    for (const body of [{}, { all: true, lines: [{ variant_id: variantId }] }]) {
      assert.deepEqual(Object.keys((await shop.request(body)).body.errors), ['lines'])
    }
    const abroad = await makeStore(sql, { currency: 'EUR', tax_zone: 'FR', time_zone: 'Europe/Paris' })
    await service.put(`/api/v1/stock/${abroad.id}/${variantId}/levels`, { reorder_point: '1', target: '3' })
    const [proposal] = (await service.get(`${PATH}/proposals?store_id=${abroad.id}`)).body.data
    assert.deepEqual([proposal.source_id, proposal.quantity], [null, '3'])
    const answer = await service.post(`${PATH}/requests`, { store_id: abroad.id, all: true })
    assert.deepEqual([answer.status, Object.keys(answer.body.errors)], [422, ['source_id']])
  })
})

test('a store may be supplied by another place than the first warehouse', async () => {
  const shop = await makeShop()
  const depot = await makeStore(sql, { kind: 'warehouse', tax_zone: 'NONE' })
  const { variantId } = await makeArticle(sql)
  await shop.want(variantId, { reorder_point: '1', target: '3' })
  const policy = `/api/v1/stores/${shop.store.id}/stock-policy`
  const supplier = async () => (await shop.proposals())[0]?.source_id
  assert.equal(await supplier(), warehouse.id)
  assert.equal((await shop.manager.put(policy, { supplied_by: depot.id })).body.data.supplied_by, depot.id)
  assert.equal(await supplier(), depot.id)
  const abroad = await makeStore(sql, { currency: 'EUR', tax_zone: 'FR', time_zone: 'Europe/Paris' })
  for (const supplied_by of [shop.store.id, abroad.id, 987_654]) {
    const answer = await shop.manager.put(policy, { supplied_by })
    assert.deepEqual([answer.status, Object.keys(answer.body.errors)], [422, ['supplied_by']])
  }
  // One that is gone supplies nobody: back to the first warehouse.
  await service.del(`/api/v1/stores/${depot.id}`)
  assert.equal(await supplier(), warehouse.id)
  assert.equal((await shop.manager.put(policy, { supplied_by: null })).body.data.supplied_by, null)
})

test('after all of it, the stock is sound and nothing was a fault of ours', async () => {
  assert.deepEqual(await findStockFaults(sql), [])
  assert.deepEqual(log.faults, [])
})
