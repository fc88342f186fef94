import type { Static } from 'typebox'
import { type Actor, may } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { lacking } from '../../platform/errors.ts'
import { Strict } from '../../platform/http/fields.ts'
import { ListSalesQuery, listSales } from '../tickets/list-sales.ts'
import { getCustomer } from './select-customers.ts'

const { customer_id: _whose, ...filters } = ListSalesQuery.properties
/** The list of tickets, of one customer. */
export const CustomerSalesQuery = Strict(filters)

/**
 * The tickets that name a customer, of the actor's stores only: the customer is the chain's, another store's tickets are
 * not there.
 *
 * @throws not_found, forbidden for whoever may see customers and no tickets
 */
export async function listCustomerSales(
  sql: Queryable,
  actor: Actor,
  id: number,
  query: Static<typeof CustomerSalesQuery>,
) {
  if (!may(actor, 'sales.view')) throw lacking('sales.view')
  await getCustomer(sql, id)
  return listSales(sql, actor, { ...query, customer_id: id })
}
