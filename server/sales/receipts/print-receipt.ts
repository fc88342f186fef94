import { randomUUID } from 'node:crypto'
import { type Receipt, receiptText } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { type AuditSettings, type Sql, withTransaction } from '../../platform/database/connect.ts'
import type { Outcome } from '../../platform/http/route.ts'
import type { Language } from '../../platform/text.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { composeReceipt } from './compose-receipt.ts'
import { getPrintable } from './get-printable.ts'
import { presentReceipt } from './present-receipt.ts'
import { readReceiptFacts } from './read-receipt-facts.ts'
import type { PaperWidth, ReceiptAnswer, ReceiptFormat, ReceiptQuery } from './receipt-schema.ts'
import { takePrint } from './take-print.ts'
import { writeReceiptEscpos } from './write-receipt-escpos.ts'
import { writeReceiptHtml } from './write-receipt-html.ts'
import { writeReceiptPdf } from './write-receipt-pdf.ts'

const PAPER_WIDTH: PaperWidth = 42
const LOCK_TIMEOUT_MS = 5_000

export type PrintInput = {
  readonly saleId: string
  readonly query: ReceiptQuery
  /** The language of the request. */
  readonly language: Language
  readonly audit: AuditSettings
}

/**
 * The receipt of a ticket in one of its forms. Whatever can be put on paper is a printing, which is counted; as data it
 * is one only when `print_id` says so.
 *
 * @throws not_found, also for another store's ticket; forbidden for a copy without the right; print_id_used.
 */
export async function printReceipt(
  sql: Sql,
  actor: Actor,
  { saleId, query, language: requested, audit }: PrintInput,
): Promise<Outcome<ReceiptAnswer | string | Uint8Array>> {
  const { format = 'json', lang: language = requested, width = PAPER_WIDTH } = query
  const ticket = await getPrintable(sql, actor, saleId.toLowerCase())
  const copyNumber = await countPrint(sql, actor, ticket, { format, printId: query.print_id, audit })
  const facts = await readReceiptFacts(sql, ticket)
  const receipt = composeReceipt(ticket, facts, { language, copyNumber: copyNumber ?? 0 })
  if (format === 'json') return { data: presentReceipt(receipt, { language, copyNumber, prints: facts.prints }) }
  return {
    data: await writeReceipt(receipt, format, language, width),
    headers: headersOf(format, receipt.reference, language),
  }
}

type Counting = { format: ReceiptFormat; printId: string | undefined; audit: AuditSettings }

/** null: it is only read. */
async function countPrint(
  sql: Sql,
  actor: Actor,
  ticket: Ticket,
  { format, printId, audit }: Counting,
): Promise<number | null> {
  // What was only practised is no receipt of anything: its papers are not counted.
  if (ticket.isTraining || (format === 'json' && printId === undefined)) return null
  const request = { format, printId: printId?.toLowerCase() ?? randomUUID() }
  const { copyNumber } = await withTransaction(sql, { lockTimeoutMs: LOCK_TIMEOUT_MS, audit }, (tx) =>
    takePrint(tx, actor, ticket, request),
  )
  return copyNumber
}

async function writeReceipt(
  receipt: Receipt,
  format: Exclude<ReceiptFormat, 'json'>,
  language: Language,
  width: PaperWidth,
): Promise<string | Uint8Array> {
  switch (format) {
    case 'text':
      return `${receiptText(receipt, { language, width }).join('\n')}\n`
    case 'html':
      return writeReceiptHtml(receipt, language, { bars: true })
    case 'pdf':
      return writeReceiptPdf(receipt, language)
    case 'escpos':
      return Buffer.from(writeReceiptEscpos(receipt, language, width))
  }
}

const CONTENT_TYPES = {
  text: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  escpos: 'application/octet-stream',
} as const satisfies Record<Exclude<ReceiptFormat, 'json'>, string>

/** What the page needs and no more: its own style. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

function headersOf(
  format: Exclude<ReceiptFormat, 'json'>,
  reference: string,
  language: Language,
): Record<string, string> {
  const name = `${language === 'fr' ? 'recu' : 'receipt'}-${reference}`
  return {
    'content-type': CONTENT_TYPES[format],
    ...(format === 'html' && { 'content-security-policy': PAGE_POLICY }),
    ...(format === 'pdf' && { 'content-disposition': `inline; filename="${name}.pdf"` }),
    ...(format === 'escpos' && { 'content-disposition': `attachment; filename="${name}.bin"` }),
  }
}
