import { assignments } from '../../platform/database/assignments.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { CustomerItem, CustomerUpdateInput } from './customer-schema.ts'
import { holdCustomers } from './hold-customers.ts'
import { readCustomer } from './read-customer.ts'
import { getCustomer } from './select-customers.ts'

/** Changes the fields that are given. @throws not_found, customer_merged, validation_failed, customer_external_id_taken */
export async function updateCustomer(tx: Tx, id: number, input: CustomerUpdateInput): Promise<CustomerItem> {
  await holdCustomers(tx, [id], 'no key update')
  const given = readCustomer(input, await getCustomer(tx, id))
  await tx`update customers set updated_at = now() ${assignments(tx, given)} where id = ${id}`
  return getCustomer(tx, id)
}
