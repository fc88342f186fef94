import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { CustomerCreateInput, CustomerItem } from './customer-schema.ts'
import { readCustomer } from './read-customer.ts'
import { getCustomer } from './select-customers.ts'

const NOWHERE = { country: null, region: null, postal_code: null }

/** Adds a customer to the chain. @throws validation_failed, customer_external_id_taken */
export async function createCustomer(tx: Tx, input: CustomerCreateInput): Promise<CustomerItem> {
  const given = readCustomer(input, NOWHERE)
  const columns = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const [made] = await tx<{ id: number }[]>`insert into customers ${tx(columns)} returning id`
  if (made === undefined) throw platformErrors.conflict()
  return getCustomer(tx, made.id)
}
