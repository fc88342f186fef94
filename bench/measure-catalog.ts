import { getProduct } from '../server/catalog/products/get-product.ts'
import { listProducts, type ProductListQuery } from '../server/catalog/products/list-products.ts'
import { countFacets } from '../server/catalog/search/count-facets.ts'
import { lookUpCode } from '../server/catalog/variants/look-up-code.ts'
import { variantInStock } from '../server/inventory/index.ts'
import { systemActor } from '../server/platform/actor.ts'
import type { Queryable, Sql } from '../server/platform/database/connect.ts'
import { encodeCursor } from '../server/platform/http/list.ts'
import { makeStores } from './chain.ts'
import { type ApiProcess, type Database, type Environment, openPool } from './environment.ts'
import { makeLargeCatalog } from './large-catalog.ts'
import { captureStatement } from './list-statement.ts'
import { httpRequest, percentile, runLoad } from './load/http-load.ts'
import { measureFeed } from './measure-feed.ts'
import { median, type Report } from './report.ts'

const SMALL = 1_000
const LARGE = 100_000
/** Short ones, in turn: what else the machine does then falls on both sides. */
const ROUNDS = 25
const WARM_UP_ROUNDS = 3
const READS = 12
const FIELDS = ['name', 'slug', 'price', 'sku', 'barcode', 'category', 'vendor', 'tags', 'is_active', 'created_at']
const MISTAKES_EVERY = 4

type Read = {
  readonly name: string
  /** The path of the n-th read; none is asked twice, so none comes from the cache. */
  readonly path: (index: number) => string
  /** The same read by the bare driver, whose statement is caught. */
  readonly bare: (sql: Queryable) => Promise<unknown>
  /** Reads of a round; fewer where one takes long. */
  readonly reads?: number
  /** Most times as long as among a thousand products. */
  readonly atMost?: number
}

/** What the catalogue's reads cost among 100,000 products of three variants, beside the same among 1,000. */
export async function measureCatalog(env: Environment, report: Report): Promise<void> {
  const [small, large] = [await fill(env, 'catalog_small', SMALL), await fill(env, 'catalog_large', LARGE)]
  const apis = { small: await env.startApi(small.url), large: await env.startApi(large.url) }
  for (const read of await readsOf(large.sql)) await measureRead(env, { small, large }, apis, read, report)
  await measureWalk(env, large, apis.large, report)
  await measureFeed(env, apis.large, report)
}

async function fill(env: Environment, name: string, products: number): Promise<Database> {
  const database = await env.addDatabase(name)
  const startedAt = performance.now()
  await makeStores(database.sql)
  await makeLargeCatalog(database.sql, products)
  console.log(`  ${products} products made in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
  return database
}

/** An order of the fields for each read: the work is the same, the page another. */
const fieldsFor = (index: number): string => {
  const fields = [...FIELDS]
  for (let place = fields.length - 1, rest = index; place > 0; place -= 1) {
    const other = rest % (place + 1)
    rest = Math.floor(rest / (place + 1))
    ;[fields[place], fields[other]] = [fields[other] as string, fields[place] as string]
  }
  return fields.join(',')
}

const listPath = (query: Record<string, string>, index: number): string =>
  `/api/v1/products?${new URLSearchParams({ ...query, fields: fieldsFor(index) })}`
const list = (query: ProductListQuery) => (sql: Queryable) => listProducts(sql, systemActor, query, variantInStock)

async function readsOf(sql: Sql): Promise<Read[]> {
  // The first products are the same in both catalogues.
  const rows = await sql<{ name: string; code: string }[]>`
    select p.name, b.code from products p join product_variants v on v.product_id = p.id join variant_barcodes b on b.variant_id = v.id
    where p.id <= ${SMALL} order by v.id`
  const at = (index: number) => rows[(index * 7) % rows.length] as (typeof rows)[number]
  const words = (index: number) => mistaken(at(index).name.split(' ').slice(0, 2).join(' '), index)
  const filters = { category_id: '3', is_active: 'true', price_min: '5', sort: 'price' }
  return [
    { name: 'first page', path: (index) => listPath({}, index), bare: list({}), atMost: 1.5 },
    {
      name: 'page with filters, by price',
      path: (index) => listPath(filters, index),
      bare: list({ category_id: 3, is_active: true, price_min: '5', sort: 'price' }),
    },
    {
      name: 'search of two words, one in four mistyped',
      path: (index) => listPath({ q: words(index) }, index),
      bare: list({ q: words(1) }),
      atMost: 5,
    },
    {
      name: 'search of a word that one name in a hundred has',
      path: (index) => listPath({ q: 'camembert' }, index),
      bare: list({ q: 'camembert' }),
      atMost: 5,
    },
    {
      name: 'detail',
      path: (index) => `/api/v1/products/${1 + (index % SMALL)}`,
      bare: (queryable) => getProduct(queryable, systemActor, 77),
      atMost: 1.5,
    },
    {
      name: 'look-up of a barcode',
      path: (index) => `/api/v1/variants/lookup?code=${at(index).code}`,
      bare: (queryable) => lookUpCode(queryable, systemActor, at(1).code, null),
      atMost: 1.5,
    },
    {
      name: 'facets of a search',
      path: (index) => `/api/v1/products/facets?q=${encodeURIComponent(words(index))}`,
      bare: (queryable) => countFacets(queryable, systemActor, { q: words(1) }, variantInStock),
    },
    {
      name: 'facets of everything',
      path: () => '/api/v1/products/facets',
      bare: (queryable) => countFacets(queryable, systemActor, {}, variantInStock),
      reads: 2,
    },
  ]
}

/** Two letters of the first word change places. */
function mistaken(words: string, index: number): string {
  if (index % MISTAKES_EVERY !== 0) return words
  const [first = '', ...others] = words.split(' ')
  const at = Math.floor(first.length / 2)
  return [first.slice(0, at - 1) + first.charAt(at) + first.charAt(at - 1) + first.slice(at + 1), ...others].join(' ')
}

async function measureRead(
  env: Environment,
  databases: { small: Database; large: Database },
  apis: { small: ApiProcess; large: ApiProcess },
  read: Read,
  report: Report,
): Promise<void> {
  const rounds: { small: Latency; large: Latency; bareMs: number }[] = []
  let asked = 0
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    const total = read.reads ?? READS
    const from = asked
    asked += total
    const path = (index: number) => read.path(from + index)
    const small = await latency(env, apis.small, total, path)
    const large = await latency(env, apis.large, total, path)
    const bareMs = await bareLatency(databases.large, read, total)
    // The first are for the compilers and the memory of the database.
    if (round >= WARM_UP_ROUNDS) rounds.push({ small, large, bareMs })
  }
  const middle = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of))
  const figures = (size: 'small' | 'large') =>
    `${middle((round) => round[size].p50).toFixed(2)} / ${middle((round) => round[size].p95).toFixed(2)} ms`
  report.add({
    what: `catalogue, ${read.name}: among ${LARGE} products ÷ among ${SMALL} (p50 / p95)`,
    measured: `${figures('large')} ÷ ${figures('small')}`,
    ratio: middle(({ large, small }) => large.p50 / small.p50),
    ...(read.atMost !== undefined && { atMost: read.atMost }),
  })
  report.add({
    what: `catalogue, ${read.name}: over HTTP ÷ its bare statement`,
    measured: `${middle(({ large }) => large.p50).toFixed(2)} ms ÷ ${middle(({ bareMs }) => bareMs).toFixed(2)} ms`,
    ratio: middle(({ large, bareMs }) => large.p50 / bareMs),
  })
}

type Latency = { p50: number; p95: number }

/** One client, one read after the other: what a person waits. */
async function latency(
  env: Environment,
  api: ApiProcess,
  total: number,
  path: (index: number) => string,
): Promise<Latency> {
  const headers = { 'X-API-Token': env.apiToken }
  const request = (index: number) => httpRequest('GET', path(index), headers)
  const result = await runLoad({
    port: api.port,
    connections: 1,
    total,
    request,
    isSuccess: (status) => status === 200,
  })
  if (result.failures > 0) throw new Error(`${result.failures} reads failed, such as ${path(0)}`)
  return { p50: percentile(result.latenciesMs, 0.5), p95: percentile(result.latenciesMs, 0.95) }
}

async function bareLatency({ url }: Database, read: Read, total: number): Promise<number> {
  const { text, parameters } = await captureStatement(url, read.bare)
  const sql = openPool(url, 1)
  const times: number[] = []
  try {
    for (let index = 0; index <= total; index += 1) {
      const startedAt = performance.now()
      await sql.unsafe(text, parameters, { prepare: true })
      if (index > 0) times.push(performance.now() - startedAt)
    }
  } finally {
    await sql.end()
  }
  return median(times)
}

/** The last page of a walk beside its second, the first that is asked for by a cursor. */
async function measureWalk(env: Environment, { sql }: Database, api: ApiProcess, report: Report): Promise<void> {
  const cursorAt = async (place: number) => {
    const [row] = await sql<{ name: string; id: number }[]>`
      select name, product_id as id from product_search order by name collate "fr-x-icu", product_id offset ${place} limit 1`
    return encodeCursor('name,id', [row?.name ?? '', String(row?.id ?? 0)])
  }
  const start = await cursorAt(15)
  const end = await cursorAt(LARGE - 40)
  const ratios: number[] = []
  const shown = { start: 0, end: 0 }
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    const page = (cursor: string) => (index: number) => listPath({ sort: 'name', cursor }, round * READS + index)
    shown.start = (await latency(env, api, READS, page(start))).p50
    shown.end = (await latency(env, api, READS, page(end))).p50
    if (round >= WARM_UP_ROUNDS) ratios.push(shown.end / shown.start)
  }
  report.add({
    what: `catalogue, page of a walk: at its end ÷ at its start, among ${LARGE} products`,
    measured: `${shown.end.toFixed(2)} ms ÷ ${shown.start.toFixed(2)} ms`,
    ratio: median(ratios),
    atMost: 1.2,
  })
}
