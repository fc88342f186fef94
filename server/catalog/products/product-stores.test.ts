import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeProduct } from '../../../test/harness/catalog.ts'
import { makeStore } from '../../../test/harness/factories.ts'

const { sql, as } = await testApplication({ after })
const [here, there] = [await makeStore(sql), await makeStore(sql)]
const owner = as('owner')
const manager = as('manager', { storeIds: [here.id] })
const PATH = '/api/v1/products'

const newProduct = async (storeIds: number[] = []) => (await makeProduct(sql, { store_ids: storeIds })).id
const sellers = async (id: number) => {
  const { stores, sold_everywhere } = (await owner.get(`${PATH}/${id}`)).body.data
  return { stores: stores.map((store: { id: number }) => store.id), everywhere: sold_everywhere }
}
const isListedIn = async (id: number, storeId: number) =>
  (await owner.get(`${PATH}?ids=${id}&store_id=${storeId}`)).body.meta.total === 1

describe('the stores that sell a product', () => {
  it('are all, until whoever acts in all stores names some', async () => {
    const id = await newProduct()
    assert.deepEqual(await sellers(id), { stores: [], everywhere: true })
    const answer = await owner.post(`${PATH}/${id}/stores`, { store_ids: [here.id, here.id] })
    assert.deepEqual([answer.status, answer.body.message], [200, 'Produit mis en vente dans ces magasins.'])
    assert.deepEqual(await sellers(id), { stores: [here.id], everywhere: false })
    assert.deepEqual([await isListedIn(id, here.id), await isListedIn(id, there.id)], [true, false])
    assert.equal((await owner.post(`${PATH}/${id}/stores`, { store_ids: [there.id] })).status, 200)
    assert.deepEqual(await sellers(id), { stores: [here.id, there.id], everywhere: false })
  })

  it('do not become all when the last one stops', async () => {
    const id = await newProduct([here.id])
    assert.equal((await owner.del(`${PATH}/${id}/stores/${here.id}`)).status, 200)
    assert.deepEqual(await sellers(id), { stores: [], everywhere: false })
    assert.deepEqual([await isListedIn(id, here.id), await isListedIn(id, there.id)], [false, false])
    assert.equal((await owner.del(`${PATH}/${id}/stores/${here.id}`)).status, 404)
    await owner.patch(`${PATH}/${id}`, { store_ids: [] })
    assert.equal((await sellers(id)).everywhere, false)
    await owner.patch(`${PATH}/${id}`, { sold_everywhere: true })
    assert.deepEqual([await isListedIn(id, here.id), await isListedIn(id, there.id)], [true, true])
    await owner.patch(`${PATH}/${id}`, { store_ids: [there.id] })
    assert.deepEqual(await sellers(id), { stores: [there.id], everywhere: false })
  })

  it('of a manager are the own ones; others are neither learnt of nor taken away', async () => {
    const everywhere = await newProduct()
    assert.equal((await manager.post(`${PATH}/${everywhere}/stores`, { store_ids: [here.id] })).status, 200)
    assert.deepEqual(await sellers(everywhere), { stores: [here.id], everywhere: true })
    const id = await newProduct([there.id])
    const answer = await manager.post(`${PATH}/${id}/stores`, { store_ids: [here.id] })
    assert.deepEqual(
      answer.body.data.stores.map((store: { id: number }) => store.id),
      [here.id],
    )
    assert.deepEqual((await sellers(id)).stores, [here.id, there.id])
    const foreign = await manager.post(`${PATH}/${id}/stores`, { store_ids: [here.id, there.id] })
    assert.deepEqual([foreign.status, Object.keys(foreign.body.errors)], [422, ['store_ids.1']])
    assert.equal((await manager.del(`${PATH}/${id}/stores/${there.id}`)).status, 404)
    assert.deepEqual((await sellers(id)).stores, [here.id, there.id])
    assert.equal((await owner.post(`${PATH}/${id}/stores`, { store_ids: [] })).status, 422)
    assert.equal((await owner.post(`${PATH}/999999/stores`, { store_ids: [here.id] })).status, 404)
  })

  it('of a product that all sell are not taken from it by a manager who names their own', async () => {
    const id = await newProduct()
    const named = await manager.patch(`${PATH}/${id}`, { store_ids: [here.id] })
    assert.equal(named.status, 200)
    assert.deepEqual(await sellers(id), { stores: [here.id], everywhere: true })
    assert.equal(await isListedIn(id, there.id), true)
    const refused = await manager.patch(`${PATH}/${id}`, { sold_everywhere: false })
    assert.deepEqual(
      [refused.status, refused.body.errors],
      [
        403,
        {
          sold_everywhere: ['Dire si tous les magasins vendent un produit demande la permission stores.all.'],
        },
      ],
    )
    const limited = await newProduct([there.id])
    const english = { 'accept-language': 'en' }
    const widened = await manager.put(`${PATH}/${limited}`, { sold_everywhere: true }, english)
    assert.deepEqual(
      [widened.status, widened.body.errors],
      [403, { sold_everywhere: ['Saying whether every store sells a product asks for the permission stores.all.'] }],
    )
    assert.equal((await manager.patch(`${PATH}/${limited}`, { sold_everywhere: false, name: 'Su' })).status, 200)
    assert.deepEqual(await sellers(limited), { stores: [there.id], everywhere: false })
  })

  it('are found again by a store that was deleted and comes back', async () => {
    const gone = await makeStore(sql)
    const id = await newProduct([here.id, gone.id])
    await owner.del(`/api/v1/stores/${gone.id}`)
    assert.equal((await owner.patch(`${PATH}/${id}`, { store_ids: [there.id] })).status, 200)
    await owner.post(`/api/v1/stores/${gone.id}/restore`)
    assert.deepEqual((await sellers(id)).stores, [there.id, gone.id])
  })
})
