import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { lockParkedSale } from './lock-parked-sale.ts'

/** Gives up a ticket that still waits. @throws not_found, parked_sale_resumed */
export async function deleteParkedSale(tx: Tx, actor: Actor, id: string): Promise<void> {
  const storeId = await lockParkedSale(tx, actor, id)
  await tx`delete from parked_sales where store_id = ${storeId} and id = ${id}`
}
