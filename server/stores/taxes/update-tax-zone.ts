import type { Actor } from '../../platform/actor.ts'
import { assignments } from '../../platform/database/assignments.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { fill, text } from '../../platform/text.ts'
import { lockTaxRules } from './lock-tax-rules.ts'
import { getTaxZone } from './select-tax-rules.ts'
import type { TaxZoneItem, TaxZoneUpdateInput } from './tax-schema.ts'
import { cashStepMinor, refuseTwins, refuseUnknown, writeBearings, writeTaxes } from './write-tax-rules.ts'

const UNTAXED = text(
  'Dites ce que portent ces classes, qui n’auraient plus aucune taxe\u00a0: {classes}.',
  'Say what these classes bear, which would have no tax left: {classes}.',
)

/**
 * Changes the fields that are given. Recorded tickets keep the rates that they were paid with. A new tax falls on no class
 * until `classes` says so, and no class loses its last tax without being named.
 *
 * @throws forbidden, not_found, validation_failed.
 */
export async function updateTaxZone(tx: Tx, actor: Actor, code: string, input: TaxZoneUpdateInput): Promise<void> {
  await lockTaxRules(tx, actor)
  const zone = await getTaxZone(tx, 'fr', code)
  const { taxes, classes = [], cash_step: step, ...columns } = input
  refuseTwins(taxes ?? [])
  const taxCodes = new Set((taxes ?? zone.taxes).map((tax) => tax.code))
  const classCodes = new Set(zone.classes.map((entry) => entry.code))
  refuseUnknown('classes', classes, (name) => (classCodes.has(name) ? taxCodes : undefined))
  refuseUntaxed(zone, taxCodes, new Set(classes.map((entry) => entry.code)))
  // A column that is set to itself, so that there is always one.
  const stepChange = step === undefined ? {} : { cash_step_minor: cashStepMinor(step) }
  await tx`update tax_zones set code = code ${assignments(tx, { ...columns, ...stepChange })} where code = ${code}`
  if (taxes !== undefined) await writeTaxes(tx, code, taxes)
  await writeBearings(
    tx,
    classes.map((entry) => ({ zone: code, taxClass: entry.code, taxCodes: entry.tax_codes })),
  )
}

/** @throws validation_failed naming `classes` */
function refuseUntaxed(zone: TaxZoneItem, taxCodes: ReadonlySet<string>, named: ReadonlySet<string>): void {
  const untaxed = zone.classes.filter(
    (entry) =>
      entry.tax_codes.length > 0 && !named.has(entry.code) && !entry.tax_codes.some((taxCode) => taxCodes.has(taxCode)),
  )
  if (untaxed.length > 0)
    throw invalid({ classes: fill(UNTAXED, { classes: untaxed.map((entry) => entry.code).join(', ') }) })
}
