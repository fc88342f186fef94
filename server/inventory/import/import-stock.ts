import { parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import { readVariantReference, VariantFinder, type VariantReference } from '../../catalog/index.ts'
import type { Actor } from '../../platform/actor.ts'
import {
  type BatchReport,
  type CsvFile,
  type CsvRecord,
  type DecimalMark,
  type ImportPlan,
  type Mapping,
  readIdentifier,
  readNumber,
} from '../../platform/csv/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { text } from '../../platform/text.ts'
import { findStores } from '../../stores/index.ts'
import { findSettable, type LevelChange, setLevels } from '../set-levels.ts'

const ROWS_PER_BATCH = 500

const STORE_MISSING = text('Le magasin est obligatoire.', 'The store is required.')
const STORE_UNKNOWN = text('Le magasin « {value} » n’existe pas.', 'There is no store "{value}".')
const ARTICLE_MISSING = text('Rien ne désigne l’article.', 'Nothing names the article.')
const ARTICLE_UNKNOWN = text('L’article « {value} » n’existe pas.', 'There is no article "{value}".')
const ARTICLE_DELETED = text('L’article « {value} » a été supprimé.', 'The article "{value}" was deleted.')
const ARTICLE_AMBIGUOUS = text(
  '« {value} » désigne plusieurs variantes ; nommez-la par son UGS.',
  '"{value}" names several variants; name it by its SKU.',
)
const QUANTITY_MISSING = text('La quantité est obligatoire.', 'The quantity is required.')
const BAD_QUANTITY = text(
  '« {value} » n’est pas une quantité à trois décimales au plus.',
  '"{value}" is not a quantity with at most three decimals.',
)

/** What a level holds at most: numeric(12, 3). */
const QUANTITY_MAX = 999_999_999_999n

export type StockImport = {
  readonly decimalMark: DecimalMark
  /** What stands before the external ids of products, without the colon; '' for nothing. */
  readonly source: string
}

/** In whose name levels are set, and what the movements name as their cause. */
export type StockAuthor = { readonly actor: Actor; readonly reference: string }

type StockRow = { record: CsvRecord; store: string; article: VariantReference; onHand: bigint }

/**
 * Prepares the import of stock on hand: each record sets the quantity of one article in one store, by a movement of the
 * difference. A record that says what is there already moves nothing. Stores where the author does not act do not exist.
 */
export function importStock(
  file: CsvFile,
  mapping: Mapping,
  options: StockImport,
  author: StockAuthor,
  fingerprint: unknown,
): ImportPlan {
  const finder = new VariantFinder(options.source)
  return {
    kind: 'stock',
    file,
    mapping,
    options: { ...options, fingerprint },
    groupOf: null,
    groupsPerBatch: ROWS_PER_BATCH,
    recordsPerBatch: ROWS_PER_BATCH,
    isIndependent: true,
    writeBatch: async (tx, records, report) => {
      const rows = records.map((record) => readRow(record, mapping, report, options)).filter((row) => row !== null)
      const stores = await findStores(
        tx,
        rows.map(({ store }) => store),
        author.actor,
      )
      const variantOf = await finder.find(
        tx,
        rows.map(({ article }) => article),
      )
      const found: { row: StockRow; change: LevelChange }[] = []
      for (const row of rows) {
        const { record, store, article, onHand } = row
        const { value } = article
        const storeId = stores.get(store)
        const variantId = variantOf(article)
        if (storeId === undefined) refuse(report, record, 'store', STORE_UNKNOWN, store)
        else if (variantId === 'unknown') refuse(report, record, article.by, ARTICLE_UNKNOWN, value)
        else if (variantId === 'ambiguous') refuse(report, record, article.by, ARTICLE_AMBIGUOUS, value)
        else found.push({ row, change: { storeId, variantId, onHand, reason: 'import' } })
      }
      await changeLevels(tx, await withoutDeleted(tx, found, report), author, report)
    },
  }
}

async function withoutDeleted(
  tx: Tx,
  found: readonly { row: StockRow; change: LevelChange }[],
  report: BatchReport,
): Promise<LevelChange[]> {
  const settable = await findSettable(
    tx,
    found.map(({ change }) => change),
  )
  return found.flatMap(({ row: { record, article }, change }, index) => {
    if (settable[index] === true) return [change]
    refuse(report, record, article.by, ARTICLE_DELETED, article.value)
    return []
  })
}

/** Sets quantities on hand in the name of an import, and counts what that changed. */
export async function changeLevels(
  tx: Tx,
  changes: readonly LevelChange[],
  { actor, reference }: StockAuthor,
  report: BatchReport,
): Promise<void> {
  if (changes.length === 0) return
  const outcomes = await setLevels(tx, actor, changes, { referenceType: 'import', referenceId: reference })
  for (const { before, after } of outcomes) {
    report.count(before.onHand === after.onHand ? 'levels_unchanged' : 'levels_updated')
  }
}

function refuse(
  report: BatchReport,
  record: CsvRecord,
  field: string,
  reason: typeof STORE_UNKNOWN,
  value: string,
): void {
  report.refuse(record.line, reason, { field, value, values: { value } })
}

function readRow(record: CsvRecord, mapping: Mapping, report: BatchReport, options: StockImport): StockRow | null {
  const store = readIdentifier(mapping.value(record, 'store'))
  const article = readVariantReference(record, mapping)
  const given = mapping.value(record, 'on_hand')
  const number = readNumber(given, options.decimalMark)
  const onHand = number === null ? null : parseDecimal(number, QUANTITY_SCALE)
  if (store === '') report.refuse(record.line, STORE_MISSING, { field: 'store' })
  else if (article === null) report.refuse(record.line, ARTICLE_MISSING, { field: 'product' })
  else if (given === '') report.refuse(record.line, QUANTITY_MISSING, { field: 'on_hand' })
  else if (onHand === null || onHand > QUANTITY_MAX || onHand < -QUANTITY_MAX)
    refuse(report, record, 'on_hand', BAD_QUANTITY, given)
  else return { record, store, article, onHand }
  return null
}
