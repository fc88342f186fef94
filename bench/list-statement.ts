import postgres from 'postgres'
import { listProducts } from '../server/catalog/products/list-products.ts'
import { variantInStock } from '../server/inventory/index.ts'
import { systemActor } from '../server/platform/actor.ts'
import { VALUE_TYPES } from '../server/platform/database/value-types.ts'

export type Statement = { text: string; parameters: string[] }

/** The one statement that a page of products sends, caught as the driver sends it. */
export async function captureListStatement(url: string): Promise<Statement> {
  const caught: Statement[] = []
  const sql = postgres(url, {
    max: 1,
    types: VALUE_TYPES,
    debug: (_connection, text, parameters) => caught.push({ text, parameters: parameters.map(String) }),
  })
  try {
    await sql`select 1`
    caught.length = 0
    await listProducts(sql, systemActor, { per_page: 15, page: 7, price_min: '0.1234' }, variantInStock)
  } finally {
    await sql.end()
  }
  const pages = caught.filter(({ text }) => text.includes('products'))
  if (pages.length !== 1) throw new Error(`A page of products sent ${pages.length} statements`)
  return pages[0] as Statement
}
