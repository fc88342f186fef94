// A running program of the version before, while the next one's migration adds to every table.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../harness/app.ts'
import { makeShop, newId, saleOf } from '../harness/sales.ts'

const { app, as, log, sql } = await testApplication({ after })
const owner = as('owner')
const shop = await makeShop(sql, { tills: 1, articles: [{ price: '10.00', barcode: '3017620422003' }] })

/** What is asked again and again, so that the database has prepared it. */
const READS = app.routeTable
  .filter(({ method, path }) => method === 'GET' && path.startsWith('/api/v1/') && !path.endsWith('/live'))
  .map(({ path }) => path.replaceAll(/:\w+/g, String(shop.store.id)))

async function askEverything(turn: number): Promise<Record<string, number>> {
  const statuses: Record<string, number> = {}
  for (const path of READS) statuses[path] = (await owner.get(path)).status
  const variant = shop.articles[0]?.variantId
  const writes: readonly [string, 'post' | 'put' | 'patch', string, object][] = [
    ['a sale', 'post', '/api/v1/sales', saleOf(shop, { register_id: shop.tillIds[0] })],
    ['a batch', 'post', '/api/v1/sales/batch', { records: [{ kind: 'sale', ...saleOf(shop, { id: newId() }) }] }],
    [
      'stock',
      'put',
      `/api/v1/product-variants/${variant}/stock`,
      { store_id: shop.store.id, delta: 1, reason: 'Trouvé' },
    ],
    ['a product', 'post', '/api/v1/products', { name: `Article ${turn}` }],
    ['a store', 'post', '/api/v1/stores', { name: `Magasin ${turn}`, code: `T${turn}` }],
    ['a customer', 'post', '/api/v1/customers', { name: `Client ${turn}` }],
    ['a role', 'post', '/api/v1/roles', { name: `role-${turn}`, permissions: ['products.view'] }],
    ['its store', 'patch', `/api/v1/stores/${shop.store.id}`, { name: `Magasin renommé ${turn}` }],
  ]
  for (const [name, method, path, body] of writes) statuses[name] = (await owner[method](path, body)).status
  return statuses
}

test('answers as it did before', async () => {
  await askEverything(1)
  const before = await askEverything(2)
  const tables = await sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations'`
  assert.ok(tables.length > 50)
  await sql.unsafe(
    tables.map(({ name }) => `alter table "${name}" add column added_by_the_next_version text`).join(';'),
  )
  assert.deepEqual(await askEverything(3), before)
  assert.deepEqual(await askEverything(4), before)
  assert.deepEqual(log.faults, [])
})
