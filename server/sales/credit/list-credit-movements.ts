import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, type Fragment, selectPage } from '../../platform/http/select-page.ts'
import { getCustomer } from '../customers/select-customers.ts'
import { CREDIT_SORTS, CreditMovementData, type CreditMovementItem, type CreditQuery } from './credit-schema.ts'
import { type MovementRow, movementColumns, presentMovement } from './select-movements.ts'

/** Every movement of a customer's credit, the last first unless asked otherwise. @throws not_found */
export async function listCreditMovements(
  sql: Queryable,
  actor: Actor,
  customerId: number,
  query: CreditQuery,
): Promise<Outcome<Partial<CreditMovementItem>[]>> {
  const request = readList(query, {
    sorts: CREDIT_SORTS,
    defaultSort: '-id',
    fields: Object.keys(CreditMovementData.properties),
  })
  await getCustomer(sql, customerId)
  const conditions: Fragment[] = [sql`m.customer_id = ${customerId}`]
  if (query.currency !== undefined) conditions.push(sql`m.currency = ${query.currency}`)
  if (query.kind !== undefined) conditions.push(sql`m.kind = ${query.kind}`)
  const page = await selectPage<MovementRow>(sql, request, {
    sorts: CREDIT_SORTS,
    from: sql`customer_credit_movements m`,
    where: allOf(sql, conditions),
    columns: movementColumns(sql, actor),
    joins: sql`join customer_credit_movements m on m.id = k.id`,
  })
  return { data: page.rows.map((row) => pickFields(presentMovement(row), request.fields)), meta: page.meta }
}
