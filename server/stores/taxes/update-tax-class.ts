import type { Actor } from '../../platform/actor.ts'
import { assignments } from '../../platform/database/assignments.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { loadZoneTaxes } from './load-zone-taxes.ts'
import { lockTaxRules } from './lock-tax-rules.ts'
import type { TaxClassUpdateInput } from './tax-schema.ts'
import { refuseUnknown, writeBearings } from './write-tax-rules.ts'

/**
 * Changes the fields that are given; what the class bears in a zone that is not named stays.
 *
 * @throws forbidden, not_found, validation_failed.
 */
export async function updateTaxClass(tx: Tx, actor: Actor, code: string, input: TaxClassUpdateInput): Promise<void> {
  await lockTaxRules(tx, actor)
  const { zones = [], ...columns } = input
  const known = await loadZoneTaxes(tx)
  const taxCodes = new Map(known.map((zone) => [zone.code, new Set(zone.taxes)]))
  // A column that is set to itself, so that there is always one.
  const found = await tx`
    update tax_classes set code = code ${assignments(tx, columns)} where code = ${code} returning 1`
  if (found.length === 0) throw platformErrors.not_found()
  refuseUnknown('zones', zones, (zone) => taxCodes.get(zone))
  await writeBearings(
    tx,
    zones.map((entry) => ({ zone: entry.code, taxClass: code, taxCodes: entry.tax_codes })),
  )
}
