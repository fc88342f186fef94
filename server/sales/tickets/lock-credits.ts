import type { Tx } from '../../platform/database/connect.ts'
import { type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'
import { together } from '../../platform/database/together.ts'
import type { CreditAccount } from '../credit/lock-accounts.ts'
import type { Origins } from './return-origins.ts'
import { type DraftPayment, isReceiptReturn, type TicketDraft } from './ticket.ts'

/** An account that a ticket pays from, or gives back to. */
export type CreditKey = { customerId: number; currency: string; isRefund: boolean }

const columns: readonly Column<CreditKey>[] = [
  ['customer_id', 'bigint', (key) => key.customerId],
  ['currency', 'text', (key) => key.currency],
]

/** Of a customer who was merged, the account of the one that they were merged into. */
const WANTED = `
  select distinct coalesce(customer.merged_into_id, customer.id) as customer_id, given.currency::bpchar as currency
  from ${givenRows(columns)} join customers customer on customer.id = given.customer_id`

const make = forSet(
  columns,
  `insert into customer_credits (customer_id, currency) select customer_id, currency from (${WANTED}) wanted
   order by customer_id, currency on conflict do nothing`,
)

const lock = forSet(
  columns,
  `select credit.customer_id, credit.currency::text, credit.balance_minor::text as balance
   from (${WANTED}) wanted join customer_credits credit using (customer_id, currency)
   order by credit.customer_id, credit.currency for update of credit`,
)

/**
 * Locks the accounts of store credit that a set pays from and gives back to, in the order of their keys, after all else.
 * One that takes credit back is made with nothing in it where there is none. The customers are held already.
 */
export async function lockCredits(tx: Tx, keys: readonly CreditKey[]): Promise<CreditAccount[]> {
  if (keys.length === 0) return []
  const refunds = keys.filter((key) => key.isRefund)
  const [, rows] = await together([refunds.length === 0 ? null : make(tx, refunds), lock(tx, keys)])
  return rows.map((row) => ({ customerId: row.customer_id, currency: row.currency, balance: BigInt(row.balance) }))
}

/** The accounts that these drafts move; a past ticket moves none. */
export function creditKeysOf(
  drafts: readonly TicketDraft[],
  currencyOf: (draft: TicketDraft) => string,
  origins: Origins,
): CreditKey[] {
  return drafts.flatMap((draft): CreditKey[] => {
    if (draft.kind === 'history') return []
    const soldTo = isReceiptReturn(draft) ? origins.get(draft.originSaleId)?.sale.customerId : null
    // A till may have named another than its sale's customer, whose the return is.
    const customerId = soldTo ?? draft.customerId
    const isInCredit = ({ method }: DraftPayment) => method === 'credit'
    const isRefund = draft.kind === 'return' && draft.refunds.some(isInCredit)
    const isPayment = (draft.kind === 'sale' || isReceiptReturn(draft)) && draft.payments.some(isInCredit)
    if (customerId === null || !(isRefund || isPayment)) return []
    return [{ customerId, currency: currencyOf(draft), isRefund }]
  })
}
