import { randomUUID } from 'node:crypto'
import { setLevels } from '../../server/inventory/index.ts'
import { systemActor } from '../../server/platform/actor.ts'
import { type Sql, withTransaction } from '../../server/platform/database/connect.ts'
import type { StoreCreateInput, StoreItem } from '../../server/stores/schema.ts'
import { makeStore, nextNumber } from './factories.ts'

export type ArticleInput = {
  name?: string
  /** Decimals, as people write them. */
  price?: string
  cost?: string | null
  sku?: string | null
  barcode?: string | null
  taxClass?: string
  isActive?: boolean
  isDeleted?: boolean
  /** The only stores that sell it; all of them unless given. */
  storeIds?: readonly number[]
  /** What a unit of it bears. */
  fees?: readonly { label: string; amount: string; taxClass?: string }[]
}
export type Article = { variantId: number; productId: number; sku: string | null }

/** An article of its own product; 29.99 for the customer, 12.50 for the shop, unless said otherwise. */
export async function makeArticle(sql: Sql, input: ArticleInput = {}): Promise<Article> {
  const number = nextNumber()
  const sku = input.sku === undefined ? `SKU-${number}` : input.sku
  const deletedAt = input.isDeleted ? new Date() : null
  const [row] = await sql<[{ id: number; product_id: number }]>`
    with product as (
      insert into products (name, slug, tax_class, sold_everywhere, deleted_at)
      values (${input.name ?? `Article ${number}`}, ${`article-${number}`}, ${input.taxClass ?? 'standard'},
        ${input.storeIds === undefined}, ${deletedAt})
      returning id
    ), sellers as (
      insert into product_stores (product_id, store_id)
      select id, unnest(${[...(input.storeIds ?? [])]}::bigint[]) from product
    )
    insert into product_variants (product_id, sku, price, cost, is_active, deleted_at)
    select id, ${sku}, ${input.price ?? '29.99'}::numeric, ${input.cost === undefined ? '12.50' : input.cost}::numeric,
      ${input.isActive ?? true}, ${deletedAt}
    from product returning id, product_id`
  if (input.barcode != null) {
    await sql`insert into variant_barcodes (variant_id, code, type) values (${row.id}, ${input.barcode}, 'gtin')`
  }
  for (const [index, fee] of (input.fees ?? []).entries()) {
    await sql`
      insert into variant_fees (variant_id, kind, label, amount, tax_class, position)
      values (${row.id}, 'deposit', ${fee.label}, ${fee.amount}::numeric, ${fee.taxClass ?? 'exempt'}, ${index + 1})`
  }
  return { variantId: row.id, productId: row.product_id, sku }
}

/** Puts a quantity (a whole number of units) of each article on the shelf of a store. */
export async function stockUp(sql: Sql, storeId: number, variantIds: readonly number[], units: number): Promise<void> {
  const onHand = BigInt(units) * 1000n
  await withTransaction(sql, {}, (tx) =>
    setLevels(
      tx,
      systemActor,
      variantIds.map((variantId) => ({ storeId, variantId, reason: null, onHand })),
    ),
  )
}

/** A till of a store; answers its id. */
export async function makeTill(sql: Sql, storeId: number): Promise<number> {
  const [row] = await sql<[{ id: number }]>`
    insert into registers (store_id, name) values (${storeId}, ${`Caisse ${nextNumber()}`}) returning id`
  return row.id
}

export async function makeCustomer(sql: Sql, country: string | null = null): Promise<number> {
  const [row] = await sql<[{ id: number }]>`
    insert into customers (name, country) values (${`Client ${nextNumber()}`}, ${country}) returning id`
  return row.id
}

/** A store that can sell: its virtual register, tills, and articles with stock. */
export type Shop = {
  readonly store: StoreItem
  readonly virtualRegisterId: number
  readonly tillIds: readonly number[]
  readonly articles: readonly Article[]
}

export type ShopOptions = {
  store?: Partial<StoreCreateInput>
  tills?: number
  articles?: readonly ArticleInput[]
  /** Units of each article; 100 unless given. */
  stock?: number
}

export async function makeShop(sql: Sql, options: ShopOptions = {}): Promise<Shop> {
  const store = await makeStore(sql, options.store)
  const [virtual] = await sql<[{ id: number }]>`
    select id from registers where store_id = ${store.id} and kind = 'virtual'`
  const tillIds: number[] = []
  for (let count = 0; count < (options.tills ?? 0); count += 1) tillIds.push(await makeTill(sql, store.id))
  const articles: Article[] = []
  for (const input of options.articles ?? [{}]) articles.push(await makeArticle(sql, input))
  const stocked = articles.map((article) => article.variantId)
  const units = options.stock ?? 100
  if (units > 0) await stockUp(sql, store.id, stocked, units)
  return { store, virtualRegisterId: virtual.id, tillIds, articles }
}

export const newId = (): string => randomUUID()

/** A sale of one unit of the shop's first article, paid with a thousand in cash; a test overrides what it is about. */
export function saleOf(shop: Shop, overrides: Record<string, unknown> = {}): Record<string, unknown> & { id: string } {
  return {
    id: newId(),
    store_id: shop.store.id,
    lines: [{ variant_id: shop.articles[0]?.variantId, quantity: '1' }],
    payments: [{ method: 'cash', amount: '1000' }],
    ...overrides,
  }
}

/** What is on the shelf, as PostgreSQL writes it (`98.000`). */
export async function onHandOf(sql: Sql, storeId: number, variantId: number): Promise<string> {
  const [row] = await sql<{ on_hand: string }[]>`
    select on_hand from stock_levels where store_id = ${storeId} and variant_id = ${variantId}`
  return row?.on_hand ?? 'none'
}
