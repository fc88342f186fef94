import { hash } from 'node:crypto'
import { currencyDecimals, divideRounded, lineAmount, PRICE_SCALE, QUANTITY_SCALE } from '../../../rules/index.ts'
import { systemActor } from '../../platform/actor.ts'
import { type BatchReport, instantOf } from '../../platform/csv/index.ts'
import { type Text, text } from '../../platform/text.ts'
import type { StoreFacts } from '../../stores/index.ts'
import { uuidFrom } from '../tickets/read-input.ts'
import {
  type HistoryDraft,
  type HistoryLine,
  LARGEST_LINE_MINOR,
  LARGEST_UNIT_PRICE,
  type LineKind,
} from '../tickets/ticket.ts'
import type { ArticleOf } from './find-articles.ts'
import { AMOUNT_SCALE } from './read-amounts.ts'
import type { SaleRow } from './read-sale-row.ts'

/** What the rows of a batch refer to, found. */
export type HistoryFacts = {
  readonly stores: ReadonlyMap<string, StoreFacts>
  readonly importRegisters: ReadonlyMap<number, number>
  readonly articleOf: ArticleOf
  readonly prices: ReadonlyMap<number, bigint>
  readonly customers: ReadonlyMap<string, number>
}

export type DraftOptions = {
  /** Name space of the ticket numbers; part of the tickets' UUIDs. */
  readonly source: string
  /** Of times without one; null: each store's own. */
  readonly timeZone: string | null
  readonly movesStock: boolean
}

/** A ticket with the rows it was made of. */
export type RowedDraft = { draft: HistoryDraft; rows: SaleRow[] }

const STORE_UNKNOWN = text('Le magasin « {value} » n’existe pas.', 'There is no store "{value}".')
const NO_PRICE = text(
  'Ni prix ni montant, et l’article « {value} » n’existe pas.',
  'No price, no amount, and there is no article "{value}".',
)
const TOO_LARGE = text('Le montant de cette ligne est trop grand.', 'The amount of this line is too large.')
const AMBIGUOUS = text(
  '« {value} » désigne plusieurs variantes ; la ligne est reprise sans article.',
  '"{value}" names several variants; the line is imported without an article.',
)

/** Gathers rows into tickets. Rows of an unknown store, or without a price to be had, are refused. */
export function composeDrafts(
  rows: readonly SaleRow[],
  facts: HistoryFacts,
  options: DraftOptions,
  report: BatchReport,
): RowedDraft[] {
  const tickets = new Map<string, SaleRow[]>()
  for (const row of rows) {
    const key = `${row.store}\n${row.ticket}`
    const known = tickets.get(key)
    if (known === undefined) tickets.set(key, [row])
    else known.push(row)
  }
  const drafts: RowedDraft[] = []
  for (const ticketRows of tickets.values()) {
    const store = facts.stores.get(ticketRows[0]?.store ?? '')
    if (store === undefined) {
      for (const { line, store: value } of ticketRows) {
        report.refuse(line, STORE_UNKNOWN, { field: 'store', value, values: { value } })
      }
      continue
    }
    const draft = composeDraft(ticketRows, store, facts, options, report)
    if (draft !== null) drafts.push({ draft, rows: ticketRows })
  }
  return drafts
}

/** The ticket's time, customer, country and payment are those of its first row. */
function composeDraft(
  rows: readonly SaleRow[],
  store: StoreFacts,
  facts: HistoryFacts,
  options: DraftOptions,
  report: BatchReport,
): HistoryDraft | null {
  const first = rows[0] as SaleRow
  const decimals = currencyDecimals(store.currency)
  const lines = rows.map((row) => composeLine(row, decimals, facts, report)).filter((line) => line !== null)
  if (lines.length === 0) return null
  const occurredAt = instantOf(first.time, options.timeZone ?? store.timeZone)
  return {
    kind: 'history',
    id: uuidFrom(`import\n${options.source}\n${store.id}\n${first.ticket}`),
    bodyHash: hashRows(rows, occurredAt),
    actor: systemActor,
    storeId: store.id,
    registerId: facts.importRegisters.get(store.id) ?? null,
    sessionId: null,
    cashierId: null,
    customerId: facts.customers.get(first.customer) ?? null,
    occurredAt,
    note: null,
    device: null,
    externalId: first.ticket,
    country: first.country === '' ? null : first.country,
    paymentMethod: first.paymentMethod,
    movesStock: options.movesStock,
    lines,
  }
}

/**
 * What the file says of a ticket, and nothing of what it was resolved to: a price or an article that has changed since
 * does not make it another ticket.
 */
function hashRows(rows: readonly SaleRow[], occurredAt: string): string {
  const first = rows[0] as SaleRow
  const content = [
    occurredAt,
    first.customer,
    first.country,
    first.paymentMethod,
    ...rows.map(({ article, description, quantity, unitPrice, amount }) =>
      [article?.by ?? '', article?.value ?? '', description, quantity, unitPrice ?? '', amount ?? ''].join('\t'),
    ),
  ]
  return hash('sha256', content.join('\n'), 'hex')
}

function composeLine(row: SaleRow, decimals: number, facts: HistoryFacts, report: BatchReport): HistoryLine | null {
  const found = row.article === null ? 'unknown' : facts.articleOf(row.article)
  const value = row.article?.value ?? ''
  const refuse = (reason: Text, field: string, given?: string) => {
    report.refuse(row.line, reason, { field, value: given, values: { value: given ?? '' } })
    return null
  }
  const variantId = typeof found === 'number' ? found : null
  const givenAmount = row.amount === null ? null : divideRounded(row.amount, 10n ** BigInt(AMOUNT_SCALE - decimals))
  const unitPrice =
    row.unitPrice ?? unitPriceOf(givenAmount, row.quantity, decimals) ?? facts.prices.get(variantId ?? 0)
  if (unitPrice === undefined) return refuse(NO_PRICE, row.article?.by ?? 'unit_price', value)
  const amount = givenAmount ?? lineAmount(row.quantity, unitPrice, decimals)
  if (isBeyond(amount, LARGEST_LINE_MINOR)) return refuse(TOO_LARGE, row.amount === null ? 'unit_price' : 'amount')
  if (isBeyond(unitPrice, LARGEST_UNIT_PRICE)) return refuse(TOO_LARGE, 'amount')
  if (found === 'ambiguous') {
    report.warn(row.line, AMBIGUOUS, { field: row.article?.by, value, values: { value } })
  }
  if (variantId === null) report.count('lines_without_article')
  return {
    kind: kindOf(row.quantity, amount),
    variantId,
    sku: row.article?.by === 'sku' ? value : null,
    description: row.description === '' ? value : row.description,
    quantity: row.quantity,
    unitPrice,
    amount,
  }
}

const isBeyond = (value: bigint, most: bigint): boolean => value > most || value < -most

/** The unit price of a line that only has its amount, to four decimals. */
function unitPriceOf(amount: bigint | null, quantity: bigint, decimals: number): bigint | undefined {
  if (amount === null) return undefined
  return divideRounded(amount * 10n ** BigInt(PRICE_SCALE - decimals + QUANTITY_SCALE), quantity)
}

/** Goods given back are a return; money given back for no goods, or taken for goods given back, is an adjustment. */
function kindOf(quantity: bigint, amount: bigint): LineKind {
  if (quantity > 0n) return amount < 0n ? 'adjustment' : 'sale'
  return amount > 0n ? 'adjustment' : 'return'
}
