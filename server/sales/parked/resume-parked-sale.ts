import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { checkRegister } from './check-references.ts'
import { lockParkedSale } from './lock-parked-sale.ts'
import type { ParkedSaleItem } from './parked-schema.ts'
import { getParkedSale } from './select-parked-sales.ts'

/**
 * Gives a parked ticket back to a till of its store, once: of two that ask, one has it.
 *
 * @throws not_found, parked_sale_resumed, validation_failed naming `register_id`
 */
export async function resumeParkedSale(
  tx: Tx,
  actor: Actor,
  id: string,
  registerId: number | null,
): Promise<ParkedSaleItem> {
  const storeId = await lockParkedSale(tx, actor, id)
  await checkRegister(tx, storeId, registerId)
  await tx`
    update parked_sales set resumed_at = now(), resumed_by = ${actor.userId}, resumed_by_name = ${actor.name},
      resumed_register_id = ${registerId}, updated_at = now()
    where store_id = ${storeId} and id = ${id} and resumed_at is null`
  return getParkedSale(tx, actor, id)
}
