import { PRICE_SCALE, parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { arrayLiteral } from '../../platform/database/insert-set.ts'
import type { TicketApproval } from '../approvals/approval.ts'
import type { Flag, LineKind, PaymentMethod, Ticket, TicketKind, TicketLine } from './ticket.ts'

export type TicketKey = { storeId: number; id: string }

/** Whole tickets with their lines, taxes, payments and place in the journal: one statement, whatever their number. */
export async function readTickets(sql: Queryable, keys: readonly TicketKey[]): Promise<Ticket[]> {
  if (keys.length === 0) return []
  const storeIds = arrayLiteral(keys.map((key) => key.storeId))
  const ids = arrayLiteral(keys.map((key) => key.id))
  const rows = await sql<TicketRow[]>`
    select ${columnsOf(sql)}, entry.position, encode(entry.previous_hash, 'hex') as previous_hash, encode(entry.hash, 'hex') as hash,
      encode(record.hash, 'hex') as record_hash,
      (select json_agg(line order by line.line_no) from (
         select line_no, kind, variant_id, product_id, category_id, sku, name, category_name, tax_class,
           quantity::text, unit_price::text, printed_gross_minor::text, line_discount_minor::text,
           ticket_discount_minor::text, gross_minor::text, discount_minor::text, net_minor::text, tax_minor::text,
           total_minor::text, cost_minor::text, tax_codes, tax_shares_minor::text[], is_fee, fee_of, origin_line_no, restock
         from sale_lines where store_id = sale.store_id and sale_id = sale.id) line) as lines,
      (select json_agg(tax order by tax.position) from (
         select position, code, rate_ppm, base_minor::text, amount_minor::text
         from sale_taxes where store_id = sale.store_id and sale_id = sale.id) tax) as taxes,
      (select json_agg(payment order by payment.position) from (
         select position, method, amount_minor::text, change_minor::text
         from sale_payments where store_id = sale.store_id and sale_id = sale.id) payment) as payments,
      (select json_agg(json_build_object('id', approval.id, 'approverId', approval.approver_id, 'approverName',
           approval.approver_name, 'action', approval.action, 'reason', approval.reason) order by approval.id)
       from approvals approval where approval.ticket_id = sale.id and approval.store_id = sale.store_id) as approvals
    from unnest(${storeIds}::text::bigint[], ${ids}::text::uuid[]) with ordinality as key (store_id, id, place)
    join sales sale on sale.store_id = key.store_id and sale.id = key.id
    join journal_entries entry on entry.store_id = sale.store_id and entry.record_id = sale.id and entry.kind = 'ticket'
    left join till_records record on record.store_id = sale.store_id and record.register_id = sale.register_id
      and record.series = sale.series and record.number = sale.number
    order by key.place`
  return rows.map(toTicket)
}

/**
 * The columns by their names: a prepared statement that asked for all of them would fail in the instances that still run
 * when a newer one adds a column.
 */
const columnsOf = (sql: Queryable) => sql`
  sale.store_id, sale.id, sale.kind, sale.register_id, sale.series, sale.number, sale.session_id, sale.device_id,
  sale.cashier_id, sale.customer_id, sale.country, sale.origin_store_id, sale.origin_sale_id, sale.root_sale_id, sale.occurred_at,
  sale.business_day, sale.local_hour, sale.currency, sale.tax_zone, sale.prices_include_tax, sale.tax_exemption_number, sale.subtotal_minor,
  sale.discount_minor, sale.tax_minor, sale.total_minor, sale.rounding_minor, sale.paid_minor, sale.change_minor,
  sale.stated_total_minor, sale.flags, sale.note, sale.external_id, sale.actor_name`

type TicketRow = {
  store_id: number
  id: string
  kind: TicketKind
  register_id: number
  series: number
  number: number
  session_id: string
  device_id: string | null
  cashier_id: number | null
  customer_id: number | null
  country: string | null
  origin_store_id: number | null
  origin_sale_id: string | null
  root_sale_id: string | null
  occurred_at: string
  business_day: string
  local_hour: number
  currency: string
  tax_zone: string
  prices_include_tax: boolean
  tax_exemption_number: string | null
  subtotal_minor: number
  discount_minor: number
  tax_minor: number
  total_minor: number
  rounding_minor: number
  paid_minor: number
  change_minor: number
  stated_total_minor: number | null
  flags: Flag[]
  note: string | null
  external_id: string | null
  actor_name: string
  record_hash: string | null
  position: number
  previous_hash: string
  hash: string
  lines: LineRow[] | null
  taxes: { code: string; rate_ppm: number; base_minor: string; amount_minor: string }[] | null
  payments: { method: PaymentMethod; amount_minor: string; change_minor: string }[] | null
  approvals: TicketApproval[] | null
}

type LineRow = {
  line_no: number
  kind: LineKind
  variant_id: number | null
  product_id: number | null
  category_id: number | null
  sku: string | null
  name: string
  category_name: string | null
  tax_class: string
  quantity: string
  unit_price: string
  printed_gross_minor: string
  line_discount_minor: string
  ticket_discount_minor: string
  gross_minor: string
  discount_minor: string
  net_minor: string
  tax_minor: string
  total_minor: string
  cost_minor: string
  tax_codes: string[]
  tax_shares_minor: string[]
  is_fee: boolean
  fee_of: number | null
  origin_line_no: number | null
  restock: boolean
}

function toTicket(row: TicketRow): Ticket {
  return {
    storeId: row.store_id,
    id: row.id,
    kind: row.kind,
    registerId: row.register_id,
    series: row.series,
    number: row.number,
    sessionId: row.session_id,
    deviceId: row.device_id,
    cashierId: row.cashier_id,
    customerId: row.customer_id,
    country: row.country,
    originStoreId: row.origin_store_id,
    originSaleId: row.origin_sale_id,
    rootSaleId: row.root_sale_id,
    occurredAt: row.occurred_at,
    businessDay: row.business_day,
    localHour: row.local_hour,
    currency: row.currency,
    taxZone: row.tax_zone,
    pricesIncludeTax: row.prices_include_tax,
    taxExemptionNumber: row.tax_exemption_number,
    subtotal: BigInt(row.subtotal_minor),
    discountTotal: BigInt(row.discount_minor),
    taxTotal: BigInt(row.tax_minor),
    total: BigInt(row.total_minor),
    rounding: BigInt(row.rounding_minor),
    paid: BigInt(row.paid_minor),
    changeDue: BigInt(row.change_minor),
    statedTotal: row.stated_total_minor === null ? null : BigInt(row.stated_total_minor),
    flags: row.flags,
    note: row.note,
    externalId: row.external_id,
    actorName: row.actor_name,
    approvals: row.approvals ?? [],
    isTraining: false,
    recordHash: row.record_hash,
    position: row.position,
    previousHash: row.previous_hash,
    hash: row.hash,
    lines: (row.lines ?? []).map(toLine),
    taxes: (row.taxes ?? []).map((tax) => ({
      code: tax.code,
      ratePpm: tax.rate_ppm,
      base: BigInt(tax.base_minor),
      amount: BigInt(tax.amount_minor),
    })),
    payments: (row.payments ?? []).map((payment) => ({
      method: payment.method,
      amount: BigInt(payment.amount_minor),
      change: BigInt(payment.change_minor),
    })),
  }
}

function toLine(row: LineRow): TicketLine {
  return {
    lineNumber: row.line_no,
    kind: row.kind,
    variantId: row.variant_id,
    productId: row.product_id,
    categoryId: row.category_id,
    sku: row.sku,
    name: row.name,
    categoryName: row.category_name,
    taxClass: row.tax_class,
    quantity: exact(row.quantity, QUANTITY_SCALE),
    unitPrice: exact(row.unit_price, PRICE_SCALE),
    printedGross: BigInt(row.printed_gross_minor),
    lineDiscount: BigInt(row.line_discount_minor),
    ticketDiscount: BigInt(row.ticket_discount_minor),
    gross: BigInt(row.gross_minor),
    discount: BigInt(row.discount_minor),
    net: BigInt(row.net_minor),
    tax: BigInt(row.tax_minor),
    total: BigInt(row.total_minor),
    cost: BigInt(row.cost_minor),
    taxShares: row.tax_codes.map((code, index) => ({ code, amount: BigInt(row.tax_shares_minor[index] ?? 0) })),
    isFee: row.is_fee,
    feeOf: row.fee_of,
    originLineNumber: row.origin_line_no,
    restock: row.restock,
  }
}

function exact(value: string, scale: number): bigint {
  const parsed = parseDecimal(value, scale)
  if (parsed === null) throw new Error(`The stored number ${value} has more than ${scale} decimals`)
  return parsed
}
