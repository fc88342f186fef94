import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { text } from '../../platform/text.ts'
import { storesErrors } from '../errors.ts'
import { loadZoneTaxes } from './load-zone-taxes.ts'
import { lockTaxRules } from './lock-tax-rules.ts'
import type { TaxClassCreateInput } from './tax-schema.ts'
import { type Bearing, refuseUnknown, writeBearings } from './write-tax-rules.ts'

/**
 * Defines a tax class. In a zone that is not named it bears what ordinary goods bear there: never untaxed by oversight.
 *
 * @throws forbidden, tax_class_code_taken, validation_failed.
 */
export async function createTaxClass(tx: Tx, actor: Actor, input: TaxClassCreateInput): Promise<void> {
  const { code, zones = [] } = input
  await lockTaxRules(tx, actor)
  const known = await loadZoneTaxes(tx)
  const taxCodes = new Map(known.map((zone) => [zone.code, new Set(zone.taxes)]))
  refuseUnknown('zones', zones, (zone) => taxCodes.get(zone))
  const [taken] = await tx`select 1 from tax_classes where code = ${code}`
  if (taken !== undefined)
    throw storesErrors.tax_class_code_taken({
      fields: { code: text('Ce code est déjà pris.', 'This code is already taken.') },
    })
  const named = new Map(zones.map((entry) => [entry.code, entry.tax_codes]))
  const bearings = known.map(
    (zone): Bearing => ({ zone: zone.code, taxClass: code, taxCodes: named.get(zone.code) ?? zone.ordinary }),
  )
  await tx`
    insert into tax_classes (code, name_fr, name_en, position)
    values (${code}, ${input.name_fr}, ${input.name_en},
      coalesce(${input.position ?? null}, (select coalesce(max(position), 0) + 1 from tax_classes)))`
  await writeBearings(tx, bearings)
}
