import type { Readable } from 'node:stream'
import { type Static, Type } from 'typebox'
import { type Actor, may } from '../../platform/actor.ts'
import { createGate } from '../../platform/create-gate.ts'
import { formatCsvRecord } from '../../platform/csv/index.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { Strict } from '../../platform/http/fields.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { createStreams } from '../../platform/http/stream-in-turn.ts'
import type { Language } from '../../platform/text.ts'
import { type InStock, matchProducts, PRODUCT_FILTERS } from '../search/product-filters.ts'
import { type ExportRequest, walkProducts } from './walk-products.ts'
import { ownFormat } from './write-own-format.ts'
import { shopifyFormat } from './write-shopify-format.ts'

export const EXPORT_FORMATS = ['comptoir', 'shopify', 'csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const ProductExport = Strict({
  format: Type.Unsafe<ExportFormat>({
    type: 'string',
    enum: [...EXPORT_FORMATS],
    description: '`comptoir` and `shopify` are what an import takes; `csv` tells everything in each row.',
  }),
  q: Type.Optional(Type.String({ maxLength: 200, description: 'Search, as in the list of products.' })),
  ...PRODUCT_FILTERS,
})

/** The mark makes spreadsheets read UTF-8; Shopify’s own files have none. */
const BYTE_ORDER_MARK = '\ufeff'

/** Each holds a connection for as long as its reader reads; one that waits holds nothing. */
const AT_ONCE = 3
const WAITING = 100
const streamInTurn = createStreams(createGate({ atOnce: AT_ONCE, waiting: WAITING }))

export type Export = { readonly format: ExportFormat; readonly request: ExportRequest }

/**
 * The products that were asked for as a CSV file, written as it is read, all of one moment. Costs have no column for whoever
 * may not see them.
 *
 * @throws forbidden for a filter by stock that the actor may not see, not_ready when too many exports wait.
 */
export async function exportProducts(
  sql: Sql,
  actor: Actor,
  query: Static<typeof ProductExport>,
  { inStock, language, stalledMs }: { inStock: InStock; language: Language; stalledMs?: number },
): Promise<Outcome<Readable>> {
  const { format, ...filters } = query
  // What it refuses is refused before the first byte.
  matchProducts(sql, actor, filters, inStock)
  const request = { actor, filters, inStock, showsCosts: may(actor, 'products.viewCost') }
  const stream = await streamInTurn(() => writeExport(sql, { format, request }), stalledMs)
  const day = new Date().toISOString().slice(0, 10)
  const name = { fr: 'produits', en: 'products' }[language]
  return {
    data: stream,
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}-${format}-${day}.csv"`,
    },
  }
}

/** The lines of an export, as many at once as a page of products makes. */
export async function* writeExport(sql: Sql, { format, request }: Export): AsyncGenerator<string> {
  const { showsCosts } = request
  const { header, rowsOf } =
    format === 'shopify' ? shopifyFormat({ showsCosts }) : ownFormat({ showsCosts, isWholeInEachRow: format === 'csv' })
  yield (format === 'shopify' ? '' : BYTE_ORDER_MARK) + formatCsvRecord(header)
  for await (const { products, paths } of walkProducts(sql, request)) {
    yield products.flatMap((product) => rowsOf(product, paths).map(formatCsvRecord)).join('')
  }
}
