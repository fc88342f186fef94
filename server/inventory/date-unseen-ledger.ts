import type { Tx } from '../platform/database/connect.ts'

/**
 * Has each movement recorded when it occurred. The ledger goes by the moment of recording, and so do the evenings of which
 * a stock is the average: a chain that is made in one transaction as if it had traded for ninety days recorded them day by
 * day. For nobody else: what anybody can have seen is never changed.
 */
export async function dateUnseenLedger(tx: Tx): Promise<void> {
  await tx`alter table stock_movements disable trigger stock_movements_append_only`
  await tx`update stock_movements set recorded_at = occurred_at`
  await tx`alter table stock_movements enable trigger stock_movements_append_only`
}
