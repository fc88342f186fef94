import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { text } from '../../platform/text.ts'
import { storesErrors } from '../errors.ts'
import { loadTaxClasses } from './load-tax-classes.ts'
import { lockTaxRules } from './lock-tax-rules.ts'
import { ORDINARY_CLASS } from './tax-class-codes.ts'
import type { TaxZoneCreateInput } from './tax-schema.ts'
import {
  type Bearing,
  cashStepMinor,
  refuseTwins,
  refuseUnknown,
  writeBearings,
  writeTaxes,
} from './write-tax-rules.ts'

/**
 * Defines a tax zone. Ordinary goods bear all of its taxes unless `classes` says otherwise, and a class that is not named
 * is taxed as they are, so that nothing is untaxed by oversight; a class that bears no tax anywhere bears none here. The
 * code of a zone that was deleted is free.
 *
 * @throws forbidden, tax_zone_code_taken, validation_failed.
 */
export async function createTaxZone(tx: Tx, actor: Actor, input: TaxZoneCreateInput): Promise<void> {
  const { code, taxes = [], classes = [] } = input
  await lockTaxRules(tx, actor)
  refuseTwins(taxes)
  const known = await loadTaxClasses(tx)
  const taxCodes = new Set(taxes.map((tax) => tax.code))
  const classCodes = new Set(known.map((taxClass) => taxClass.code))
  refuseUnknown('classes', classes, (name) => (classCodes.has(name) ? taxCodes : undefined))
  const [taken] = await tx`select 1 from tax_zones where code = ${code} and deleted_at is null`
  if (taken !== undefined)
    throw storesErrors.tax_zone_code_taken({
      fields: { code: text('Ce code est déjà pris.', 'This code is already taken.') },
    })
  const named = new Map(classes.map((entry) => [entry.code, entry.tax_codes]))
  const ordinary = named.get(ORDINARY_CLASS) ?? [...taxCodes]
  const bearings = known.map(
    (taxClass): Bearing => ({
      zone: code,
      taxClass: taxClass.code,
      taxCodes: named.get(taxClass.code) ?? (taxClass.bears_tax || taxClass.code === ORDINARY_CLASS ? ordinary : []),
    }),
  )
  await tx`
    insert into tax_zones (code, name_fr, name_en, prices_include_tax, cash_step_minor)
    values (${code}, ${input.name_fr}, ${input.name_en}, ${input.prices_include_tax}, ${cashStepMinor(input.cash_step)})
    on conflict (code) do update set name_fr = excluded.name_fr, name_en = excluded.name_en,
      prices_include_tax = excluded.prices_include_tax, cash_step_minor = excluded.cash_step_minor, deleted_at = null`
  await writeTaxes(tx, code, taxes)
  await writeBearings(tx, bearings)
}
