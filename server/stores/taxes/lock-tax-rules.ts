import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { lockKeys } from '../../platform/database/lock-keys.ts'
import { lacking } from '../../platform/errors.ts'

/**
 * Begins a change of the tax rules: they are the whole chain's, so only who acts in every store may, one at a time.
 *
 * @throws forbidden
 */
export async function lockTaxRules(tx: Tx, actor: Actor): Promise<void> {
  if (actor.storeIds !== 'all') throw lacking('stores.all')
  await holdTaxRules(tx)
}

/** Has everybody else who changes the tax rules wait until the transaction ends. */
export const holdTaxRules = (tx: Tx): Promise<void> => lockKeys(tx, ['stores.tax-rules'])
