import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { makeStore } from '../../test/harness/factories.ts'
import { makeArticle } from '../../test/harness/inventory.ts'

const { sql, as, guest, service, withToken } = await testApplication({ after })
const here = await makeStore(sql)
const there = await makeStore(sql)
const { variantId } = await makeArticle(sql, { name: 'Théière en fonte' })

const inside = { storeIds: [here.id] }
const callers = {
  guest,
  'bad token': withToken('1|not-a-token'),
  owner: as('owner'),
  manager: as('manager', inside),
  cashier: as('cashier', inside),
  'stock clerk': as('stock_clerk', inside),
  analyst: as('analyst', inside),
  'manager of another store': as('manager', { storeIds: [there.id] }),
  'manager of no store': as('manager'),
  service,
} as const
type CallerName = keyof typeof callers

const adjust = { store_id: here.id, on_hand: '5', reason: 'Inventaire' }
await service.put(`/api/v1/product-variants/${variantId}/stock`, adjust)

type Request = readonly ['GET' | 'PUT' | 'DELETE', string, object?]
const REQUESTS: Readonly<Record<string, Request>> = {
  'a store’s stock': ['GET', `/stores/${here.id}/stock`],
  stock: ['GET', `/stock?store_id=${here.id}`],
  movements: ['GET', `/stock-movements?store_id=${here.id}`],
  adjust: ['PUT', `/product-variants/${variantId}/stock`, adjust],
  remove: ['DELETE', `/product-variants/${variantId}/stock/${here.id}`],
}
const COLUMNS = Object.keys(REQUESTS)

/** Statuses in the order of the requests; a list of another store's rows is 200 and empty. */
const EXPECTED: Readonly<Record<CallerName, readonly number[]>> = {
  guest: [401, 401, 401, 401, 401],
  'bad token': [401, 401, 401, 401, 401],
  owner: [200, 200, 200, 200, 200],
  manager: [200, 200, 200, 200, 200],
  cashier: [200, 200, 200, 403, 403],
  'stock clerk': [200, 200, 200, 200, 200],
  analyst: [200, 200, 200, 403, 403],
  'manager of another store': [404, 200, 200, 404, 404],
  'manager of no store': [404, 200, 200, 404, 404],
  service: [200, 200, 200, 200, 200],
}
const SEES_NOTHING: readonly CallerName[] = ['manager of another store', 'manager of no store']
const SEES_COST: readonly CallerName[] = ['owner', 'manager', 'service']

describe('who may do what with stock', () => {
  for (const [name, statuses] of Object.entries(EXPECTED) as [CallerName, readonly number[]][]) {
    for (const [index, what] of COLUMNS.entries()) {
      test(`${name}: ${what} answers ${statuses[index]}`, async () => {
        const [method, path, body] = REQUESTS[what] as Request
        const answer = await callers[name].send(method, `/api/v1${path}`, body)
        assert.equal(answer.status, statuses[index], answer.raw.toString())
        if (answer.status !== 200) return assert.doesNotMatch(answer.raw.toString(), /Théière/)
        if (SEES_NOTHING.includes(name)) return assert.deepEqual(answer.body.data, [])
        const row = Array.isArray(answer.body.data) ? answer.body.data[0] : answer.body.data
        assert.equal(row.product_name, 'Théière en fonte')
        assert.equal('value' in row, SEES_COST.includes(name))
        assert.equal(row.movement == null || 'value' in row.movement === SEES_COST.includes(name), true)
      })
    }
  }

  test('nobody learns from the answer whether a store exists', async () => {
    const elsewhere = callers['manager of another store']
    const existing = await elsewhere.put(`/api/v1/product-variants/${variantId}/stock`, adjust)
    const invented = await elsewhere.put(`/api/v1/product-variants/${variantId}/stock`, { ...adjust, store_id: 9999 })
    assert.deepEqual(existing.body, invented.body)
  })
})
