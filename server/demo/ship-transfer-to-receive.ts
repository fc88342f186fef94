import { approveTransfer, createTransfer, shipTransfer } from '../inventory/index.ts'
import type { Tx } from '../platform/database/connect.ts'
import { type DemoShop, UNIT } from './demo-shop.ts'

const ARTICLES = 9
const PIECES = 12

/** A delivery under way, which the clerk or the manager of the store takes into stock. */
export async function shipTransferToReceive(tx: Tx, warehouse: DemoShop, shop: DemoShop): Promise<void> {
  const lines = warehouse.articles
    .filter(({ variantId, isWeighed }) => !isWeighed && (warehouse.onHand.get(variantId) ?? 0) >= PIECES * UNIT)
    .slice(0, ARTICLES)
    .map(({ variantId }) => ({ variant_id: variantId, quantity: String(PIECES) }))
  if (lines.length === 0) return
  const { id } = await createTransfer(tx, shop.clerk.actor, {
    source_id: warehouse.store.id,
    destination_id: shop.store.id,
    note: 'À recevoir : scannez ce qui arrive.',
    lines,
  })
  await approveTransfer(tx, warehouse.clerk.actor, id, {})
  await shipTransfer(tx, warehouse.clerk.actor, id, {})
}
