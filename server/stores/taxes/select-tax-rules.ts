import { formatDecimal } from '../../../rules/money.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Language } from '../../platform/text.ts'
import type { TaxClassItem, TaxZoneItem } from './tax-schema.ts'

type Named = { code: string; name_fr: string; name_en: string }
type ZoneRow = Named & {
  prices_include_tax: boolean
  cash_step_minor: number | null
  taxes: (Named & { rate_ppm: number })[]
  classes: TaxZoneItem['classes']
}
type ClassRow = Omit<TaxClassItem, 'name'>

/** The chain's tax zones, each with its taxes and with what every class bears there. */
export const listTaxZones = (sql: Queryable, language: Language): Promise<TaxZoneItem[]> =>
  selectZones(sql, language, null)

/** @throws not_found */
export async function getTaxZone(sql: Queryable, language: Language, code: string): Promise<TaxZoneItem> {
  const [zone] = await selectZones(sql, language, code)
  if (zone === undefined) throw platformErrors.not_found()
  return zone
}

/** The tax classes that an article may have, each with what it bears in every zone. */
export const listTaxClasses = (sql: Queryable, language: Language): Promise<TaxClassItem[]> =>
  selectClasses(sql, language, null)

/** @throws not_found */
export async function getTaxClass(sql: Queryable, language: Language, code: string): Promise<TaxClassItem> {
  const [taxClass] = await selectClasses(sql, language, code)
  if (taxClass === undefined) throw platformErrors.not_found()
  return taxClass
}

async function selectZones(sql: Queryable, language: Language, code: string | null): Promise<TaxZoneItem[]> {
  const rows = await sql<ZoneRow[]>`
    select z.code, z.name_fr, z.name_en, z.prices_include_tax, z.cash_step_minor,
      (select coalesce(json_agg(json_build_object('code', t.code, 'name_fr', t.name_fr, 'name_en', t.name_en,
         'rate_ppm', t.rate_ppm) order by t.position, t.code), '[]')
       from taxes t where t.zone_code = z.code and t.retired_at is null) as taxes,
      (select coalesce(json_agg(json_build_object('code', c.code, 'tax_codes', ${taxCodes(sql)})
         order by c.position, c.code), '[]') from tax_classes c) as classes
    from tax_zones z where z.deleted_at is null and (${code}::text is null or z.code = ${code}) order by z.code`
  return rows.map((row) => presentZone(row, language))
}

async function selectClasses(sql: Queryable, language: Language, code: string | null): Promise<TaxClassItem[]> {
  const rows = await sql<ClassRow[]>`
    select c.code, c.name_fr, c.name_en, c.position,
      (select coalesce(json_agg(json_build_object('code', z.code, 'tax_codes', ${taxCodes(sql)}) order by z.code), '[]')
       from tax_zones z where z.deleted_at is null) as zones
    from tax_classes c where ${code}::text is null or c.code = ${code} order by c.position, c.code`
  return rows.map((row) => ({ ...row, name: nameIn(row, language) }))
}

/** What a class `c` bears in a zone `z`, in the order of the zone's receipts. */
const taxCodes = (sql: Queryable) => sql`coalesce((
  select json_agg(ct.tax_code order by t.position, t.code)
  from tax_class_taxes ct join taxes t on t.zone_code = ct.zone_code and t.code = ct.tax_code
  where ct.zone_code = z.code and ct.class_code = c.code), '[]')`

const nameIn = (named: Named, language: Language): string => (language === 'fr' ? named.name_fr : named.name_en)

const presentZone = ({ cash_step_minor: step, taxes, ...row }: ZoneRow, language: Language): TaxZoneItem => ({
  ...row,
  name: nameIn(row, language),
  cash_step: step === null ? null : formatDecimal(BigInt(step), 2),
  taxes: taxes.map(({ rate_ppm: rate, ...tax }) => ({
    ...tax,
    name: nameIn(tax, language),
    rate: formatDecimal(BigInt(rate), 4, 0),
  })),
})
