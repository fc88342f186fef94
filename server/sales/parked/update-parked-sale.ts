import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { checkRegister, findCustomer } from './check-references.ts'
import { lockParkedSale } from './lock-parked-sale.ts'
import type { ParkedSaleItem, ParkUpdateInput } from './parked-schema.ts'
import { readParkedDiscount, readParkedLines } from './read-parked-lines.ts'
import { getParkedSale } from './select-parked-sales.ts'

/** Changes the fields that are given of a ticket that still waits. @throws not_found, parked_sale_resumed, validation_failed */
export async function updateParkedSale(
  tx: Tx,
  actor: Actor,
  id: string,
  input: ParkUpdateInput,
): Promise<ParkedSaleItem> {
  const { name, note, total, lines, discount, register_id: registerId } = input
  // Customers before parked sales, as whoever erases one takes them.
  const customerId = await findCustomer(tx, input.customer_id)
  const storeId = await lockParkedSale(tx, actor, id)
  await checkRegister(tx, storeId, registerId)
  const json = (value: unknown): Fragment => tx`${value == null ? null : JSON.stringify(value)}::text::jsonb`
  await tx`
    update parked_sales set updated_at = now(),
      name = ${name === undefined ? tx`name` : tx`${name}`},
      note = ${note === undefined ? tx`note` : tx`${note || null}`},
      total = ${total === undefined ? tx`total` : tx`${total}::numeric`},
      register_id = ${registerId === undefined ? tx`register_id` : tx`${registerId}::bigint`},
      customer_id = ${input.customer_id === undefined ? tx`customer_id` : tx`${customerId}::bigint`},
      lines = ${lines === undefined ? tx`lines` : json(readParkedLines(lines))},
      discount = ${discount === undefined ? tx`discount` : json(readParkedDiscount(discount))}
    where store_id = ${storeId} and id = ${id}`
  return getParkedSale(tx, actor, id)
}
