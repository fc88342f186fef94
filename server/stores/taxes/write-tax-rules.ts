import { parseDecimal } from '../../../rules/money.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { type Text, text } from '../../platform/text.ts'
import type { BearingInputs, TaxInputs } from './tax-schema.ts'

/** Hundredths of a unit of currency. @param step checked by its schema. */
export const cashStepMinor = (step: string | number | null | undefined): number | null =>
  step === null || step === undefined ? null : Number(parseDecimal(step, 2))

/** Ten-thousandths of a per cent are parts per million. */
const ratePpm = (rate: string | number): number => Number(parseDecimal(rate, 4))

/**
 * Makes these the taxes of a zone. One that is no longer among them is borne by no article any more, but keeps its name
 * for the tickets that bear it; one that comes back is the same tax again.
 */
export async function writeTaxes(tx: Tx, zone: string, taxes: TaxInputs): Promise<void> {
  const codes = taxes.map((tax) => tax.code)
  await tx`delete from tax_class_taxes where zone_code = ${zone} and tax_code <> all(${codes}::text[])`
  await tx`
    update taxes set retired_at = now()
    where zone_code = ${zone} and code <> all(${codes}::text[]) and retired_at is null`
  if (taxes.length === 0) return
  const rows = taxes.map(({ code, name_fr, name_en, rate }, index) => ({
    zone_code: zone,
    code,
    name_fr,
    name_en,
    rate_ppm: ratePpm(rate),
    position: index + 1,
  }))
  await tx`
    insert into taxes ${tx(rows)}
    on conflict (zone_code, code) do update set name_fr = excluded.name_fr, name_en = excluded.name_en,
      rate_ppm = excluded.rate_ppm, position = excluded.position, retired_at = null`
}

/** What a class bears in a zone. */
export type Bearing = { readonly zone: string; readonly taxClass: string; readonly taxCodes: readonly string[] }

/** Makes each class bear exactly these taxes in its zone; what other classes bear stays. */
export async function writeBearings(tx: Tx, bearings: readonly Bearing[]): Promise<void> {
  if (bearings.length === 0) return
  const zones = bearings.map((bearing) => bearing.zone)
  const classes = bearings.map((bearing) => bearing.taxClass)
  const links = bearings.flatMap(({ zone, taxClass, taxCodes }) =>
    [...new Set(taxCodes)].map((code) => ({ zone_code: zone, class_code: taxClass, tax_code: code })),
  )
  const linkKeys = links.map((link) => `${link.zone_code} ${link.class_code} ${link.tax_code}`)
  await tx`
    delete from tax_class_taxes
    where (zone_code, class_code) in (select * from unnest(${zones}::text[], ${classes}::text[]))
      and zone_code || ' ' || class_code || ' ' || tax_code <> all(${linkKeys}::text[])`
  if (links.length > 0) await tx`insert into tax_class_taxes ${tx(links)} on conflict do nothing`
}

const TWICE = text('Ce code est donné deux fois.', 'This code is given twice.')
const UNKNOWN = text('Ce code n’existe pas.', 'This code does not exist.')
const UNKNOWN_TAX = text('Cette taxe n’est pas de la zone.', 'This tax is not of the zone.')

/** @throws validation_failed naming each tax whose code was given before. */
export function refuseTwins(taxes: TaxInputs): void {
  const codes = taxes.map((tax) => tax.code)
  refuse(codes.flatMap((code, index) => (codes.indexOf(code) < index ? [[`taxes.${index}.code`, TWICE]] : [])))
}

/**
 * @param field `classes` of a zone, or `zones` of a class
 * @param taxCodesOf the taxes from which each entry may choose; undefined: there is no such entry.
 * @throws validation_failed naming each code that does not exist or was given before.
 */
export function refuseUnknown(
  field: 'classes' | 'zones',
  entries: BearingInputs,
  taxCodesOf: (code: string) => ReadonlySet<string> | undefined,
): void {
  const codes = entries.map((entry) => entry.code)
  const faults = entries.flatMap(({ code, tax_codes: taxCodes }, index): [string, Text][] => {
    const known = taxCodesOf(code)
    if (known === undefined) return [[`${field}.${index}.code`, UNKNOWN]]
    if (codes.indexOf(code) < index) return [[`${field}.${index}.code`, TWICE]]
    return taxCodes.flatMap((taxCode, place): [string, Text][] =>
      known.has(taxCode) ? [] : [[`${field}.${index}.tax_codes.${place}`, UNKNOWN_TAX]],
    )
  })
  refuse(faults)
}

function refuse(faults: readonly [string, Text][]): void {
  if (faults.length > 0) throw invalid(Object.fromEntries(faults))
}
