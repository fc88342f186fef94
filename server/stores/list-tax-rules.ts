import type { Static } from 'typebox'
import { formatDecimal } from '../../rules/money.ts'
import type { Queryable } from '../platform/database/connect.ts'
import type { Language } from '../platform/text.ts'
import type { TaxClass, TaxZone } from './schema.ts'

type ZoneRow = {
  code: string
  name: string
  prices_include_tax: boolean
  cash_step_minor: number | null
  taxes: { code: string; name: string; rate_ppm: number }[]
  classes: { code: string; tax_codes: string[] }[]
}

/** The chain's tax zones, each with its taxes and with what every class bears there. */
export async function listTaxZones(sql: Queryable, language: Language): Promise<Static<typeof TaxZone>[]> {
  const name = sql.unsafe(language === 'fr' ? 'name_fr' : 'name_en')
  const rows = await sql<ZoneRow[]>`
    select z.code, z.${name} as name, z.prices_include_tax, z.cash_step_minor,
      (select coalesce(json_agg(json_build_object('code', t.code, 'name', t.${name}, 'rate_ppm', t.rate_ppm)
         order by t.position, t.code), '[]') from taxes t where t.zone_code = z.code) as taxes,
      (select coalesce(json_agg(json_build_object('code', c.code, 'tax_codes', coalesce((
         select json_agg(ct.tax_code order by t.position, t.code)
         from tax_class_taxes ct join taxes t on t.zone_code = ct.zone_code and t.code = ct.tax_code
         where ct.zone_code = z.code and ct.class_code = c.code), '[]')) order by c.position, c.code), '[]')
       from tax_classes c) as classes
    from tax_zones z order by z.code`
  return rows.map(presentZone)
}

const presentZone = (row: ZoneRow): Static<typeof TaxZone> => ({
  code: row.code,
  name: row.name,
  prices_include_tax: row.prices_include_tax,
  cash_step: row.cash_step_minor === null ? null : formatDecimal(BigInt(row.cash_step_minor), 2),
  taxes: row.taxes.map((tax) => ({ code: tax.code, name: tax.name, rate: formatDecimal(BigInt(tax.rate_ppm), 4, 0) })),
  classes: row.classes,
})

/** The tax classes that an article may have. */
export const listTaxClasses = (sql: Queryable, language: Language): Promise<Static<typeof TaxClass>[]> =>
  sql<Static<typeof TaxClass>[]>`
    select code, ${sql.unsafe(language === 'fr' ? 'name_fr' : 'name_en')} as name
    from tax_classes order by position, code`
