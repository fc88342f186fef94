import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { after, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { testApplication } from '../../../test/harness/app.ts'
import { makeCategory, makeProduct } from '../../../test/harness/catalog.ts'
import { catalogForm } from '../../../test/harness/catalog-form.ts'
import type { Cleaner } from '../../../test/harness/database.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { testImporter } from '../../../test/harness/importer.ts'
import { importFixture } from '../../../test/harness/imports.ts'
import { variantInStock } from '../../inventory/index.ts'
import { systemActor } from '../../platform/actor.ts'
import { exportProducts } from './export-products.ts'

async function chain(cleaner: Cleaner) {
  const application = await testApplication(cleaner)
  const importer = testImporter(cleaner, application)
  const owner = application.as('owner')
  const read = async (format: string, filters = '') => {
    const { status, raw } = await owner.get(`/api/v1/exports/products?format=${format}${filters}`)
    assert.equal(status, 200, raw.toString())
    return raw
  }
  return { ...application, ...importer, owner, read }
}
/** With their descriptions more than the connection holds. */
const PRODUCTS = 3000

type Chain = Awaited<ReturnType<typeof chain>>

const changes = (counts: Record<string, number>) =>
  Object.keys(counts).filter((name) => /_created$|_updated$|^refused$/.test(name))

/** What goes out comes back: into an empty chain as the same catalogue, into its own as nothing. */
async function assertRoundTrip(cleaner: Cleaner, { sql, read, run, owner }: Chain, format: string): Promise<void> {
  const exported = await read(format)
  const own = await run(owner, exported)
  assert.deepEqual([own.state, changes(own.counts)], ['done', []], JSON.stringify(own))
  const empty = await chain(cleaner)
  const made = await empty.run(empty.owner, exported)
  assert.equal(made.state, 'done')
  // A product without variants is nothing that Shopify's format can say.
  assert.deepEqual(made.problems.length, format === 'shopify' ? (own.problems_count as number) : 0)
  assert.deepEqual(await catalogForm(empty.sql), await catalogForm(sql))
  assert.deepEqual((await empty.read(format)).toString(), exported.toString())
}

const shared = await chain({ after })

for (const name of ['shopify-classic.csv', 'shopify-2025.csv']) {
  for (const format of ['shopify', 'comptoir', 'csv']) {
    test(`${name} goes out as ${format} and comes back the same`, async (t) => {
      const first = await chain(t)
      const imported = await first.run(first.owner, readFileSync(importFixture(name)))
      assert.ok(imported.counts.products_created > 0)
      await assertRoundTrip(t, first, format)
    })
  }
}

test('what the API can make of a product goes out in our format and comes back the same', async (t) => {
  const first = await chain(t)
  const { sql, owner } = first
  const top = await makeCategory(sql, { name: 'Aliments > secs' })
  const { id: categoryId } = await makeCategory(sql, { name: 'Vrac', parent_id: top.id })
  await makeProduct(sql, {
    name: '=cmd|"/c calc"!A1',
    description: "+dangereux\r\n'-pas vraiment\n«\u00a0déjà\u00a0»;,|\t\\",
    category_id: categoryId,
    vendor: '@moulin',
    tags: ['a, b', 'bio\\', '-10'],
    price: '1234567.0099',
    cost: '0.0001',
    compare_at_price: '2000000',
    sku: '-SKU,"1"',
    barcode: { code: 'ETAGERE 12', type: 'internal' },
    external_id: 'erp:=1',
    is_featured: true,
    is_active: false,
    tax_class: 'exempt',
  })
  await makeProduct(sql, { name: "'=déjà", sku: 'SANS-ID' })
  const loose = await owner.post('/api/v1/products', { name: 'Sans variante' })
  assert.equal(loose.status, 201)
  const { body } = await owner.post('/api/v1/products', { name: 'Café', price: '9.50' })
  const product = body.data
  const variantId = product.variants[0].id
  const send = async (method: 'PATCH' | 'POST', path: string, content: object) => {
    const answer = await owner.send(method, `/api/v1${path}`, content)
    assert.ok(answer.status < 300, JSON.stringify(answer.body))
    return answer.body.data
  }
  await send('PATCH', `/product-variants/${variantId}`, {
    sold_by: 'weight',
    content_quantity: '0.25',
    content_unit: 'kg',
    weight_grams: 250,
    barcodes: ['3017620422003', { code: 'CAFE-1', type: 'internal' }],
    external_id: 'v:1',
  })
  await send('POST', `/products/${product.id}/variants`, {
    name: 'À prix libre',
    is_open_price: true,
    sku: 'LIBRE',
    is_active: false,
    barcode: '4006381333931',
  })
  const shirt = await send('POST', '/products', { name: 'Chandail' })
  for (const [name, values] of [
    ['Taille', ['P', 'M']],
    ['Couleur', ['Rouge']],
    ['Col', ['V']],
    ['Matière', ['Laine']],
    ['Saison', ['Hiver']],
  ]) {
    await send('POST', `/products/${shirt.id}/options`, { name, values })
  }
  await send('POST', `/products/${shirt.id}/variants/matrix`, { price: '49.00' })
  assert.ok((await catalogForm(sql)).length >= 5)
  await assertRoundTrip(t, first, 'comptoir')
  await assertRoundTrip(t, first, 'csv')
  // Shopify's format holds less, but a chain finds its own again.
  const form = await catalogForm(sql)
  await sql`update products set category_id = null`
  const back = await first.run(owner, await first.read('shopify'))
  assert.equal(back.counts.products_created, undefined, JSON.stringify(back))
  assert.equal((await catalogForm(sql)).length, form.length)
})

describe('an export', () => {
  test('keeps to the filters, and to what its reader may see', async () => {
    const { sql, owner, read, as } = shared
    const parent = await makeCategory(sql)
    const child = await makeCategory(sql, { parent_id: parent.id })
    const store = await makeStore(sql)
    await makeProduct(sql, { name: 'Dedans', category_id: child.id, cost: '3.21', store_ids: [store.id] })
    await makeProduct(sql, { name: 'Dehors', is_active: false, store_ids: [(await makeStore(sql)).id] })
    const linesOf = async (filters: string) => (await read('csv', filters)).toString().split('\r\n').slice(1, -1)
    for (const filters of [`&category_id=${parent.id}`, `&store_id=${store.id}`, '&is_active=true', '&q=dedans']) {
      const lines = await linesOf(filters)
      assert.deepEqual([lines.length, lines[0]?.includes('Dedans')], [1, true], filters)
    }
    const costs = (await read('comptoir')).toString()
    assert.match(costs, /,cost,/)
    assert.match(costs, /3\.21/)
    for (const format of ['comptoir', 'shopify', 'csv']) {
      const seen = await as('cashier', { storeIds: [store.id] }).get(`/api/v1/exports/products?format=${format}`)
      assert.equal(seen.status, 200)
      assert.doesNotMatch(seen.raw.toString(), /cost|\b3\.21/i)
    }
    const stock = await as('cashier', { storeIds: [store.id], abilities: ['products.view'] }).get(
      '/api/v1/exports/products?format=csv&availability=in_stock',
    )
    assert.equal(stock.status, 403)
    const statusOf = async (query: string) => (await owner.get(`/api/v1/exports/products?${query}`)).status
    assert.deepEqual(
      [await statusOf(''), await statusOf('format=xlsx'), await statusOf('format=csv&page=2')],
      [422, 422, 400],
    )
  })

  test('is named and dated in the reader’s language', async () => {
    const { owner } = shared
    const named = async (language: string) => {
      const { headers } = await owner.get('/api/v1/exports/products?format=shopify', { 'accept-language': language })
      assert.match(String(headers['content-type']), /^text\/csv; charset=utf-8/)
      return String(headers['content-disposition'])
    }
    assert.match(await named('fr'), /^attachment; filename="produits-shopify-\d{4}-\d\d-\d\d\.csv"$/)
    assert.match(await named('en'), /filename="products-shopify-/)
  })

  test('does not wait for readers who read no more: others have their turn', async (t) => {
    const { sql, read } = await chain(t)
    await sql`
      insert into products (name, slug, description)
      select 'Article ' || n, 'article-' || n, repeat('texte ', 100) from generate_series(1, 1000) n`
    const open = () =>
      exportProducts(sql, systemActor, { format: 'csv' }, { inStock: variantInStock, language: 'fr', stalledMs: 200 })
    const sleepers = (await Promise.all([open(), open(), open()])).map(({ data }) => data)
    for (const stream of sleepers) stream.once('readable', () => stream.read(1))
    const errors = await Promise.all(sleepers.map((stream) => once(stream, 'error')))
    for (const [error] of errors) assert.match(String(error), /read on/)
    assert.equal((await read('csv')).toString().split('\r\n').length, 1002)
    const [row] = await sql<[{ count: number }]>`
      select count(*)::integer as count from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction'`
    assert.equal(row.count, 0)
  })

  test('shows one moment of a catalogue that changes, and ends with its reader', async (t) => {
    const first = await chain(t)
    const { app, sql, service, serviceToken } = first
    await sql`
      insert into products (name, slug, description)
      select 'Article ' || n, 'article-' || n, repeat('texte ', 1000) from generate_series(1, ${PRODUCTS}) n`
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    socket.write(
      `GET /api/v1/exports/products?format=csv HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${serviceToken}\r\n\r\n`,
    )
    await once(socket, 'readable')
    const exporting = async () => {
      const [found] = await sql<[{ count: number }]>`
        select count(*)::integer as count from pg_stat_activity
        where datname = current_database() and state = 'idle in transaction'`
      return found.count
    }
    while ((await exporting()) === 0) await sleep(10)
    await service.post('/api/v1/products', { name: 'Venu après', price: '1' })
    socket.destroy()
    while ((await exporting()) > 0) await sleep(10)
    const whole = await fetch(`http://127.0.0.1:${port}/api/v1/exports/products?format=csv`, {
      headers: { authorization: `Bearer ${serviceToken}` },
    })
    let seen = ''
    for await (const chunk of whole.body ?? []) {
      if (seen === '') await sql`update products set name = 'Changé'`
      seen += Buffer.from(chunk).toString()
    }
    assert.equal(seen.split('\r\n').length, PRODUCTS + 3)
    assert.doesNotMatch(seen, /Changé/)
  })
})
