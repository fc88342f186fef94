import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { storesErrors } from '../errors.ts'
import { lockTaxRules } from './lock-tax-rules.ts'
import { writeTaxes } from './write-tax-rules.ts'

/**
 * Takes away a tax zone that no store is in. A deleted store is in its zone too: it may be restored. Its taxes leave it, as
 * they do one by one: the tickets of stores that were in it once go on calling them by their names.
 *
 * @throws forbidden, not_found, tax_zone_in_use.
 */
export async function deleteTaxZone(tx: Tx, actor: Actor, code: string): Promise<void> {
  await lockTaxRules(tx, actor)
  // Whoever puts a store into the zone holds its row until then, and is counted after.
  const [zone] = await tx`select 1 from tax_zones where code = ${code} and deleted_at is null for update`
  if (zone === undefined) throw platformErrors.not_found()
  const [used] = await tx<{ stores: number }[]>`select count(*)::int as stores from stores where tax_zone = ${code}`
  if (used !== undefined && used.stores > 0) throw storesErrors.tax_zone_in_use({ values: used })
  await writeTaxes(tx, code, [])
  await tx`update tax_zones set deleted_at = now() where code = ${code}`
}
