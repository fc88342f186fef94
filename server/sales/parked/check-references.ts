import type { Tx } from '../../platform/database/connect.ts'
import { missingReference } from '../../platform/errors.ts'

/** Holds a register of the store that is in use. @throws validation_failed naming the field when there is none such. */
export async function checkRegister(tx: Tx, storeId: number, registerId: number | null | undefined): Promise<void> {
  if (registerId == null) return
  const found = await tx`
    select from registers
    where store_id = ${storeId} and id = ${registerId} and kind <> 'import' and deleted_at is null for key share`
  if (found.length === 0) throw missingReference('register_id')
}

/**
 * Holds the customer whom a ticket names, so that merging or erasing them finds it. Answers the one that a merged record
 * stands for.
 *
 * @throws validation_failed naming the field when there is none such.
 */
export async function findCustomer(tx: Tx, customerId: number | null | undefined): Promise<number | null> {
  if (customerId == null) return null
  const [row] = await tx<{ merged_into_id: number | null; is_gone: boolean }[]>`
    select merged_into_id, deleted_at is not null as is_gone from customers where id = ${customerId} for key share`
  if (row?.merged_into_id != null) return findCustomer(tx, row.merged_into_id)
  if (row === undefined || row.is_gone) throw missingReference('customer_id')
  return customerId
}
