// Who asks what of a chain of shops. Read by k6 and by `npm run load` alike, and so it imports only types.
import type { Crowd } from './scenarios.ts'

/** One request. */
export type Ask = {
  /** Under which it is counted. */
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
  /** Of the sale that it records. */
  readonly saleId?: string
}

/** Somebody who makes one request after the other. */
export type Person = {
  next(): Ask
  /** Whether the last one was answered as it should be. */
  heard(isFine: boolean): void
}

/** What people know of the chain that they work for. */
export type Shops = {
  readonly storeIds: readonly number[]
  readonly productIds: readonly number[]
  readonly variantIds: readonly number[]
}

/** Any number from 0 up to 1. */
export type Chance = () => number

const API = '/api/v1'

/** Pages from which `readShops` learns what there is. */
export const SHOP_PAGES = [
  `${API}/stores?kind=store&per_page=50`,
  `${API}/products?is_active=true&per_page=100&include=variants`,
] as const

type Page = { data: { id: number; variants?: { id: number }[] }[] }

/** @throws Error when the chain has no store or no article. */
export function readShops(stores: unknown, products: unknown): Shops {
  const goods = (products as Page).data
  const shops = {
    storeIds: (stores as Page).data.map(({ id }) => id),
    productIds: goods.map(({ id }) => id),
    variantIds: goods.flatMap(({ variants }) => variants?.map(({ id }) => id) ?? []),
  }
  if (shops.storeIds.length === 0 || shops.variantIds.length === 0) {
    throw new Error('This installation has no store or no article to ask for.')
  }
  return shops
}

/** Whose number is drawn from a hundred. */
export function personOf(crowd: Crowd, shops: Shops, chance: Chance, isSelling: boolean): Person {
  let drawn = chance() * 100
  for (const kind of ['program', 'till', 'clerk', 'manager'] as const) {
    drawn -= crowd[kind]
    if (drawn < 0) return kind === 'till' && !isSelling ? PEOPLE.clerk(shops, chance) : PEOPLE[kind](shops, chance)
  }
  return PEOPLE.program(shops, chance)
}

const PEOPLE = { program, till, clerk, manager }

const read = (name: string, path: string): Ask => ({ name, method: 'GET', path: API + path })

function pick<Item>(items: readonly Item[], chance: Chance): Item {
  return items[Math.floor(chance() * items.length)] as Item
}

/** Chooses each time anew, and does not care how it was answered. */
const wanderer = (chance: Chance, choices: readonly (() => Ask)[]): Person => ({
  next: () => pick(choices, chance)(),
  heard: () => {},
})

/** What the reference document loads: the critical reads, each as often as the others. */
function program({ productIds }: Shops, chance: Chance): Person {
  return wanderer(chance, [
    () => read('products', '/products'),
    () => read('stores', '/stores'),
    () => read('product', `/products/${productIds[0]}`),
    () => ({ name: 'health', method: 'GET', path: '/health' }),
  ])
}

/** Somebody in the stock room: finds an article, looks where it is. */
function clerk({ storeIds, productIds, variantIds }: Shops, chance: Chance): Person {
  const storeId = pick(storeIds, chance)
  const word = () => pick(['article', 'numero', 'café', 'lait', 'pain', 'savon'], chance)
  return wanderer(chance, [
    () => read('search', `/products?q=${encodeURIComponent(word())}&store_id=${storeId}`),
    () => read('product', `/products/${pick(productIds, chance)}`),
    () => read('stock of a store', `/stores/${storeId}/stock?page=${1 + Math.floor(chance() * 3)}`),
    () => read('stock of an article', `/stock?variant_id=${pick(variantIds, chance)}`),
  ])
}

/** Whoever watches the day. */
function manager({ storeIds }: Shops, chance: Chance): Person {
  const storeId = pick(storeIds, chance)
  return wanderer(chance, [
    () => read('dashboard', `/reports/dashboard?store_id=${storeId}`),
    () => read('figures', `/reports/kpis?store_id=${storeId}`),
    () => read('sales by hour', `/reports/sales?group_by=hour&store_id=${storeId}`),
    () => read('top products', `/reports/top-products?store_id=${storeId}&limit=10`),
  ])
}

/** Looks an article up now and then, and sells; a sale that was not acknowledged is sent again as it is, until it is. */
function till({ storeIds, productIds, variantIds }: Shops, chance: Chance): Person {
  const storeId = pick(storeIds, chance)
  let open: Ask | null = null
  return {
    next() {
      if (open !== null) return open
      if (chance() < 0.4) return read('product', `/products/${pick(productIds, chance)}?store_id=${storeId}`)
      open = sale(storeId, variantIds, chance)
      return open
    },
    heard(isFine) {
      if (isFine) open = null
    },
  }
}

function sale(storeId: number, variantIds: readonly number[], chance: Chance): Ask {
  const id = newId(chance)
  const lines = Array.from({ length: 1 + Math.floor(chance() * 4) }, () => ({
    variant_id: pick(variantIds, chance),
    quantity: '1',
  }))
  const payments = [{ method: 'cash', amount: '10000.00' }]
  return {
    name: 'sale',
    method: 'POST',
    path: `${API}/sales`,
    body: JSON.stringify({ id, store_id: storeId, lines, payments }),
    saleId: id,
  }
}

/** A UUID (version 4). k6 has no generator of its own in all of its versions. */
function newId(chance: Chance): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(chance() * 16).toString(16))
  digits[12] = '4'
  digits[16] = '89ab'.charAt(Math.floor(chance() * 4))
  const text = digits.join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-')
}
