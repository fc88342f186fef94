import { Readable } from 'node:stream'
import type { Actor } from '../../platform/actor.ts'
import { formatCsvRecord, withoutFormulas } from '../../platform/csv/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Outcome } from '../../platform/http/route.ts'
import type { Language } from '../../platform/text.ts'
import {
  openVariances,
  presentVariance,
  VARIANCE_COLUMNS,
  VARIANCE_RELATED,
  type VarianceRow,
  type VarianceScene,
  variancesOf,
} from './read-variances.ts'

/** The mark makes spreadsheets read UTF-8. */
const BYTE_ORDER_MARK = '\ufeff'

const COLUMNS = {
  fr: [
    'ugs',
    'produit',
    'variante',
    'catégorie',
    'compté',
    'attendu',
    'écart',
    'bougé entre-temps',
    'corrigé',
    'compté le',
  ],
  en: [
    'sku',
    'product',
    'variant',
    'category',
    'counted',
    'expected',
    'difference',
    'moved meanwhile',
    'corrected',
    'counted at',
  ],
}
const COST_COLUMNS = { fr: ['valeur', 'monnaie'], en: ['value', 'currency'] }
const FILE_NAMES = { fr: 'inventaire', en: 'stocktake' }

/**
 * The differences of a stocktake as a CSV file of one moment, in the reader's language, what is worth most first. Values have
 * no column for whoever may not see costs.
 *
 * @throws not_found, stocktake_not_finished
 */
export async function exportVariances(
  sql: Queryable,
  actor: Actor,
  id: number,
  language: Language,
): Promise<Outcome<Readable>> {
  const scene = await openVariances(sql, actor, id)
  const size = scene.withCost ? sql`abs(variance.value_minor) desc,` : sql``
  const rows = await sql<VarianceRow[]>`
    select ${VARIANCE_COLUMNS(sql)} from ${variancesOf(sql, scene)} ${VARIANCE_RELATED(sql)}
    order by ${size} abs(variance.counted - variance.expected) desc, variance.variant_id`
  return {
    data: Readable.from(writeFile(rows, scene, language)),
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${FILE_NAMES[language]}-${id}.csv"`,
    },
  }
}

function* writeFile(rows: readonly VarianceRow[], scene: VarianceScene, language: Language): Generator<string> {
  yield BYTE_ORDER_MARK + formatCsvRecord([...COLUMNS[language], ...(scene.withCost ? COST_COLUMNS[language] : [])])
  for (const row of rows) {
    const { value, currency, ...variance } = { value: undefined, ...presentVariance(row, scene) }
    const names = [variance.sku, variance.product_name, variance.variant_name, variance.category_name]
    yield formatCsvRecord([
      ...names.map((name) => withoutFormulas(name ?? '')),
      variance.counted,
      variance.expected,
      variance.difference,
      variance.moved_meanwhile,
      variance.corrected,
      variance.counted_at,
      ...(value === undefined ? [] : [value, currency]),
    ])
  }
}
