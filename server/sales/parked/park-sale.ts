import { hash, randomUUID } from 'node:crypto'
import { canonicalJson } from '../../../rules/index.ts'
import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import { checkRegister, findCustomer } from './check-references.ts'
import type { ParkedSaleItem, ParkInput } from './parked-schema.ts'
import { readParkedDiscount, readParkedLines } from './read-parked-lines.ts'
import { getParkedSale } from './select-parked-sales.ts'

const NO_STORE = text('Ce magasin n’existe pas.', 'This store does not exist.')

/**
 * Puts a ticket aside under a name. It takes no number, moves no stock, and is in no report. The same under the same id is
 * the same ticket, however often a till sends it.
 *
 * @throws not_found for a store that is not the actor's, validation_failed, duplicate_id
 */
export async function parkSale(
  tx: Tx,
  actor: Actor,
  input: ParkInput,
): Promise<{ sale: ParkedSaleItem; isReplay: boolean }> {
  const { store_id: storeId } = input
  const store = mayActInStore(actor, storeId)
    ? await tx`select from stores where id = ${storeId} and deleted_at is null`
    : []
  if (store.length === 0) throw platformErrors.not_found({ fields: { store_id: NO_STORE } })
  await checkRegister(tx, storeId, input.register_id)
  const customerId = await findCustomer(tx, input.customer_id)
  const id = input.id?.toLowerCase() ?? randomUUID()
  const bodyHash = hash('sha256', canonicalJson({ ...input, id }), 'buffer')
  const discount = readParkedDiscount(input.discount)
  const made = await tx`
    insert into parked_sales (store_id, id, register_id, body_hash, name, customer_id, note, lines, discount, total,
      parked_by, parked_by_name)
    values (${storeId}, ${id}, ${input.register_id ?? null}, ${bodyHash}, ${input.name}, ${customerId},
      ${input.note || null}, ${JSON.stringify(readParkedLines(input.lines))}::text::jsonb,
      ${discount === null ? null : JSON.stringify(discount)}::text::jsonb, ${input.total ?? null}, ${actor.userId},
      ${actor.name})
    on conflict do nothing returning 1`
  if (made.length === 0) {
    const [same] = await tx`
      select 1 from parked_sales where store_id = ${storeId} and id = ${id} and body_hash = ${bodyHash}`
    if (same === undefined) throw salesErrors.duplicate_id()
  }
  return { sale: await getParkedSale(tx, actor, id), isReplay: made.length === 0 }
}
