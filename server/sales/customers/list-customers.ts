import type { Queryable } from '../../platform/database/connect.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, selectPage } from '../../platform/http/select-page.ts'
import { CUSTOMER_SORTS, Customer, type CustomerItem, type CustomerListQuery } from './customer-schema.ts'
import { matchCustomers } from './match-customers.ts'
import { type CustomerRow, customerColumns, presentCustomer } from './select-customers.ts'

/** The chain's customers, by name unless asked otherwise; one statement. */
export async function listCustomers(
  sql: Queryable,
  query: CustomerListQuery,
): Promise<Outcome<Partial<CustomerItem>[]>> {
  const request = readList(query, {
    sorts: CUSTOMER_SORTS,
    defaultSort: 'name',
    fields: Object.keys(Customer.properties),
  })
  const { q, phone, email } = query
  const page = await selectPage<CustomerRow>(sql, request, {
    sorts: CUSTOMER_SORTS,
    from: sql`customers c`,
    where: allOf(sql, matchCustomers(sql, query, request.ids)),
    columns: customerColumns(sql),
    joins: sql`join customers c on c.id = k.id`,
    isFoundFirst: [q, phone, email].some((words) => words !== undefined && words !== ''),
  })
  return { data: page.rows.map((row) => pickFields(presentCustomer(row), request.fields)), meta: page.meta }
}
