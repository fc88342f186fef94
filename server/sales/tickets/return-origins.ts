import { CASH, parseDecimal, QUANTITY_SCALE, type TenderLedger } from '../../../rules/index.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import { arrayLiteral } from '../../platform/database/insert-set.ts'
import { together } from '../../platform/database/together.ts'
import { readTickets, type TicketKey } from './read-tickets.ts'
import { type PaymentMethod, type ReceiptReturnDraft, rootIdOf, type Ticket } from './ticket.ts'

/** The ticket that a return takes back, a sale or what was bought in exchange; all that changes is locked by the caller. */
export type ReturnOrigin = {
  readonly sale: Ticket
  /** Thousandths returned so far, by line number. */
  readonly returned: Map<number, bigint>
  /** What the sale, and all that it was exchanged for, took and gave back: one account for the whole chain. */
  readonly tenders: TenderLedger
}

/** The tickets that a set takes back, by their id; null for what is known and has sold nothing. */
export type Origins = ReadonlyMap<string, ReturnOrigin | null>

/** Reads the tickets that these returns name, wherever in the chain they were made. What is missing is left out. */
export async function findOrigins(tx: Tx, returns: readonly ReceiptReturnDraft[]): Promise<Origins> {
  if (returns.length === 0) return new Map()
  const ids = arrayLiteral([...new Set(returns.map((draft) => draft.originSaleId))])
  const keys = await tx<{ id: string; store_id: number }[]>`
    select id, store_id from sale_identities where id = any(${ids}::text::uuid[])`
  const { origins } = await readOrigins(
    tx,
    keys.map((key) => ({ id: key.id, storeId: key.store_id })),
  )
  return origins
}

/** The same of tickets whose stores are known, with the tickets themselves. */
export async function readOrigins(
  sql: Queryable,
  keys: readonly TicketKey[],
): Promise<{ tickets: Ticket[]; origins: Origins }> {
  const tickets = await readTickets(sql, keys)
  const origins = new Map<string, ReturnOrigin | null>(keys.map(({ id }) => [id, null]))
  const ledgers = new Map<string, TenderLedger>()
  for (const sale of tickets) {
    if (!sale.lines.some(({ kind }) => kind === 'sale')) continue
    const rootId = rootIdOf(sale)
    const tenders = ledgers.get(rootId) ?? { kept: new Map(), refunded: new Map(), dueBefore: 0n, hasCash: false }
    ledgers.set(rootId, tenders)
    origins.set(sale.id, { sale, returned: new Map(), tenders })
  }
  return { tickets, origins }
}

/**
 * Locks the sales with which these chains began by their identity, then reads what earlier returns took: the statements
 * travel together and each sees what was committed before its turn, so two tills that return the same line, or lines of one
 * chain of exchanges, are served one after the other.
 */
export async function lockOrigins(tx: Tx, origins: Origins): Promise<void> {
  const rootIds = rootIdsOf(origins)
  if (rootIds.length === 0) return
  const [, counters, tenders] = await together([
    tx`select from sale_identities where id = any(${arrayLiteral(rootIds)}::text::uuid[]) order by id for update`,
    selectCounters(tx, origins),
    selectTenders(tx, rootIds),
  ])
  enterReturned(origins, counters, tenders)
}

/** What came back of these tickets so far, as it is now and without keeping anybody from taking back more. */
export async function readReturned(sql: Queryable, origins: Origins): Promise<void> {
  const rootIds = rootIdsOf(origins)
  if (rootIds.length === 0) return
  const [counters, tenders] = await together([selectCounters(sql, origins), selectTenders(sql, rootIds)])
  enterReturned(origins, counters, tenders)
}

const rootIdsOf = (origins: Origins): string[] =>
  [...new Set([...origins.values()].flatMap((origin) => (origin === null ? [] : rootIdOf(origin.sale))))].sort()

type CounterRow = { sale_id: string; line_no: number; returned_quantity: string }

const selectCounters = (sql: Queryable, origins: Origins) => sql<CounterRow[]>`
  select sale_id, line_no, returned_quantity from return_counters
  where sale_id = any(${arrayLiteral([...origins.keys()])}::text::uuid[])`

type TenderRow = {
  root_id: string
  is_root: boolean
  /** null: the row of what is due, else of what was paid by this method. */
  method: PaymentMethod | null
  amount: string
  is_paid: boolean | null
}

const selectTenders = (sql: Queryable, rootIds: readonly string[]) => sql<TenderRow[]>`
  with asked as (select unnest(${arrayLiteral(rootIds)}::text::uuid[]) as id), chain as (
    select id as root_id, store_id, id, true as is_root from sale_identities where id in (select id from asked)
    union all
    select origin_sale_id, store_id, id, false from sales where origin_sale_id in (select id from asked)
    union all
    select root_sale_id, store_id, id, false from sales where root_sale_id in (select id from asked)
  )
  select root_id, false as is_root, null as method, (-sum(sale.total_minor))::text as amount, null::boolean as is_paid
  from chain join sales sale using (store_id, id) where not is_root group by root_id
  union all
  select root_id, is_root, payment.method, sum(payment.amount_minor - payment.change_minor)::text,
    bool_or(is_root or payment.amount_minor > 0)
  from chain join sale_payments payment on payment.store_id = chain.store_id and payment.sale_id = chain.id
  group by root_id, is_root, payment.method`

function enterReturned(origins: Origins, counters: readonly CounterRow[], tenders: readonly TenderRow[]): void {
  for (const row of counters) {
    origins.get(row.sale_id)?.returned.set(row.line_no, parseDecimal(row.returned_quantity, QUANTITY_SCALE) ?? 0n)
  }
  const ledgers = new Map<string, TenderLedger>()
  for (const origin of origins.values()) if (origin !== null) ledgers.set(rootIdOf(origin.sale), origin.tenders)
  for (const row of tenders) {
    const ledger = ledgers.get(row.root_id)
    if (ledger === undefined) continue
    const amount = BigInt(row.amount)
    if (row.method === null) ledger.dueBefore = amount
    else if (row.is_root) ledger.kept.set(row.method, amount)
    else ledger.refunded.set(row.method, -amount)
    if (row.method === CASH && row.is_paid === true) ledger.hasCash = true
  }
}
