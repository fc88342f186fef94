import { formatDecimal, JOURNAL_VERSION, PRICE_SCALE, QUANTITY_SCALE } from '../../../rules/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { arrayLiteral, type Column, forSet, givenRows, insertSet } from '../../platform/database/insert-set.ts'
import type { JournalKey } from '../journal/journal-key.ts'
import type { ReturnedQuantity } from './compose-return.ts'
import type { RegisterState } from './set-state.ts'
import type { Ticket, TicketLine, TicketPayment, TicketTax } from './ticket.ts'

/** A part of a ticket with what it needs of its ticket to be a row. */
type Part<Of> = { ticket: Ticket; of: Of; position: number }

const partsOf = <Of>(tickets: readonly Ticket[], parts: (ticket: Ticket) => readonly Of[]): Part<Of>[] =>
  tickets.flatMap((ticket) => parts(ticket).map((of, index) => ({ ticket, of, position: index + 1 })))

/**
 * The writes of a set, one statement per table, sent together. Nothing here decides anything: all refusals are behind.
 * Answers the queries so that the caller sends them with its commit in one round trip.
 */
export function writeTickets(tx: Tx, tickets: readonly Ticket[], key: JournalKey): PromiseLike<unknown>[] {
  if (tickets.length === 0) return []
  const lines = partsOf(tickets, (ticket) => ticket.lines)
  const taxes = partsOf(tickets, (ticket) => ticket.taxes)
  const payments = partsOf(tickets, (ticket) => ticket.payments)
  const entries = tickets.map((ticket) => ({ ticket, key }))
  const queries = [insertSales(tx, tickets), insertLines(tx, lines), insertJournalEntries(tx, entries)]
  if (taxes.length > 0) queries.push(insertTaxes(tx, taxes))
  if (payments.length > 0) queries.push(insertPayments(tx, payments))
  return queries
}

const insertSales = insertSet<Ticket>('sales', [
  ['store_id', 'bigint', (ticket) => ticket.storeId],
  ['id', 'uuid', (ticket) => ticket.id],
  ['kind', 'text', (ticket) => ticket.kind],
  ['register_id', 'bigint', (ticket) => ticket.registerId],
  ['series', 'int', (ticket) => ticket.series],
  ['number', 'bigint', (ticket) => ticket.number],
  ['session_id', 'uuid', (ticket) => ticket.sessionId],
  ['device_id', 'uuid', (ticket) => ticket.deviceId],
  ['cashier_id', 'bigint', (ticket) => ticket.cashierId],
  ['customer_id', 'bigint', (ticket) => ticket.customerId],
  ['country', 'text', (ticket) => ticket.country],
  ['origin_store_id', 'bigint', (ticket) => ticket.originStoreId],
  ['origin_sale_id', 'uuid', (ticket) => ticket.originSaleId],
  ['root_sale_id', 'uuid', (ticket) => ticket.rootSaleId],
  ['occurred_at', 'timestamptz', (ticket) => ticket.occurredAt],
  ['business_day', 'date', (ticket) => ticket.businessDay],
  ['local_hour', 'smallint', (ticket) => ticket.localHour],
  ['currency', 'text', (ticket) => ticket.currency],
  ['tax_zone', 'text', (ticket) => ticket.taxZone],
  ['prices_include_tax', 'boolean', (ticket) => ticket.pricesIncludeTax],
  ['tax_exemption_number', 'text', (ticket) => ticket.taxExemptionNumber],
  ['subtotal_minor', 'bigint', (ticket) => ticket.subtotal],
  ['discount_minor', 'bigint', (ticket) => ticket.discountTotal],
  ['tax_minor', 'bigint', (ticket) => ticket.taxTotal],
  ['total_minor', 'bigint', (ticket) => ticket.total],
  ['rounding_minor', 'bigint', (ticket) => ticket.rounding],
  ['paid_minor', 'bigint', (ticket) => ticket.paid],
  ['change_minor', 'bigint', (ticket) => ticket.changeDue],
  ['stated_total_minor', 'bigint', (ticket) => ticket.statedTotal],
  ['flags', 'text[]', (ticket) => arrayLiteral(ticket.flags)],
  ['note', 'text', (ticket) => ticket.note],
  ['external_id', 'text', (ticket) => ticket.externalId],
  ['actor_name', 'text', (ticket) => ticket.actorName],
])

const insertLines = insertSet<Part<TicketLine>>('sale_lines', [
  ['store_id', 'bigint', ({ ticket }) => ticket.storeId],
  ['sale_id', 'uuid', ({ ticket }) => ticket.id],
  ['line_no', 'smallint', ({ of }) => of.lineNumber],
  ['kind', 'text', ({ of }) => of.kind],
  ['business_day', 'date', ({ ticket }) => ticket.businessDay],
  ['variant_id', 'bigint', ({ of }) => of.variantId],
  ['product_id', 'bigint', ({ of }) => of.productId],
  ['category_id', 'bigint', ({ of }) => of.categoryId],
  ['sku', 'text', ({ of }) => of.sku],
  ['name', 'text', ({ of }) => of.name],
  ['category_name', 'text', ({ of }) => of.categoryName],
  ['tax_class', 'text', ({ of }) => of.taxClass],
  ['quantity', 'numeric', ({ of }) => formatDecimal(of.quantity, QUANTITY_SCALE)],
  ['unit_price', 'numeric', ({ of }) => formatDecimal(of.unitPrice, PRICE_SCALE)],
  ['printed_gross_minor', 'bigint', ({ of }) => of.printedGross],
  ['line_discount_minor', 'bigint', ({ of }) => of.lineDiscount],
  ['ticket_discount_minor', 'bigint', ({ of }) => of.ticketDiscount],
  ['gross_minor', 'bigint', ({ of }) => of.gross],
  ['discount_minor', 'bigint', ({ of }) => of.discount],
  ['net_minor', 'bigint', ({ of }) => of.net],
  ['tax_minor', 'bigint', ({ of }) => of.tax],
  ['total_minor', 'bigint', ({ of }) => of.total],
  ['cost_minor', 'bigint', ({ of }) => of.cost],
  ['tax_codes', 'text[]', ({ of }) => arrayLiteral(of.taxShares.map((share) => share.code))],
  ['tax_shares_minor', 'bigint[]', ({ of }) => arrayLiteral(of.taxShares.map((share) => share.amount))],
  ['is_fee', 'boolean', ({ of }) => of.isFee],
  ['fee_of', 'smallint', ({ of }) => of.feeOf],
  ['origin_line_no', 'smallint', ({ of }) => of.originLineNumber],
  ['restock', 'boolean', ({ of }) => of.restock],
])

const insertTaxes = insertSet<Part<TicketTax>>('sale_taxes', [
  ['store_id', 'bigint', ({ ticket }) => ticket.storeId],
  ['sale_id', 'uuid', ({ ticket }) => ticket.id],
  ['position', 'smallint', ({ position }) => position],
  ['code', 'text', ({ of }) => of.code],
  ['rate_ppm', 'int', ({ of }) => of.ratePpm],
  ['base_minor', 'bigint', ({ of }) => of.base],
  ['amount_minor', 'bigint', ({ of }) => of.amount],
])

const insertPayments = insertSet<Part<TicketPayment>>('sale_payments', [
  ['store_id', 'bigint', ({ ticket }) => ticket.storeId],
  ['sale_id', 'uuid', ({ ticket }) => ticket.id],
  ['position', 'smallint', ({ position }) => position],
  ['method', 'text', ({ of }) => of.method],
  ['amount_minor', 'bigint', ({ of }) => of.amount],
  ['change_minor', 'bigint', ({ of }) => of.change],
])

type Entry = { ticket: Ticket; key: JournalKey }

const insertJournalEntries = insertSet<Entry>('journal_entries', [
  ['store_id', 'bigint', ({ ticket }) => ticket.storeId],
  ['register_id', 'bigint', ({ ticket }) => ticket.registerId],
  ['position', 'bigint', ({ ticket }) => ticket.position],
  ['kind', 'text', () => 'ticket'],
  ['record_id', 'uuid', ({ ticket }) => ticket.id],
  ['formula_version', 'smallint', () => JOURNAL_VERSION],
  ['previous_hash', 'bytea', ({ ticket }) => ticket.previousHash],
  ['hash', 'bytea', ({ ticket }) => ticket.hash],
  ['key_id', 'bigint', ({ key }) => key.id],
  ['signature', 'bytea', ({ ticket, key }) => key.sign('entry', ticket.hash)],
])

const registerColumns: readonly Column<RegisterState>[] = [
  ['store_id', 'bigint', (register) => register.storeId],
  ['register_id', 'bigint', (register) => register.registerId],
  ['last_number', 'bigint', (register) => register.lastNumber],
  ['position', 'bigint', (register) => register.position],
  ['head_hash', 'bytea', (register) => register.headHash],
]

/** Moves each register's counter and chain head to where the set left them. */
export const advanceRegisters = forSet(
  registerColumns,
  `update register_journals journal
   set last_number = given.last_number, position = given.position, head_hash = decode(given.head_hash, 'hex')
   from ${givenRows(registerColumns)}
   where journal.store_id = given.store_id and journal.register_id = given.register_id`,
)

const counterColumns: readonly Column<ReturnedQuantity>[] = [
  ['store_id', 'bigint', (counter) => counter.storeId],
  ['sale_id', 'uuid', (counter) => counter.saleId],
  ['line_no', 'smallint', (counter) => counter.lineNumber],
  ['quantity', 'numeric', (counter) => formatDecimal(counter.quantity, QUANTITY_SCALE)],
]

/** Adds what a set took back to the counters of the sold lines, whose sales are locked. */
export const raiseReturnCounters = forSet(
  counterColumns,
  `insert into return_counters as counter (store_id, sale_id, line_no, returned_quantity)
   select store_id, sale_id, line_no, sum(quantity) from ${givenRows(counterColumns)}
   group by store_id, sale_id, line_no order by store_id, sale_id, line_no
   on conflict (store_id, sale_id, line_no)
   do update set returned_quantity = counter.returned_quantity + excluded.returned_quantity`,
)
