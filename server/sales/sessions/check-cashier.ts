import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { missingReference } from '../../platform/errors.ts'
import { findStaff } from '../../stores/index.ts'

/**
 * Who stands at the drawer: said by the record, since cashiers take turns on one, else whoever asks. @throws
 * validation_failed for somebody who does not work in the store
 */
export async function cashierOf(
  tx: Queryable,
  actor: Actor,
  storeId: number,
  given: number | null | undefined,
): Promise<number | null> {
  if (given == null) return actor.userId
  const workplaces = (await findStaff(tx, [given])).get(given)
  if (workplaces !== 'all' && !workplaces?.includes(storeId)) throw missingReference('cashier_id')
  return given
}
