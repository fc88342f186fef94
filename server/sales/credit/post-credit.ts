import type { Tx } from '../../platform/database/connect.ts'
import { type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'

export const CREDIT_MOVEMENT_KINDS = ['grant', 'withdrawal', 'payment', 'refund', 'merge', 'forfeit'] as const
export type CreditMovementKind = (typeof CREDIT_MOVEMENT_KINDS)[number]

/** A change of a customer's credit. */
export type CreditMovement = {
  customerId: number
  currency: string
  kind: CreditMovementKind
  /** Minor units, added to the balance. */
  amount: bigint
  reason: string | null
  storeId: number | null
  ticketId: string | null
  otherCustomerId: number | null
  actorId: number | null
  actorName: string
}

type Numbered = CreditMovement & { position: number }

const columns: readonly Column<Numbered>[] = [
  ['position', 'int', (movement) => movement.position],
  ['customer_id', 'bigint', (movement) => movement.customerId],
  ['currency', 'text', (movement) => movement.currency],
  ['kind', 'text', (movement) => movement.kind],
  ['amount_minor', 'bigint', (movement) => movement.amount],
  ['reason', 'text', (movement) => movement.reason],
  ['store_id', 'bigint', (movement) => movement.storeId],
  ['ticket_id', 'uuid', (movement) => movement.ticketId],
  ['other_customer_id', 'bigint', (movement) => movement.otherCustomerId],
  ['actor_id', 'bigint', (movement) => movement.actorId],
  ['actor_name', 'text', (movement) => movement.actorName],
]

const post = forSet(
  columns,
  `with given as materialized (select * from ${givenRows(columns)}),
   changed as (
     update customer_credits credit set balance_minor = credit.balance_minor + total.amount_minor
     from (select customer_id, currency, sum(amount_minor) as amount_minor from given group by 1, 2) total
     where credit.customer_id = total.customer_id and credit.currency = total.currency
     returning credit.customer_id, credit.currency, credit.balance_minor)
   insert into customer_credit_movements (customer_id, currency, kind, amount_minor, balance_after_minor, reason, store_id,
     ticket_id, other_customer_id, actor_id, actor_name)
   select given.customer_id, given.currency, given.kind, given.amount_minor,
     changed.balance_minor - coalesce(sum(given.amount_minor) over (
       partition by given.customer_id, given.currency order by given.position
       rows between 1 following and unbounded following), 0),
     given.reason, given.store_id, given.ticket_id, given.other_customer_id, given.actor_id, given.actor_name
   from given join changed using (customer_id, currency) order by given.position`,
)

/**
 * Writes movements and changes the balances by them, in one statement. Each keeps the balance that it left. The accounts
 * are there and locked by the caller, who has refused whatever would leave one below zero; the database refuses it again.
 */
export const postCredit = (tx: Tx, movements: readonly CreditMovement[]): PromiseLike<unknown> =>
  post(
    tx,
    movements.map((movement, index) => ({ ...movement, position: index + 1 })),
  )
