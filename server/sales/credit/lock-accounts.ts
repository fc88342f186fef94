import type { Tx } from '../../platform/database/connect.ts'

/** What the chain owes a customer in one currency, in minor units. */
export type CreditAccount = { readonly customerId: number; readonly currency: string; readonly balance: bigint }

/** Locks every account of these customers, whom the caller holds, in the order of their keys. */
export async function lockAccounts(tx: Tx, customerIds: readonly number[]): Promise<CreditAccount[]> {
  const rows = await tx<{ customer_id: number; currency: string; balance: string }[]>`
    select customer_id, currency::text, balance_minor::text as balance from customer_credits
    where customer_id = any(${[...customerIds]}::bigint[]) order by customer_id, currency for update`
  return rows.map((row) => ({ customerId: row.customer_id, currency: row.currency, balance: BigInt(row.balance) }))
}
