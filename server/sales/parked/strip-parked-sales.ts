import type { Tx } from '../../platform/database/connect.ts'
import { redactOutcomes } from '../../platform/http/idempotency.ts'

const WRITES_OF_PARKED_SALES = ['parkSale', 'updateParkedSale', 'replaceParkedSale', 'resumeParkedSale']
const NOBODY = '—'

/** Takes these customers out of the tickets parked for them, with the name and the note that may be about them. */
export async function stripParkedSales(tx: Tx, customerIds: readonly number[]): Promise<void> {
  await tx`
    update parked_sales set customer_id = null, name = ${NOBODY}, note = null, updated_at = now()
    where customer_id = any(${[...customerIds]}::bigint[])`
  for (const id of customerIds) {
    await redactOutcomes(tx, {
      operations: WRITES_OF_PARKED_SALES,
      match: { customer_id: id },
      data: { customer_id: null, name: NOBODY, note: null },
    })
  }
}
