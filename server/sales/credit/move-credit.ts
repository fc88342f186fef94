import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { type CreditAccount, lockAccounts } from './lock-accounts.ts'
import { type CreditMovement, postCredit } from './post-credit.ts'

/** Moves all that the chain owes one customer to another. The caller holds both, alone. */
export async function moveCredit(tx: Tx, actor: Actor, fromId: number, toId: number): Promise<void> {
  await tx`
    insert into customer_credits (customer_id, currency)
    select ${toId}, currency from customer_credits where customer_id = ${fromId} order by currency
    on conflict do nothing`
  const accounts = await lockAccounts(tx, [fromId, toId])
  const movements = accounts
    .filter(({ customerId, balance }) => customerId === fromId && balance > 0n)
    .flatMap((account) => [
      movement(actor, account, { kind: 'merge', amount: -account.balance, otherCustomerId: toId }),
      movement(
        actor,
        { ...account, customerId: toId },
        { kind: 'merge', amount: account.balance, otherCustomerId: fromId },
      ),
    ])
  if (movements.length > 0) await postCredit(tx, movements)
}

/**
 * Ends what a customer whom the caller holds alone is still owed, because they give it up. Answers the accounts as they
 * were.
 */
export async function forfeitCredit(tx: Tx, actor: Actor, customerId: number): Promise<CreditAccount[]> {
  const owed = (await lockAccounts(tx, [customerId])).filter(({ balance }) => balance > 0n)
  const movements = owed.map((account) =>
    movement(actor, account, { kind: 'forfeit', amount: -account.balance, otherCustomerId: null }),
  )
  if (movements.length > 0) await postCredit(tx, movements)
  return owed
}

const movement = (
  actor: Actor,
  { customerId, currency }: CreditAccount,
  change: Pick<CreditMovement, 'kind' | 'amount' | 'otherCustomerId'>,
): CreditMovement => ({
  customerId,
  currency,
  reason: null,
  storeId: null,
  ticketId: null,
  actorId: actor.userId,
  actorName: actor.name,
  ...change,
})
