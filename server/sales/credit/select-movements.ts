import type { Row } from 'postgres'
import { currencyDecimals, formatDecimal } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import type { CreditMovementItem } from './credit-schema.ts'

/** A row of `movementColumns`; amounts in minor units. */
export type MovementRow = Omit<CreditMovementItem, 'amount' | 'balance_after'> & {
  amount_minor: number
  balance_after_minor: number
}

/**
 * The columns of a movement `m`. What happened in a store that is not the actor's shows how much, and neither the
 * ticket nor who served.
 */
export const movementColumns = (sql: Queryable, actor: Actor): Fragment => {
  const ofStore = (column: string) => sql<Row[]>`case when m.store_id is null or ${storeScope(sql, actor, 'm.store_id')}
    then m.${sql.unsafe(column)} end`
  return sql<Row[]>`
    m.id, m.customer_id, m.kind, m.currency::text, m.amount_minor, m.balance_after_minor, m.reason, m.other_customer_id, m.recorded_at,
    ${ofStore('store_id')} as store_id, ${ofStore('ticket_id')} as sale_id,
    ${ofStore('actor_id')} as actor_id, ${ofStore('actor_name')} as actor_name`
}

export function presentMovement(row: MovementRow): CreditMovementItem {
  const { amount_minor: amount, balance_after_minor: balance, ...item } = row
  const money = (minor: number) => formatDecimal(BigInt(minor), currencyDecimals(row.currency))
  return { ...item, amount: money(amount), balance_after: money(balance) }
}

/** The last movement of an account. */
export async function lastMovement(
  tx: Tx,
  actor: Actor,
  customerId: number,
  currency: string,
): Promise<CreditMovementItem> {
  const [row] = await tx<MovementRow[]>`
    select ${movementColumns(tx, actor)} from customer_credit_movements m
    where m.customer_id = ${customerId} and m.currency = ${currency} order by m.id desc limit 1`
  if (row === undefined) throw platformErrors.not_found()
  return presentMovement(row)
}
