import type { Queryable } from '../platform/database/connect.ts'

export type TaxFacts = {
  readonly code: string
  readonly nameFr: string
  readonly nameEn: string
  /** Parts per million: 9.975 % is 99750. */
  readonly ratePpm: number
}

export type RegisterKind = 'till' | 'virtual' | 'import'

/** What a sale needs to know of its store. */
export type StoreFacts = {
  readonly id: number
  readonly name: string
  readonly timeZone: string
  readonly currency: string
  readonly taxZone: string
  readonly pricesIncludeTax: boolean
  /** Minor units; null where cash is not rounded. */
  readonly cashStepMinor: number | null
  readonly virtualRegisterId: number
  /** Every class of the chain; one that bears no tax in the store's zone has an empty list. */
  readonly taxesByClass: ReadonlyMap<string, readonly TaxFacts[]>
  /** Every tax of the chain by its code, those that left their zone too: old tickets name them. Its own zone's first. */
  readonly taxesByCode: ReadonlyMap<string, TaxFacts>
  /** Its registers, with those that were deleted: late tickets still name them. */
  readonly registers: ReadonlyMap<number, RegisterKind>
  readonly receiptHeader: string | null
  readonly receiptFooter: string | null
  readonly isDeleted: boolean
  /** When the store was last changed: what it is now may not be what earlier tickets knew. */
  readonly updatedAt: string
}

type StoreRow = {
  id: number
  name: string
  time_zone: string
  currency: string
  tax_zone: string
  prices_include_tax: boolean
  cash_step_minor: number | null
  receipt_header: string | null
  receipt_footer: string | null
  is_deleted: boolean
  updated_at: string
  registers: { id: number; kind: RegisterKind }[]
  taxes: { class: string; taxes: TaxFacts[] }[]
  known_taxes: TaxFacts[] | null
}

/** Reads stores by id, deleted ones too, in one statement. An unknown id is not in the answer. */
export async function loadStoreFacts(sql: Queryable, ids: readonly number[]): Promise<Map<number, StoreFacts>> {
  const rows = await sql<StoreRow[]>`
    select s.id, s.name, s.time_zone, s.currency::text, s.tax_zone, s.prices_include_tax, z.cash_step_minor,
      s.receipt_header, s.receipt_footer, s.deleted_at is not null as is_deleted, s.updated_at,
      (select json_agg(json_build_object('id', r.id, 'kind', r.kind) order by r.id)
       from registers r where r.store_id = s.id) as registers,
      (select json_agg(json_build_object('class', c.code, 'taxes', coalesce((
          select json_agg(json_build_object('code', t.code, 'nameFr', t.name_fr, 'nameEn', t.name_en,
                                            'ratePpm', t.rate_ppm) order by t.position, t.code)
          from tax_class_taxes ct join taxes t on t.zone_code = ct.zone_code and t.code = ct.tax_code
          where ct.zone_code = s.tax_zone and ct.class_code = c.code), '[]')))
       from tax_classes c) as taxes,
      (select json_agg(json_build_object('code', t.code, 'nameFr', t.name_fr, 'nameEn', t.name_en, 'ratePpm', t.rate_ppm)
         order by t.zone_code = s.tax_zone, t.zone_code) from taxes t) as known_taxes
    from stores s join tax_zones z on z.code = s.tax_zone
    where s.id = any(${[...ids]}::bigint[])`
  return new Map(rows.map((row) => [row.id, presentFacts(row)]))
}

function presentFacts(row: StoreRow): StoreFacts {
  const virtual = row.registers.find((register) => register.kind === 'virtual')
  // Every store is made together with its virtual register, which cannot be deleted.
  if (virtual === undefined) throw new Error(`The store ${row.id} has no virtual register.`)
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    currency: row.currency,
    taxZone: row.tax_zone,
    pricesIncludeTax: row.prices_include_tax,
    cashStepMinor: row.cash_step_minor,
    virtualRegisterId: virtual.id,
    taxesByClass: new Map(row.taxes.map((entry) => [entry.class, entry.taxes])),
    // Of two taxes with one code the later one stays in a map, and those of the store's own zone come last.
    taxesByCode: new Map((row.known_taxes ?? []).map((tax) => [tax.code, tax])),
    registers: new Map(row.registers.map((register) => [register.id, register.kind])),
    receiptHeader: row.receipt_header,
    receiptFooter: row.receipt_footer,
    isDeleted: row.is_deleted,
    updatedAt: row.updated_at,
  }
}
