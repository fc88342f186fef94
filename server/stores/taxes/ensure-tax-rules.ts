import { BUILT_IN_TAX_ZONES, type TaxZone } from '../../../rules/zones.ts'
import type { Tx } from '../../platform/database/connect.ts'

/**
 * Gives an installation the built-in tax zones, each once, with their taxes and classes. A zone that is there is left as
 * it is, and one that was deleted does not come back: what is stored is the chain's own. Safe to call at every start, by
 * several instances at once.
 */
export async function ensureTaxRules(tx: Tx): Promise<void> {
  const given = await tx<{ code: string }[]>`
    insert into given_tax_zones ${tx(BUILT_IN_TAX_ZONES.map(({ code }) => ({ code })))}
    on conflict (code) do nothing returning code`
  if (given.length === 0) return
  const isNew = new Set(given.map((zone) => zone.code))
  const added = await tx<{ code: string }[]>`
    insert into tax_zones ${tx(BUILT_IN_TAX_ZONES.filter((zone) => isNew.has(zone.code)).map(zoneRow))}
    on conflict (code) do nothing returning code`
  const codes = new Set(added.map((zone) => zone.code))
  const zones = BUILT_IN_TAX_ZONES.filter((zone) => codes.has(zone.code))
  if (zones.length === 0) return
  const taxes = zones.flatMap(taxRows)
  if (taxes.length > 0) await tx`insert into taxes ${tx(taxes)}`
  await tx`insert into tax_classes ${tx(classRows(zones))} on conflict (code) do nothing`
  const links = zones.flatMap(linkRows)
  if (links.length > 0) await tx`insert into tax_class_taxes ${tx(links)}`
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

const CLASS_CODES = new Set(BUILT_IN_TAX_ZONES.flatMap((zone) => zone.classes.map((taxClass) => taxClass.code)))

/** A class that a zone's law does not know is taxed there as its ordinary goods are: never untaxed by oversight. */
function linkRows(zone: TaxZone) {
  const byCode = new Map(zone.classes.map((taxClass) => [taxClass.code, taxClass.taxCodes]))
  const ordinary = byCode.get(zone.defaultClassCode) ?? []
  return [...CLASS_CODES].flatMap((classCode) =>
    (byCode.get(classCode) ?? ordinary).map((taxCode) => ({
      zone_code: zone.code,
      class_code: classCode,
      tax_code: taxCode,
    })),
  )
}
