import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { text } from '../../platform/text.ts'
import { storesErrors } from '../errors.ts'
import { lockTaxRules } from './lock-tax-rules.ts'
import { listTaxZones } from './select-tax-rules.ts'
import { ORDINARY_CLASS } from './tax-class-codes.ts'
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
  const known = await listTaxZones(tx, 'fr')
  const taxCodes = new Map(known.map((zone) => [zone.code, new Set(zone.taxes.map((tax) => tax.code))]))
  refuseUnknown('zones', zones, (zone) => taxCodes.get(zone))
  const [taken] = await tx`select 1 from tax_classes where code = ${code}`
  if (taken !== undefined)
    throw storesErrors.tax_class_code_taken({
      fields: { code: text('Ce code est déjà pris.', 'This code is already taken.') },
    })
  const named = new Map(zones.map((entry) => [entry.code, entry.tax_codes]))
  const bearings = known.map((zone): Bearing => {
    const ordinary = zone.classes.find((entry) => entry.code === ORDINARY_CLASS)?.tax_codes ?? []
    return { zone: zone.code, taxClass: code, taxCodes: named.get(zone.code) ?? ordinary }
  })
  await tx`
    insert into tax_classes (code, name_fr, name_en, position)
    values (${code}, ${input.name_fr}, ${input.name_en},
      coalesce(${input.position ?? null}, (select coalesce(max(position), 0) + 1 from tax_classes)))`
  await writeBearings(tx, bearings)
}
