import type { Tx } from '../../platform/database/connect.ts'

/** Locks a customer's account in a currency, made with nothing in it where there is none. Answers its balance. */
export async function makeAccount(tx: Tx, customerId: number, currency: string): Promise<bigint> {
  await tx`
    insert into customer_credits (customer_id, currency) values (${customerId}, ${currency}) on conflict do nothing`
  const [row] = await tx<[{ balance: string }]>`
    select balance_minor::text as balance from customer_credits
    where customer_id = ${customerId} and currency = ${currency} for update`
  return BigInt(row.balance)
}
