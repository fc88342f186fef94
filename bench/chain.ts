import { randomUUID } from 'node:crypto'
import type { Sql } from '../server/platform/database/connect.ts'

export const STORES = 50
export const ARTICLES = 1000

/** Fifty stores in Québec. */
export async function makeStores(sql: Sql): Promise<void> {
  await sql`
    insert into stores (name, code, time_zone, currency, tax_zone, prices_include_tax)
    select 'Magasin ' || n, 'M' || n, 'America/Montreal', 'CAD', 'QC', false from generate_series(1, ${STORES}::int) n`
}

/** Fifty stores, each with its virtual register and a till, and a thousand articles in stock everywhere. */
export async function makeChain(sql: Sql): Promise<void> {
  await makeStores(sql)
  await sql`insert into registers (store_id, name, kind) select id, 'Virtuelle', 'virtual' from stores order by id`
  await sql`insert into registers (store_id, name) select id, 'Caisse 1' from stores order by id`
  await sql`insert into product_categories (name) select 'Rayon ' || n from generate_series(1, 20) n`
  await sql`
    insert into products (name, slug, category_id)
    select 'Article numéro ' || n, 'article-' || n, 1 + n % 20 from generate_series(1, ${ARTICLES}::int) n`
  await sql`
    insert into product_variants (product_id, sku, price, cost)
    select id, 'SKU' || id, 1 + (id * 37 % 5000) / 100.0, 0.5 + (id * 17 % 2000) / 100.0 from products`
  await sql`
    insert into stock_levels (store_id, variant_id, on_hand, value_minor)
    select s.id, v.id, 100000, 100000 * 500 from stores s cross join product_variants v`
  await sql`
    insert into stock_movements (store_id, variant_id, kind, quantity, balance_after, value_minor, actor_name, occurred_at)
    select store_id, variant_id, 'receipt', on_hand, on_hand, value_minor, 'bench', now() from stock_levels`
  // Only what holds rows: a plan made for a table known to be empty would read all of it for ever after.
  await sql`vacuum analyze stores, registers, products, product_variants, product_categories, stock_levels, stock_movements`
}

/** A pseudo-random sequence that is the same in every run. */
export function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

/** The body of a three-line sale, paid in cash. `registerId` null: the store's virtual register. */
export function saleBody(random: () => number, storeId: number, registerId: number | null): string {
  const lines = Array.from({ length: 3 }, () => ({
    variant_id: 1 + Math.floor(random() * ARTICLES),
    quantity: String(1 + Math.floor(random() * 3)),
  }))
  return JSON.stringify({
    id: randomUUID(),
    store_id: storeId,
    ...(registerId !== null && { register_id: registerId }),
    lines,
    payments: [{ method: 'cash', amount: '1000.00' }],
  })
}
