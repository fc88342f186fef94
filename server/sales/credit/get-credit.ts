import type { Static } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { getCustomer } from '../customers/select-customers.ts'
import type { CreditData } from './credit-schema.ts'
import { type MovementRow, movementColumns, presentMovement } from './select-movements.ts'

const LAST_MOVEMENTS = 20

/** What the chain owes a customer, and the last movements that made it so. @throws not_found */
export async function getCredit(sql: Queryable, actor: Actor, customerId: number): Promise<Static<typeof CreditData>> {
  const customer = await getCustomer(sql, customerId)
  const rows = await sql<MovementRow[]>`
    select ${movementColumns(sql, actor)} from customer_credit_movements m
    where m.customer_id = ${customerId} order by m.id desc limit ${LAST_MOVEMENTS}`
  return { customer_id: customerId, balances: customer.credit, movements: rows.map(presentMovement) }
}
