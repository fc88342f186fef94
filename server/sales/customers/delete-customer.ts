import type { Tx } from '../../platform/database/connect.ts'
import { refuseCredit } from '../credit/refuse-credit.ts'
import { holdCustomers } from './hold-customers.ts'

/**
 * Takes a customer off the lists; tickets keep naming them. What the chain still owes them would be lost from sight.
 *
 * @throws not_found, customer_merged, customer_has_credit
 */
export async function deleteCustomer(tx: Tx, id: number): Promise<void> {
  await holdCustomers(tx, [id], 'update')
  await refuseCredit(tx, id)
  await tx`update customers set deleted_at = now(), updated_at = now() where id = ${id}`
}
