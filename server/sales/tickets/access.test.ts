import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import type { Client } from '../../../test/harness/client.ts'
import { makeShop, newId, saleOf } from '../../../test/harness/sales.ts'

const SALES = '/api/v1/sales'
const { sql, as, guest, service, withToken } = await testApplication({ after })
const shop = await makeShop(sql)
const other = await makeShop(sql)
const here = { storeIds: [shop.store.id] }

const callers: Record<string, Client> = {
  guest,
  owner: as('owner'),
  manager: as('manager', here),
  cashier: as('cashier', here),
  'stock clerk': as('stock_clerk', here),
  analyst: as('analyst', here),
  'manager of another store': as('manager', { storeIds: [other.store.id] }),
  'cashier without a store': as('cashier'),
  'program with API_TOKEN': service,
  'token that may only read': as('manager', { ...here, abilities: ['sales.view'] }),
}

const owned = saleOf(shop, { payments: [{ method: 'card', amount: '34.48' }], note: 'Confidentiel' })
assert.equal((await callers.owner?.post(SALES, owned))?.status, 201)
const units = Object.keys(callers).length
const returnable = saleOf(shop, {
  lines: [{ description: 'Divers', unit_price: '1.00', tax_class: 'exempt', quantity: String(units) }],
  payments: [{ method: 'card', amount: `${units}.00` }],
})
assert.equal((await callers.owner?.post(SALES, returnable))?.status, 201)

const actions: Record<string, (caller: Client) => ReturnType<Client['get']>> = {
  sell: (caller) => caller.post(SALES, saleOf(shop)),
  batch: (caller) => caller.post(`${SALES}/batch`, { records: [saleOf(shop)] }),
  list: (caller) => caller.get(SALES),
  read: (caller) => caller.get(`${SALES}/${owned.id}`),
  receipt: (caller) => caller.get(`${SALES}/${owned.id}/receipt`),
  return: (caller) =>
    caller.post(`${SALES}/${returnable.id}/returns`, {
      id: newId(),
      lines: [{ sale_line: 1, quantity: '1' }],
      refunds: [{ method: 'card', amount: '1.00' }],
    }),
}

/** Statuses in the order of the actions. */
const expected: Record<string, number[]> = {
  guest: [401, 401, 401, 401, 401, 401],
  owner: [201, 200, 200, 200, 200, 201],
  manager: [201, 200, 200, 200, 200, 201],
  cashier: [201, 200, 200, 200, 200, 201],
  'stock clerk': [403, 403, 403, 403, 403, 403],
  analyst: [403, 403, 200, 200, 200, 403],
  'manager of another store': [404, 200, 200, 404, 404, 404],
  'cashier without a store': [404, 200, 200, 404, 404, 404],
  'program with API_TOKEN': [201, 200, 200, 200, 200, 201],
  'token that may only read': [403, 403, 200, 200, 200, 403],
}

for (const [name, caller] of Object.entries(callers)) {
  test(`what the ${name} may do`, async () => {
    const statuses: number[] = []
    for (const act of Object.values(actions)) {
      const answer = await act(caller)
      statuses.push(answer.status)
      const isOthers = name === 'manager of another store' || name === 'cashier without a store'
      if (answer.status >= 400 || isOthers) assert.doesNotMatch(answer.raw.toString(), /Confidentiel|"34\.48/)
    }
    assert.deepEqual(statuses, expected[name])
  })
}

test('in a batch another store’s sale is not found, and alone', async () => {
  const stranger = as('manager', { storeIds: [other.store.id] })
  const answer = await stranger.post(`${SALES}/batch`, { records: [saleOf(shop), saleOf(other)] })
  assert.deepEqual(
    answer.body.data.map((each: { status: number }) => each.status),
    [404, 201],
  )
})

test('a token that was revoked sells no more, even while it is remembered', async () => {
  const seller = as('cashier', { ...here, abilities: ['sales.create', 'sales.view'] })
  assert.equal((await seller.post(SALES, saleOf(shop))).status, 201)
  const { id, secret } = await seller.token
  const client = withToken(secret)
  assert.equal((await client.get(SALES)).status, 200)
  await sql`update tokens set revoked_at = now() where id = ${id}`
  const sale = saleOf(shop)
  assert.equal((await client.post(SALES, sale)).status, 401)
  assert.equal((await sql`select from sale_identities where id = ${sale.id}`).length, 0)
})
