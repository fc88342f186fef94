import {
  type BatchReport,
  type CsvFile,
  type CsvRecord,
  gatherGroups,
  hasScatteredGroups,
  type ImportPlan,
  type Mapping,
} from '../../platform/csv/index.ts'
import type { Sql, Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { text } from '../../platform/text.ts'
import { ensureImportRegisters, findStores, loadStoreFacts, type StoreFacts } from '../../stores/index.ts'
import type { JournalKey } from '../journal/journal-key.ts'
import type { JournalSigner } from '../journal/journal-signer.ts'
import { type RecordResult, recordSales } from '../tickets/record-sales.ts'
import { composeDrafts, type DraftOptions, type RowedDraft } from './compose-drafts.ts'
import { ensureCustomers } from './ensure-customers.ts'
import { findPrices, HistoryArticles } from './find-articles.ts'
import { type RowReading, readSaleRow, type SaleRow, ticketKey } from './read-sale-row.ts'

export const TICKET_GROUPINGS = ['auto', 'consecutive', 'scattered'] as const
export type TicketGrouping = (typeof TICKET_GROUPINGS)[number]

const TICKETS_PER_BATCH = 500
const RECORDS_PER_BATCH = 5_000

const OTHER_CONTENT = text(
  'Le ticket « {value} » est déjà enregistré avec un autre contenu ; il est laissé tel quel. Si ses lignes sont éparses dans le fichier, utilisez --group scattered.',
  'The ticket "{value}" is already recorded with other content; it is left alone. If its rows are scattered in the file, use --group scattered.',
)

export type SaleImport = RowReading &
  DraftOptions & {
    readonly grouping: TicketGrouping
    readonly createsProducts: boolean
  }

/**
 * Prepares the import of past sales, grouped into tickets by their number and store. A ticket's UUID is made of the
 * source, the store and the number, so that a ticket is recorded once, however often and from wherever it is imported.
 */
export async function importSales(
  sql: Sql,
  file: CsvFile,
  mapping: Mapping,
  options: SaleImport,
  fingerprint: unknown,
  signer: JournalSigner,
): Promise<ImportPlan> {
  const key = await signer.key()
  const keyOf = (record: CsvRecord) => ticketKey(record, mapping)
  const isScattered =
    options.grouping === 'scattered' || (options.grouping === 'auto' && (await hasScatteredGroups(file, keyOf)))
  const articles = new HistoryArticles(options.source, options.createsProducts)
  const stores = new HistoryStores()
  return {
    kind: 'sales',
    file,
    mapping,
    options: { ...options, isScattered, fingerprint },
    groupOf: keyOf,
    groupsPerBatch: TICKETS_PER_BATCH,
    recordsPerBatch: RECORDS_PER_BATCH,
    // Levels that a long dry run would keep locked are what today’s sales wait for.
    isIndependent: options.movesStock,
    writeBatch: async (tx, records, report) => {
      const rows = records.map((record) => readSaleRow(record, mapping, report, options)).filter((row) => row !== null)
      await writeRows(tx, rows, { articles, stores, key }, options, report)
    },
    afterCommit: () => {
      articles.afterCommit()
      stores.afterCommit()
    },
    ...(isScattered && { records: gatherGroups(sql, keyOf) }),
  }
}

type Memory = { articles: HistoryArticles; stores: HistoryStores; key: JournalKey }

async function writeRows(
  tx: Tx,
  rows: readonly SaleRow[],
  memory: Memory,
  options: SaleImport,
  report: BatchReport,
): Promise<void> {
  if (rows.length === 0) return
  const { stores, importRegisters } = await memory.stores.find(tx, rows)
  const articleOf = await memory.articles.find(tx, rows, report)
  const prices = await findPrices(tx, rows, articleOf)
  const customers = await ensureCustomers(tx, rows, report)
  const rowed = composeDrafts(rows, { stores, importRegisters, articleOf, prices, customers }, options, report)
  if (rowed.length === 0) return
  const facts = new Map([...stores.values()].map((store) => [store.id, store]))
  const { results, writes } = await recordSales(
    tx,
    facts,
    rowed.map(({ draft }) => draft),
    memory.key,
  )
  await together(writes)
  for (const [index, result] of results.entries()) tell(result, rowed[index] as RowedDraft, report)
}

function tell(result: RecordResult, { rows, draft }: RowedDraft, report: BatchReport): void {
  if (result.kind === 'recorded') {
    report.count(result.ticket.kind === 'return' ? 'returns_created' : 'sales_created')
  } else if (result.kind === 'refused') {
    const value = draft.externalId ?? ''
    const reason = result.error.code === 'duplicate_id' ? OTHER_CONTENT : result.error.text
    for (const { line } of rows) report.refuse(line, reason, { field: 'ticket', value, values: { value } })
  } else report.count('tickets_unchanged')
}

type FoundStores = { stores: Map<string, StoreFacts>; importRegisters: Map<number, number> }

/** The stores of a history with their import registers, remembered once they are certain. */
class HistoryStores {
  #known: FoundStores = { stores: new Map(), importRegisters: new Map() }
  #learnt: FoundStores | null = null

  async find(tx: Tx, rows: readonly SaleRow[]): Promise<FoundStores> {
    // What a batch that was undone had learnt is not true.
    this.#learnt = null
    const missing = [...new Set(rows.map(({ store }) => store))].filter((store) => !this.#known.stores.has(store))
    if (missing.length === 0) return this.#known
    const ids = await findStores(tx, missing)
    const importRegisters =
      ids.size === 0 ? new Map<number, number>() : await ensureImportRegisters(tx, [...ids.values()])
    const facts = await loadStoreFacts(tx, [...ids.values()])
    const stores = new Map(this.#known.stores)
    for (const [name, id] of ids) {
      const store = facts.get(id)
      if (store !== undefined) stores.set(name, store)
    }
    this.#learnt = { stores, importRegisters: new Map([...this.#known.importRegisters, ...importRegisters]) }
    return this.#learnt
  }

  afterCommit(): void {
    this.#known = this.#learnt ?? this.#known
    this.#learnt = null
  }
}
