import postgres from 'postgres'
import { listProducts, type ProductListQuery } from '../server/catalog/products/list-products.ts'
import { variantInStock } from '../server/inventory/index.ts'
import { systemActor } from '../server/platform/actor.ts'
import type { Queryable } from '../server/platform/database/connect.ts'
import { arrayLiteral } from '../server/platform/database/insert-set.ts'
import { VALUE_TYPES } from '../server/platform/database/value-types.ts'

export type Statement = { text: string; parameters: string[] }

/** As the driver writes them when it is not told their types. */
const asText = (value: unknown): string => (Array.isArray(value) ? arrayLiteral(value) : String(value))

/** The one statement that a read sends, caught as the driver sends it. */
export async function captureStatement(url: string, read: (sql: Queryable) => Promise<unknown>): Promise<Statement> {
  const caught: Statement[] = []
  const sql = postgres(url, {
    max: 1,
    types: VALUE_TYPES,
    debug: (_connection, text, parameters) => {
      if (!text.includes('pg_catalog.pg_type')) caught.push({ text, parameters: parameters.map(asText) })
    },
  })
  try {
    await sql`select 1`
    caught.length = 0
    await read(sql)
  } finally {
    await sql.end()
  }
  if (caught.length !== 1) throw new Error(`A read sent ${caught.length} statements`)
  return caught[0] as Statement
}

/** The statement of a page of products. */
export const captureListStatement = (
  url: string,
  query: ProductListQuery = { per_page: 15, page: 7, price_min: '0.1234' },
): Promise<Statement> => captureStatement(url, (sql) => listProducts(sql, systemActor, query, variantInStock))
