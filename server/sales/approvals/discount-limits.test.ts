// How much a seller may take off by themselves: by role, over the line, in both tax modes, and never more by the way.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import type { Client } from '../../../test/harness/client.ts'
import { makeRole, makeToken, makeUser } from '../../../test/harness/factories.ts'
import { makeShop, type Shop, saleOf } from '../../../test/harness/sales.ts'

const SALES = '/api/v1/sales'
const ENGLISH = { 'accept-language': 'en' }
const application = await testApplication({ after })
const { sql, as, service, withToken, log } = application
const quebec = await makeShop(sql, { articles: [{ price: '100.00' }] })
const france = await makeShop(sql, {
  store: { time_zone: 'Europe/Paris', currency: 'EUR', tax_zone: 'FR', prices_include_tax: true },
  articles: [{ price: '100.00' }],
})

const percent = (value: string) => ({ type: 'percent', value })
const amount = (value: string) => ({ type: 'amount', value })
const lineOf = (shop: Shop, discount: object | null) => ({
  lines: [{ variant_id: shop.articles[0]?.variantId, quantity: '1', discount }],
})

/** Somebody with these roles in a store. */
async function seller(shop: Shop, roles: string[]): Promise<Client> {
  const person = await makeUser(sql, { roles, storeIds: [shop.store.id] })
  return withToken((await makeToken(sql, person.id)).secret)
}

async function roleWithLimit(limit: string | null, permissions: string[]): Promise<string> {
  const name = await makeRole(sql, permissions)
  await sql`update roles set discount_limit = ${limit}::numeric where name = ${name}`
  return name
}

for (const [mode, shop] of [
  ['without tax', quebec],
  ['with tax', france],
] as const) {
  const cashier = as('cashier', { storeIds: [shop.store.id] })

  test(`a cashier gives up to 10 % by themselves, of prices ${mode}`, async () => {
    const within = [
      lineOf(shop, percent('10')),
      lineOf(shop, amount('10.00')),
      { ...lineOf(shop, percent('5')), discount: percent('5.26') },
      { discount: amount('10.00') },
    ]
    for (const given of within) {
      const answer = await cashier.post(SALES, saleOf(shop, given))
      assert.equal(answer.status, 201, JSON.stringify([given, answer.body]))
    }
  })

  test(`more takes an approval, and says so of the field, of prices ${mode}`, async () => {
    const beyond: [object, string][] = [
      [lineOf(shop, percent('10.5')), 'lines.0.discount'],
      [lineOf(shop, amount('10.01')), 'lines.0.discount'],
      [{ ...lineOf(shop, percent('5')), discount: percent('5.3') }, 'lines.0.discount'],
      [{ discount: amount('10.01') }, 'discount'],
    ]
    for (const [given, field] of beyond) {
      const sale = saleOf(shop, { ...given })
      const french = await cashier.post(SALES, sale)
      assert.deepEqual([french.status, french.body.code], [403, 'approval_required'], JSON.stringify(given))
      assert.deepEqual(french.body.errors, { [field]: ['Une remise de plus de 10\u00a0% demande une approbation.'] })
      const english = await cashier.post(SALES, sale, ENGLISH)
      assert.deepEqual(english.body.errors, { [field]: ['A discount of more than 10% takes an approval.'] })
      assert.equal((await sql`select from sale_identities where id = ${sale.id}`).length, 0)
    }
  })
}

test('managers, owners and programs have no limit; who may give none needs an approval for any', async () => {
  const all = lineOf(quebec, percent('100'))
  const here = { storeIds: [quebec.store.id] }
  for (const client of [as('owner'), as('manager', here), service]) {
    assert.equal((await client.post(SALES, saleOf(quebec, all))).status, 201)
  }
  const plain = await seller(quebec, [await makeRole(sql, ['sales.create'])])
  assert.equal((await plain.post(SALES, saleOf(quebec))).status, 201)
  const refused = await plain.post(SALES, saleOf(quebec, lineOf(quebec, percent('1'))))
  assert.deepEqual(
    [refused.status, refused.body.errors],
    [
      403,
      {
        'lines.0.discount': ['Accorder une remise demande la permission sales.discount, ou une approbation.'],
      },
    ],
  )
})

test('of several roles the greatest limit counts, and only of those that give discounts', async () => {
  const sells = await roleWithLimit('5', ['sales.create', 'sales.discount'])
  const sellsMore = await roleWithLimit('20', ['sales.create', 'sales.discount'])
  const onlySees = await roleWithLimit(null, ['stock.view'])
  const give = async (client: Client, value: string) =>
    (await client.post(SALES, saleOf(quebec, lineOf(quebec, percent(value))))).status
  const little = await seller(quebec, [sells, onlySees])
  const more = await seller(quebec, [sells, sellsMore, onlySees])
  assert.deepEqual([await give(little, '5'), await give(little, '5.01'), await give(more, '20')], [201, 403, 201])
  assert.equal(await give(more, '20.5'), 403)
  assert.deepEqual(
    [
      (await little.get('/api/v1/me')).body.data.discount_limit,
      (await more.get('/api/v1/me')).body.data.discount_limit,
    ],
    ['5', '20'],
  )
})

test('who one is says how much one may take off', async () => {
  const limits = await Promise.all(
    [as('owner'), as('manager'), as('cashier'), as('analyst'), service].map(
      async (client) => (await client.get('/api/v1/me')).body.data.discount_limit,
    ),
  )
  assert.deepEqual(limits, [null, null, '10', '0', null])
})

test('a role that is given another limit lets its people give that much at once', async () => {
  const name = await roleWithLimit('5', ['sales.create', 'sales.discount'])
  const client = await seller(quebec, [name])
  const [role] = await sql<[{ id: number }]>`select id from roles where name = ${name}`
  const sale = () => client.post(SALES, saleOf(quebec, lineOf(quebec, percent('12.5'))))
  assert.equal((await sale()).status, 403)
  const changed = await as('owner').patch(`/api/v1/roles/${role.id}`, { discount_limit: '12.5' })
  assert.equal(changed.body.data.discount_limit, '12.5')
  assert.equal((await sale()).status, 201)
})

test('no request was a fault of ours', () => assert.deepEqual(log.faults, []))
