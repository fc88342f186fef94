import { randomUUID } from 'node:crypto'
import type { Queryable } from '../platform/database/connect.ts'

/**
 * Tickets written as rows, for tests: a report must be right about any ticket that the schema lets stand, also about
 * those that today's till would not make. Amounts are minor units; a line that takes goods back has negative ones.
 */
export type TestLine = {
  kind?: 'sale' | 'return' | 'adjustment'
  productId?: number | null
  variantId?: number | null
  categoryId?: number | null
  categoryName?: string | null
  sku?: string | null
  name?: string
  quantity: string
  gross: number
  discount?: number
  tax?: number
  cost?: number
}

export type TestPayment = { method: string; amount: number; change?: number }

export type TestTicket = {
  storeId: number
  kind?: 'sale' | 'return'
  day: string
  hour?: number
  currency: string
  cashierId?: number | null
  customerId?: number | null
  country?: string | null
  rounding?: number
  lines: readonly TestLine[]
  payments: readonly TestPayment[]
}

/** Far from the numbers that the server gives. */
let lastNumber = 1_000_000

/** Writes the tickets with their lines and payments, as one statement per table. */
export async function insertTickets(sql: Queryable, tickets: readonly TestTicket[]): Promise<void> {
  const sales: object[] = []
  const lines: object[] = []
  const payments: object[] = []
  for (const ticket of tickets) {
    const id = randomUUID()
    const ownLines = ticket.lines.map((line, index) => lineRow(ticket, id, line, index + 1))
    const ownPayments = ticket.payments.map((payment, index) => ({
      store_id: ticket.storeId,
      sale_id: id,
      position: index + 1,
      method: payment.method,
      amount_minor: payment.amount,
      change_minor: payment.change ?? 0,
    }))
    sales.push(saleRow(ticket, id, ownLines, ownPayments))
    lines.push(...ownLines)
    payments.push(...ownPayments)
  }
  await insertRows(sql, 'sales', sales)
  await insertRows(sql, 'sale_lines', lines)
  await insertRows(sql, 'sale_payments', payments)
}

const sum = <Row>(rows: readonly Row[], value: (row: Row) => number): number =>
  rows.reduce((total, row) => total + value(row), 0)

function saleRow(
  ticket: TestTicket,
  id: string,
  lines: readonly ReturnType<typeof lineRow>[],
  payments: readonly { amount_minor: number; change_minor: number }[],
) {
  lastNumber += 1
  const hour = ticket.hour ?? 12
  return {
    store_id: ticket.storeId,
    id,
    kind: ticket.kind ?? 'sale',
    register_id: ticket.storeId,
    series: 0,
    number: lastNumber,
    cashier_id: ticket.cashierId ?? null,
    customer_id: ticket.customerId ?? null,
    country: ticket.country ?? null,
    occurred_at: `${ticket.day}T${String(hour).padStart(2, '0')}:00:00Z`,
    recorded_at: `${ticket.day}T23:59:59Z`,
    business_day: ticket.day,
    local_hour: hour,
    currency: ticket.currency,
    tax_zone: 'QC',
    prices_include_tax: false,
    subtotal_minor: sum(lines, (line) => line.net_minor),
    discount_minor: sum(lines, (line) => line.discount_minor),
    tax_minor: sum(lines, (line) => line.tax_minor),
    total_minor: sum(lines, (line) => line.total_minor),
    rounding_minor: ticket.rounding ?? 0,
    paid_minor: sum(payments, (payment) => payment.amount_minor),
    change_minor: sum(payments, (payment) => payment.change_minor),
    flags: [],
    actor_name: 'test',
  }
}

function lineRow(ticket: TestTicket, saleId: string, line: TestLine, number: number) {
  const discount = line.discount ?? 0
  const tax = line.tax ?? 0
  const net = line.gross - discount
  return {
    store_id: ticket.storeId,
    sale_id: saleId,
    line_no: number,
    kind: line.kind ?? 'sale',
    business_day: ticket.day,
    variant_id: line.variantId ?? null,
    product_id: line.productId ?? null,
    category_id: line.categoryId ?? null,
    sku: line.sku ?? null,
    name: line.name ?? 'Article',
    category_name: line.categoryName ?? null,
    tax_class: 'standard',
    quantity: line.quantity,
    unit_price: '0',
    printed_gross_minor: line.gross,
    line_discount_minor: discount,
    ticket_discount_minor: 0,
    gross_minor: line.gross,
    discount_minor: discount,
    net_minor: net,
    tax_minor: tax,
    total_minor: net + tax,
    cost_minor: line.cost ?? 0,
    tax_codes: [],
    tax_shares_minor: [],
    restock: true,
  }
}

async function insertRows(sql: Queryable, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first)
  await sql`
    insert into ${sql(table)} (${sql(columns)})
    select ${sql(columns)} from jsonb_populate_recordset(null::${sql(table)}, ${JSON.stringify(rows)}::text::jsonb)`
}
