import { parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { arrayLiteral } from '../../platform/database/insert-set.ts'
import { together } from '../../platform/database/together.ts'
import type { ReturnOrigin } from './compose-return.ts'
import { readTickets } from './read-tickets.ts'
import type { PaymentMethod, ReturnDraft } from './ticket.ts'

/** The sales that a set takes back, by their id; null for what is known and is no sale. */
export type Origins = ReadonlyMap<string, ReturnOrigin | null>

/** Reads the sales that these returns name, wherever in the chain they were made. What is missing is left out. */
export async function findOrigins(tx: Tx, returns: readonly ReturnDraft[]): Promise<Origins> {
  if (returns.length === 0) return new Map()
  const ids = arrayLiteral([...new Set(returns.map((draft) => draft.originSaleId))])
  const keys = await tx<{ id: string; store_id: number }[]>`
    select id, store_id from sale_identities where id = any(${ids}::text::uuid[])`
  const sales = await readTickets(
    tx,
    keys.map((key) => ({ id: key.id, storeId: key.store_id })),
  )
  const origins = new Map<string, ReturnOrigin | null>(keys.map((key) => [key.id, null]))
  for (const sale of sales) {
    if (sale.kind !== 'sale') continue
    origins.set(sale.id, { sale, returned: new Map(), dueBefore: 0n, refunded: new Map() })
  }
  return origins
}

type ReturnedRow = { sale_id: string; line_no: number; returned_quantity: string }
type RefundRow = { sale_id: string; method: PaymentMethod | null; amount: string; due: string }

/**
 * Locks the sales being returned by their identity, then reads what earlier returns took: the statements travel together
 * and each sees what was committed before its turn, so two tills that return the same line are served one after the other.
 */
export async function lockOrigins(tx: Tx, origins: Origins): Promise<void> {
  if (origins.size === 0) return
  const ids = arrayLiteral([...origins.keys()].sort())
  const [, returned, refunds] = await together([
    tx`select from sale_identities where id = any(${ids}::text::uuid[]) order by id for update`,
    tx<ReturnedRow[]>`
      select sale_id, line_no, returned_quantity from return_counters where sale_id = any(${ids}::text::uuid[])`,
    tx<RefundRow[]>`
      with returns as (
        select store_id, id, origin_sale_id, total_minor from sales where origin_sale_id = any(${ids}::text::uuid[]))
      select origin_sale_id as sale_id, null as method, 0::text as amount, (-sum(total_minor))::text as due
      from returns group by origin_sale_id
      union all
      select origin_sale_id, payment.method, (-sum(payment.amount_minor))::text, 0::text
      from returns join sale_payments payment on payment.store_id = returns.store_id and payment.sale_id = returns.id
      group by origin_sale_id, payment.method`,
  ])
  for (const row of returned) {
    origins.get(row.sale_id)?.returned.set(row.line_no, parseDecimal(row.returned_quantity, QUANTITY_SCALE) ?? 0n)
  }
  for (const row of refunds) {
    const origin = origins.get(row.sale_id)
    if (origin == null) continue
    if (row.method === null) origin.dueBefore = BigInt(row.due)
    else origin.refunded.set(row.method, BigInt(row.amount))
  }
}
