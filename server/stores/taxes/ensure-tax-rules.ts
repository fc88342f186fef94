import { BUILT_IN_TAX_ZONES, type TaxZone } from '../../../rules/zones.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { loadTaxClasses } from './load-tax-classes.ts'
import { holdTaxRules } from './lock-tax-rules.ts'
import { ORDINARY_CLASS } from './tax-class-codes.ts'
import { type Bearing, writeBearings } from './write-tax-rules.ts'

/**
 * Gives an installation the built-in tax zones, each once, with their taxes and classes. A zone that is there is left as
 * it is, and one that was deleted does not come back: what is stored is the chain's own. Safe to call at every start, by
 * several instances at once.
 *
 * Nothing is untaxed by oversight: in a zone that a later version brings, the chain's own classes are taxed as ordinary
 * goods are (but those that bear no tax anywhere), and so is in the chain's zones a class that it brings.
 */
export async function ensureTaxRules(tx: Tx, builtIn: readonly TaxZone[] = BUILT_IN_TAX_ZONES): Promise<void> {
  await holdTaxRules(tx)
  const added = await tx<{ code: string }[]>`
    insert into tax_zones ${tx(builtIn.map(zoneRow))} on conflict (code) do nothing returning code`
  if (added.length === 0) return
  const codes = new Set(added.map((zone) => zone.code))
  const zones = builtIn.filter((zone) => codes.has(zone.code))
  const taxes = zones.flatMap(taxRows)
  if (taxes.length > 0) await tx`insert into taxes ${tx(taxes)}`
  const classes = await tx<{ code: string }[]>`
    insert into tax_classes ${tx(classRows(zones))} on conflict (code) do nothing returning code`
  await tx`
    insert into tax_class_taxes (zone_code, class_code, tax_code)
    select zone_code, added.code, tax_code
    from tax_class_taxes, unnest(${classes.map(({ code }) => code)}::text[]) added (code)
    where class_code = ${ORDINARY_CLASS}`
  const given = new Set(builtIn.flatMap((zone) => zone.classes.map((taxClass) => taxClass.code)))
  const known = (await loadTaxClasses(tx)).map((taxClass) => ({
    code: taxClass.code,
    bears_tax: taxClass.bears_tax || given.has(taxClass.code),
  }))
  await writeBearings(
    tx,
    zones.flatMap((zone) => bearingsOf(zone, known)),
  )
}

const zoneRow = (zone: TaxZone) => ({
  code: zone.code,
  name_fr: zone.name.fr,
  name_en: zone.name.en,
  prices_include_tax: zone.pricesIncludeTax,
  cash_step_minor: zone.cashStep === null ? null : Number(zone.cashStep),
})

const taxRows = (zone: TaxZone) =>
  zone.taxes.map((tax, index) => ({
    zone_code: zone.code,
    code: tax.code,
    name_fr: tax.name.fr,
    name_en: tax.name.en,
    rate_ppm: tax.ratePpm,
    position: index + 1,
  }))

/** A class belongs to the chain, and each zone says what it means there; the first zone that names it names it for all. */
function classRows(zones: readonly TaxZone[]) {
  const rows = new Map<string, { code: string; name_fr: string; name_en: string; position: number }>()
  for (const { code, name } of zones.flatMap((zone) => zone.classes)) {
    if (!rows.has(code)) rows.set(code, { code, name_fr: name.fr, name_en: name.en, position: rows.size + 1 })
  }
  return [...rows.values()]
}

/** A class that a zone's law does not know is taxed there as its ordinary goods are, when it is taxed at all. */
function bearingsOf(zone: TaxZone, known: readonly { code: string; bears_tax: boolean }[]): Bearing[] {
  const byCode = new Map(zone.classes.map((taxClass) => [taxClass.code, taxClass.taxCodes]))
  const ordinary = byCode.get(zone.defaultClassCode) ?? []
  return known.map(
    ({ code, bears_tax }): Bearing => ({
      zone: zone.code,
      taxClass: code,
      taxCodes: byCode.get(code) ?? (bears_tax ? ordinary : []),
    }),
  )
}
