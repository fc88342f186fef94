import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Sql, Tx } from '../../platform/database/connect.ts'
import { openTransaction } from '../../platform/database/open-transaction.ts'
import { type InStock, matchProducts, type ProductFilters } from '../search/product-filters.ts'
import { type ExportedProduct, exportedColumns } from './exported-product.ts'

const PRODUCTS_PER_PAGE = 200

/** A category's names, from the top of the tree, by its id. */
export type CategoryPaths = ReadonlyMap<number, readonly string[]>

export type ExportRequest = {
  readonly actor: Actor
  readonly filters: ProductFilters
  readonly inStock: InStock
  readonly showsCosts: boolean
}

/**
 * Walks the products that were asked for, page by page, each page one statement, all of one moment of the catalogue.
 * Whoever stops reading ends the transaction.
 */
export async function* walkProducts(
  sql: Sql,
  request: ExportRequest,
): AsyncGenerator<{ products: ExportedProduct[]; paths: CategoryPaths }> {
  const transaction = openTransaction(sql, 'isolation level repeatable read read only')
  const { tx } = transaction
  try {
    const paths = await readCategoryPaths(tx)
    let last = 0
    for (;;) {
      const products = await readPage(tx, request, last)
      if (products.length > 0) yield { products, paths }
      if (products.length < PRODUCTS_PER_PAGE) return
      last = products.at(-1)?.id ?? last
    }
  } finally {
    await transaction.rollback()
  }
}

async function readPage(tx: Tx, request: ExportRequest, last: number): Promise<ExportedProduct[]> {
  const { where } = matchProducts(tx, request.actor, request.filters, request.inStock)
  return tx<ExportedProduct[]>`
    select ${exportedColumns(tx, request.showsCosts)}
    from (
      select s.product_id from product_search s where ${where} and s.product_id > ${last}
      order by s.product_id limit ${PRODUCTS_PER_PAGE}
    ) page join products p on p.id = page.product_id
    order by p.id`
}

async function readCategoryPaths(sql: Queryable): Promise<CategoryPaths> {
  const rows = await sql<{ id: number; path: string[] }[]>`
    with recursive tree as (
      select id, array[name] as path from product_categories where parent_id is null and deleted_at is null
      union all
      select c.id, tree.path || c.name from tree join product_categories c on c.parent_id = tree.id
      where c.deleted_at is null
    ) select id, path from tree`
  return new Map(rows.map((row) => [row.id, row.path]))
}
