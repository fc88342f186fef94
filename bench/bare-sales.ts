import { randomBytes, randomUUID } from 'node:crypto'
import type { Sql, Tx } from '../server/platform/database/connect.ts'
import { arrayLiteral, insertSet } from '../server/platform/database/insert-set.ts'
import { addSums } from './bare-sums.ts'
import { ARTICLES, sequence } from './chain.ts'
import { openPool } from './environment.ts'

/**
 * The limit that sales over HTTP are held against: the driver alone writing the rows of a three-line sale, prices and
 * hashes invented beforehand, nothing looked up, nothing validated, no server around it.
 */
export type BareTicket = {
  id: string
  storeId: number
  registerId: number
  number: number
  variants: number[]
  hash: string
}

export function makeTickets(
  count: number,
  place: (index: number) => { storeId: number; registerId: number },
): BareTicket[] {
  const random = sequence(7)
  const numbers = new Map<number, number>()
  return Array.from({ length: count }, (_, index) => {
    const { storeId, registerId } = place(index)
    const number = (numbers.get(registerId) ?? 0) + 1
    numbers.set(registerId, number)
    const variants = Array.from({ length: 3 }, () => 1 + Math.floor(random() * ARTICLES)).sort((a, b) => a - b)
    // Far above the numbers that the server gave, so that both can write in one database.
    return {
      id: randomUUID(),
      storeId,
      registerId,
      number: 10_000_000 + number,
      variants,
      hash: randomBytes(32).toString('hex'),
    }
  })
}

/** A session of its own for each register. */
function sessionOf({ registerId }: BareTicket): string {
  return `00000000-0000-7000-8000-${String(registerId).padStart(12, '0')}`
}

const NOW = new Date().toISOString()
const TODAY = NOW.slice(0, 10)
type Line = { ticket: BareTicket; position: number; variantId: number }
const linesOf = (tickets: readonly BareTicket[]): Line[] =>
  tickets.flatMap((ticket) => ticket.variants.map((variantId, index) => ({ ticket, position: index + 1, variantId })))

const insertIdentities = insertSet<BareTicket>('sale_identities', [
  ['id', 'uuid', (t) => t.id],
  ['store_id', 'bigint', (t) => t.storeId],
  ['body_hash', 'bytea', (t) => t.hash],
])
const insertSales = insertSet<BareTicket>('sales', [
  ['store_id', 'bigint', (t) => t.storeId],
  ['id', 'uuid', (t) => t.id],
  ['kind', 'text', () => 'sale'],
  ['register_id', 'bigint', (t) => t.registerId],
  ['series', 'int', () => 0],
  ['number', 'bigint', (t) => t.number],
  ['session_id', 'uuid', sessionOf],
  ['occurred_at', 'timestamptz', () => NOW],
  ['business_day', 'date', () => TODAY],
  ['local_hour', 'smallint', () => 12],
  ['currency', 'text', () => 'CAD'],
  ['tax_zone', 'text', () => 'QC'],
  ['prices_include_tax', 'boolean', () => false],
  ['subtotal_minor', 'bigint', () => 8997],
  ['discount_minor', 'bigint', () => 0],
  ['tax_minor', 'bigint', () => 1347],
  ['total_minor', 'bigint', () => 10344],
  ['rounding_minor', 'bigint', () => 1],
  ['paid_minor', 'bigint', () => 100000],
  ['change_minor', 'bigint', () => 89655],
  ['flags', 'text[]', () => '{}'],
  ['actor_name', 'text', () => 'API_TOKEN'],
])
const insertLines = insertSet<Line>('sale_lines', [
  ['store_id', 'bigint', ({ ticket }) => ticket.storeId],
  ['sale_id', 'uuid', ({ ticket }) => ticket.id],
  ['line_no', 'smallint', ({ position }) => position],
  ['kind', 'text', () => 'sale'],
  ['business_day', 'date', () => TODAY],
  ['variant_id', 'bigint', ({ variantId }) => variantId],
  ['product_id', 'bigint', ({ variantId }) => variantId],
  ['category_id', 'bigint', () => 1],
  ['sku', 'text', ({ variantId }) => `SKU${variantId}`],
  ['name', 'text', ({ variantId }) => `Article numéro ${variantId}`],
  ['category_name', 'text', () => 'Rayon 1'],
  ['tax_class', 'text', () => 'standard'],
  ['quantity', 'numeric', () => '1.000'],
  ['unit_price', 'numeric', () => '29.9900'],
  ['printed_gross_minor', 'bigint', () => 2999],
  ['line_discount_minor', 'bigint', () => 0],
  ['ticket_discount_minor', 'bigint', () => 0],
  ['gross_minor', 'bigint', () => 2999],
  ['discount_minor', 'bigint', () => 0],
  ['net_minor', 'bigint', () => 2999],
  ['tax_minor', 'bigint', () => 449],
  ['total_minor', 'bigint', () => 3448],
  ['cost_minor', 'bigint', () => 500],
  ['tax_codes', 'text[]', () => '{TPS,TVQ}'],
  ['tax_shares_minor', 'bigint[]', () => '{150,299}'],
])
const insertTaxes = insertSet<{ ticket: BareTicket; position: number }>('sale_taxes', [
  ['store_id', 'bigint', ({ ticket }) => ticket.storeId],
  ['sale_id', 'uuid', ({ ticket }) => ticket.id],
  ['position', 'smallint', ({ position }) => position],
  ['code', 'text', ({ position }) => (position === 1 ? 'TPS' : 'TVQ')],
  ['rate_ppm', 'int', ({ position }) => (position === 1 ? 50_000 : 99_750)],
  ['base_minor', 'bigint', () => 8997],
  ['amount_minor', 'bigint', ({ position }) => (position === 1 ? 450 : 897)],
])
const insertPayments = insertSet<BareTicket>('sale_payments', [
  ['store_id', 'bigint', (t) => t.storeId],
  ['sale_id', 'uuid', (t) => t.id],
  ['position', 'smallint', () => 1],
  ['method', 'text', () => 'cash'],
  ['amount_minor', 'bigint', () => 100000],
  ['change_minor', 'bigint', () => 89655],
])
const insertJournal = insertSet<BareTicket>('journal_entries', [
  ['store_id', 'bigint', (t) => t.storeId],
  ['register_id', 'bigint', (t) => t.registerId],
  ['position', 'bigint', (t) => t.number],
  ['kind', 'text', () => 'ticket'],
  ['record_id', 'uuid', (t) => t.id],
  ['formula_version', 'smallint', () => 1],
  ['previous_hash', 'bytea', (t) => t.hash],
  ['hash', 'bytea', (t) => t.hash],
  ['key_id', 'bigint', () => 1],
  ['signature', 'bytea', (t) => t.hash + t.hash],
])
const insertMovements = insertSet<Line>('stock_movements', [
  ['store_id', 'bigint', ({ ticket }) => ticket.storeId],
  ['variant_id', 'bigint', ({ variantId }) => variantId],
  ['kind', 'text', () => 'sale'],
  ['quantity', 'numeric', () => '-1.000'],
  ['balance_after', 'numeric', () => '1000.000'],
  ['value_minor', 'bigint', () => -500],
  ['reference_type', 'text', () => 'ticket'],
  ['reference_id', 'text', ({ ticket }) => ticket.id],
  ['reference_line', 'int', ({ position }) => position],
  ['actor_name', 'text', () => 'API_TOKEN'],
  ['occurred_at', 'timestamptz', () => NOW],
])

const insertRecords = insertSet<BareTicket>('till_records', [
  ['store_id', 'bigint', (t) => t.storeId],
  ['register_id', 'bigint', (t) => t.registerId],
  ['series', 'int', () => 0],
  ['number', 'bigint', (t) => t.number],
  ['id', 'uuid', (t) => t.id],
  ['kind', 'text', () => 'sale'],
  ['session_id', 'uuid', sessionOf],
  ['occurred_at', 'timestamptz', () => NOW],
  ['business_day', 'date', () => TODAY],
  ['flags', 'text[]', () => '{}'],
])

/** The rows of these tickets, every statement sent without waiting for the one before. */
function writeRows(tx: Tx, tickets: readonly BareTicket[]) {
  const lines = linesOf(tickets)
  const taxes = tickets.flatMap((ticket) => [1, 2].map((position) => ({ ticket, position })))
  const stores = arrayLiteral(lines.map(({ ticket }) => ticket.storeId))
  const variants = arrayLiteral(lines.map(({ variantId }) => variantId))
  const registers = arrayLiteral(tickets.map((ticket) => ticket.registerId))
  return [
    insertIdentities(tx, tickets),
    tx`update register_journals set last_number = last_number + 1, position = position + 1
       where register_id = any(${registers}::text::bigint[])`,
    insertSales(tx, tickets),
    insertLines(tx, lines),
    insertTaxes(tx, taxes),
    insertPayments(tx, tickets),
    insertJournal(tx, tickets),
    insertRecords(tx, tickets),
    ...addSums(
      tx,
      tickets.map((ticket) => ({ storeId: ticket.storeId, sessionId: sessionOf(ticket), businessDay: TODAY })),
    ),
    tx`update stock_levels l set on_hand = on_hand - given.units, value_minor = value_minor - 500 * given.units::bigint
       from (select store_id, variant_id, count(*) as units
             from unnest(${stores}::text::bigint[], ${variants}::text::bigint[]) as line (store_id, variant_id)
             group by 1, 2 order by 1, 2) given
       where l.store_id = given.store_id and l.variant_id = given.variant_id`,
    insertMovements(tx, lines),
  ]
}

/** Tickets per second, `perTransaction` tickets in each transaction, on this many connections. */
export async function writeBare(
  url: string,
  tickets: readonly BareTicket[],
  connections: number,
  perTransaction: number,
): Promise<number> {
  const sql: Sql = openPool(url, connections)
  try {
    await Promise.all(Array.from({ length: connections }, () => sql`select pg_sleep(0.05)`))
    const sets: BareTicket[][] = []
    for (let start = 0; start < tickets.length; start += perTransaction)
      sets.push(tickets.slice(start, start + perTransaction))
    let next = 0
    const startedAt = performance.now()
    await Promise.all(
      Array.from({ length: connections }, async () => {
        for (let set = sets[next++]; set !== undefined; set = sets[next++]) await writeOnce(sql, set)
      }),
    )
    return tickets.length / ((performance.now() - startedAt) / 1000)
  } finally {
    // Whoever failed has said so; nobody waits for connections that others still hold.
    await sql.end({ timeout: 1 })
  }
}

/** Beginning, rows and commit travel together: no way of using the driver is faster. */
async function writeOnce(sql: Sql, set: readonly BareTicket[]): Promise<void> {
  const connection = await sql.reserve()
  try {
    const tx = connection as unknown as Tx
    await Promise.all([connection`begin`, ...writeRows(tx, set), connection`commit`])
  } catch (error) {
    await connection`rollback`
    if ((error as { code?: string }).code === '40P01') return await writeOnce(sql, set)
    throw error
  } finally {
    connection.release()
  }
}
