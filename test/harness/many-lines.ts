import type { Sql, Tx } from '../../server/platform/database/connect.ts'
import { makeStore } from './factories.ts'

export const LINES_PER_TICKET = 4

/**
 * Tickets by the thousands, written as rows: each line of an article of its own, so that a report by article has as many
 * rows as there are lines. So many lines a day, from the first of January 2025 on.
 */
export async function makeManyLines(sql: Sql, lines: number, linesPerDay: number): Promise<{ storeId: number }> {
  const { id: storeId } = await makeStore(sql)
  await sql.begin(async (tx) => {
    // A million of them take a busy machine longer than the API gives a statement.
    await tx`set local statement_timeout = 0`
    await writeTickets(tx, storeId, { lines, linesPerDay })
  })
  await sql`analyze sales`
  await sql`analyze sale_lines`
  return { storeId }
}

type Amount = { lines: number; linesPerDay: number }

async function writeTickets(tx: Tx, storeId: number, { lines, linesPerDay }: Amount): Promise<void> {
  const tickets = Math.ceil(lines / LINES_PER_TICKET)
  const day = `date '2025-01-01' + ((n - 1) / ${linesPerDay / LINES_PER_TICKET})::int`
  const id = `lpad(to_hex(n), 32, '0')::uuid`
  await tx.unsafe(`
    insert into sales (store_id, id, kind, register_id, series, number, occurred_at, recorded_at, business_day, local_hour,
      currency, tax_zone, prices_include_tax, subtotal_minor, discount_minor, tax_minor, total_minor, rounding_minor,
      paid_minor, change_minor, flags, actor_name)
    select ${storeId}, ${id}, 'sale', ${storeId}, 0, n, ${day} + time '12:00', ${day} + time '12:00', ${day}, 12, 'CAD', 'QC',
      false, 0, 0, 0, 0, 0, 0, 0, '{}', 'test'
    from generate_series(1, ${tickets}) n`)
  await tx.unsafe(`
    insert into sale_lines (store_id, sale_id, line_no, kind, business_day, variant_id, product_id, sku, name, category_name,
      tax_class, quantity, unit_price, printed_gross_minor, line_discount_minor, ticket_discount_minor, gross_minor,
      discount_minor, net_minor, tax_minor, total_minor, cost_minor, tax_codes, tax_shares_minor)
    select ${storeId}, lpad(to_hex((n - 1) / ${LINES_PER_TICKET} + 1), 32, '0')::uuid, (n - 1) % ${LINES_PER_TICKET} + 1,
      'sale', date '2025-01-01' + ((n - 1) / ${linesPerDay})::int, n, n, 'SKU-' || n, 'Café équitable n° ' || n, 'Épicerie',
      'standard', 1, amount / 100.0, amount, 0, 0, amount, 0, amount, 15, amount + 15, amount / 2, '{}', '{}'
    from (select n, 100 + n % 9973 as amount from generate_series(1, ${lines}) n) line`)
}
