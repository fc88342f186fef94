import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import postgres from 'postgres'
import { makeLargeCatalog } from '../../bench/large-catalog.ts'
import { getProduct } from '../../server/catalog/products/get-product.ts'
import { listProducts, type ProductListQuery } from '../../server/catalog/products/list-products.ts'
import { countFacets } from '../../server/catalog/search/count-facets.ts'
import type { FacetsQuery } from '../../server/catalog/search/facets.ts'
import { lookUpCode } from '../../server/catalog/variants/look-up-code.ts'
import { variantInStock } from '../../server/inventory/index.ts'
import { systemActor } from '../../server/platform/actor.ts'
import { VALUE_TYPES } from '../../server/platform/database/value-types.ts'
import { prepareInstallation } from '../../server/prepare-installation.ts'
import { testDatabase } from '../harness/database.ts'
import { makeStore } from '../harness/factories.ts'

/** Large enough that reading all of a table costs more than any of its indexes; the bench has ten times that. */
const PRODUCTS = 10_000
/** The tables that grow with the catalogue; the others are a page or two, and reading them is the cheapest. */
const GROWING = [
  'products',
  'product_search',
  'product_words',
  'product_variants',
  'variant_barcodes',
  'variant_prices',
  'product_stores',
  'stock_levels',
]

const { sql, url } = await testDatabase({ after })
await prepareInstallation(sql)
const stores = await Promise.all(Array.from({ length: 10 }, () => makeStore(sql)))
const storeId = stores[3]?.id ?? 0
await sql`set statement_timeout = 0`
await makeLargeCatalog(sql, PRODUCTS)
// As many words as three hundred thousand real names have.
await sql`
  insert into product_words select distinct translate(md5(n::text), '0123456789', 'aeioustnrl') from generate_series(1, 30000) n`
// What stores ask instead of the chain: this one for a hundredth of the catalogue now, and for ten times that in the past.
await sql`
  insert into variant_prices (variant_id, store_id, price, starts_at, ends_at)
  select v.id, store.id, v.price * 0.9, now() - interval '3 days',
    now() + case when v.id % 100 = 0 then 1 else -1 end * interval '1 day'
  from product_variants v cross join stores store where v.id % 10 = 0`
await sql`vacuum analyze product_words, variant_prices`

const statements: { text: string; parameters: unknown[] }[] = []
const watched = postgres(url, {
  max: 1,
  types: VALUE_TYPES,
  connection: { TimeZone: 'UTC' },
  debug: (_connection, text, parameters) => {
    if (!text.includes('pg_catalog.pg_type')) statements.push({ text, parameters: [...parameters] })
  },
})
after(() => watched.end())

/** How often each table was read from end to end, whatever read it: a statement or a function within it. */
async function scans(): Promise<Record<string, number>> {
  await watched`select pg_stat_force_next_flush()`
  await watched`select 1`
  const rows = await sql<{ name: string; scans: number }[]>`
    select relname as name, seq_scan::int as scans from pg_stat_user_tables where relname = any(${GROWING}::text[])`
  return Object.fromEntries(rows.map(({ name, scans: count }) => [name, count]))
}

/** Runs a read, once; asserts that it was one statement whose plan reads no growing table from end to end. */
async function assertByIndex(read: () => Promise<unknown>, name: string): Promise<void> {
  const before = await scans()
  statements.length = 0
  await read()
  const [statement] = statements
  assert.ok(statement !== undefined && statements.length === 1, `${name}: ${statements.length} statements`)
  const rows = await watched.unsafe<{ 'QUERY PLAN': string }[]>(
    `explain ${statement.text}`,
    statement.parameters as string[],
  )
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  const scanned = [...plan.matchAll(/Seq Scan on (\w+)/g)].map(([, table]) => table ?? '')
  assert.deepEqual(
    scanned.filter((table) => GROWING.includes(table)),
    [],
    `${name}\n${plan}`,
  )
  assert.deepEqual(await scans(), before, name)
}

const filters: ProductListQuery[] = [
  {},
  { is_active: true },
  { is_featured: true },
  { category_id: 3 },
  { category_id: 100, is_active: true },
  { price_min: '10', price_max: '20' },
  { price_min: '60' },
  { price_max: '2' },
  { store_id: storeId },
  { store_id: storeId, is_active: true, price_max: '15' },
  { store_id: storeId, price_min: '10', price_max: '20' },
  { store_id: storeId, category_id: 3, price_min: '60' },
  { tax_class: 'exempt' },
  { vendor: 'Personne' },
  { tag: 'lot-7' },
  { category_id: 3, price_min: '10', is_active: true },
]
const sorts = ['name', '-name', 'price', '-price', 'created_at', '-created_at', '-updated_at', 'id']

describe('no read of the catalogue reads it from end to end', () => {
  const list = (query: ProductListQuery) => () => listProducts(watched, systemActor, query, variantInStock)
  const facets = (query: FacetsQuery) => () => countFacets(watched, systemActor, query, variantInStock)

  for (const sort of sorts) {
    it(`lists by ${sort}, through every filter`, async () => {
      for (const filter of filters) await assertByIndex(list({ ...filter, sort }), JSON.stringify({ ...filter, sort }))
    })
  }

  it('far pages and walks', async () => {
    await assertByIndex(list({ page: 600 }), 'page 600')
    for (const sort of ['name', '-price', '-created_at']) {
      const last = await listProducts(sql, systemActor, { sort, cursor: '', per_page: 100 }, variantInStock)
      const cursor = last.meta !== undefined && 'next_cursor' in last.meta ? (last.meta.next_cursor ?? '') : ''
      await assertByIndex(list({ sort, cursor, include: 'variants' }), `walk by ${sort}`)
    }
  })

  it('what codes and ids name', async () => {
    for (const query of [
      { sku: 'SKU-0000003' },
      { barcode: '3000000000212' },
      { external_id: 'ext-77' },
      { ids: '1,2' },
    ]) {
      await assertByIndex(list(query), JSON.stringify(query))
    }
    await assertByIndex(() => lookUpCode(watched, systemActor, 'sku-0000003', null), 'look-up of a SKU')
    await assertByIndex(() => lookUpCode(watched, systemActor, '3000000000212', null), 'look-up of a barcode')
    await assertByIndex(() => getProduct(watched, systemActor, 77), 'detail')
  })

  it('searches, exact and forgiving, ordered and walked', async () => {
    const queries: ProductListQuery[] = [
      { q: 'camembert' },
      { q: 'camenbert' },
      { q: 'camembert', fuzzy: false },
      { q: 'fromage de normandie' },
      { q: 'cremerie bio' },
      { q: 'SKU-0000003' },
      { q: '3000000000212' },
      { q: 'introuvable' },
      { q: 'camembert', sort: 'price', is_active: true },
      { q: 'camembert', cursor: '', sort: 'name' },
    ]
    for (const query of queries) await assertByIndex(list(query), JSON.stringify(query))
  })

  it('filters by stock', async () => {
    await assertByIndex(list({ availability: 'in_stock', store_id: storeId }), 'in stock')
    await assertByIndex(list({ availability: 'out_of_stock' }), 'out of stock')
  })

  it('facets', async () => {
    for (const query of [
      {},
      { category_id: 3 },
      { q: 'camembert' },
      { store_id: storeId, is_active: true, price_min: '20' },
    ]) {
      await assertByIndex(facets(query), `facets ${JSON.stringify(query)}`)
    }
  })
})
