import type { Sql } from '../server/platform/database/connect.ts'
import { makeStores, STORES } from './chain.ts'

export const ARTICLES_OF_HISTORY = 3_000
export const CUSTOMERS = 4_000
export const CASHIERS = 200

/** Those whom a history of sales names, with the ids from one on. */
export async function makeHistoryChain(sql: Sql): Promise<void> {
  await makeStores(sql)
  await sql`insert into registers (store_id, name, kind) select id, 'Virtuelle', 'virtual' from stores order by id`
  await sql`update stores set city = (array['Montréal', 'Québec', 'Laval', 'Gatineau'])[1 + id % 4]`
  await sql`
    insert into product_categories (name) select 'Rayon ' || n from generate_series(1, 40) n`
  await sql`
    insert into products (name, slug, category_id)
    select 'Article numéro ' || n, 'article-' || n, 1 + n % 40 from generate_series(1, ${ARTICLES_OF_HISTORY}::int) n`
  await sql`
    insert into product_variants (product_id, sku, price, cost)
    select id, 'SKU' || id, (199 + id * 37 % 4800) / 100.0, (199 + id * 37 % 4800) * 0.006 from products`
  await sql`insert into customers (name) select 'Client ' || n from generate_series(1, ${CUSTOMERS}::int) n`
  await sql`
    insert into users (name, email) select 'Caissier ' || n, 'caissier' || n || '@example.com'
    from generate_series(1, ${CASHIERS}::int) n`
  const [found] = await sql<{ stores: number; last: number }[]>`
    select count(*) as stores, max(id) as last from stores`
  if (found?.stores !== STORES || found.last !== STORES)
    throw new Error('The stores must have the ids from one to fifty.')
}
