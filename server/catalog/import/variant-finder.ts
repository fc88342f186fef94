import { LRUCache } from 'lru-cache'
import { type CsvRecord, type Mapping, readIdentifier } from '../../platform/csv/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { barcodeForms } from '../variants/barcode-forms.ts'

/** How a file may name an article. `product` is the external id of a product or of a variant. */
export const VARIANT_REFERENCES = ['product', 'sku', 'barcode', 'product_name'] as const
export type VariantReferenceKind = (typeof VARIANT_REFERENCES)[number]

export type VariantReference = { readonly by: VariantReferenceKind; readonly value: string }

/** An id, or why there is none: nothing bears the reference, or several variants do. */
export type FoundVariant = number | 'unknown' | 'ambiguous'

const REMEMBERED_MAX = 50_000

/** The first column of a record that names an article; null when none does. */
export function readVariantReference(record: CsvRecord, mapping: Mapping): VariantReference | null {
  for (const by of VARIANT_REFERENCES) {
    const value = mapping.value(record, by)
    if (value !== '') return { by, value: by === 'product' ? readIdentifier(value) : value }
  }
  return null
}

const keyOf = ({ by, value }: VariantReference): string => `${by}\n${value}`

/**
 * Finds the articles that a file names, remembering those it has found: a history names the same ones over and over.
 * Letter case counts everywhere. Deleted articles are found where no living one bears the reference, since a history
 * names what is sold no more.
 */
export class VariantFinder {
  readonly #prefix: string
  readonly #known = new LRUCache<string, number>({ max: REMEMBERED_MAX })

  /** @param source what stands before the external ids of products, without the colon; '' for nothing. */
  constructor(source: string) {
    this.#prefix = source === '' ? '' : `${source}:`
  }

  /**
   * What was found, by reference.
   *
   * @param options.isCertain false where the transaction may still undo what it finds: it is then not remembered
   */
  async find(
    sql: Queryable,
    references: readonly VariantReference[],
    { isCertain = true }: { isCertain?: boolean } = {},
  ): Promise<(reference: VariantReference) => FoundVariant> {
    const found = new Map<string, FoundVariant>()
    const missing = new Map<VariantReferenceKind, Set<string>>()
    for (const reference of references) {
      const key = keyOf(reference)
      const known = this.#known.get(key)
      if (known !== undefined) found.set(key, known)
      else missing.set(reference.by, (missing.get(reference.by) ?? new Set()).add(reference.value))
    }
    for (const [by, values] of missing) {
      for (const { wanted, id, count } of await this.#ask(sql, by, [...values])) {
        const key = keyOf({ by, value: wanted })
        found.set(key, count === 1 ? id : 'ambiguous')
        if (count === 1 && isCertain) this.#known.set(key, id)
      }
    }
    return (reference) => found.get(keyOf(reference)) ?? 'unknown'
  }

  #ask(
    sql: Queryable,
    by: VariantReferenceKind,
    values: string[],
  ): Promise<{ wanted: string; id: number; count: number }[]> {
    if (by === 'sku') return findBySku(sql, values)
    if (by === 'barcode') return findByBarcode(sql, values)
    if (by === 'product_name') return findByName(sql, values)
    return findByExternalId(sql, values, this.#prefix)
  }
}

type Found = { wanted: string; id: number; count: number }

const findBySku = (sql: Queryable, values: string[]) => sql<Found[]>`
  select sku as wanted, id, 1::integer as count from product_variants where sku = any(${values}::text[])`

function findByBarcode(sql: Queryable, values: string[]) {
  const forms = values.flatMap((value) => barcodeForms(value).map((code) => ({ value, code })))
  return sql<Found[]>`
    select wanted, min(b.variant_id) as id, count(distinct b.variant_id)::integer as count
    from unnest(${forms.map(({ value }) => value)}::text[], ${forms.map(({ code }) => code)}::text[]) as form (wanted, code)
    join variant_barcodes b on b.code = form.code and b.is_active
    group by wanted`
}

/** A product stands for its variant where it has only one. */
const findByExternalId = (sql: Queryable, values: string[], prefix: string) => sql<Found[]>`
  with named as (
    select wanted, v.id, p.deleted_at is not null or v.deleted_at is not null as is_deleted
    from unnest(${values}::text[]) wanted
    join products p on p.external_id in (wanted, ${prefix} || wanted)
    join product_variants v on v.product_id = p.id
    union
    select wanted, v.id, v.deleted_at is not null
    from unnest(${values}::text[]) wanted
    join product_variants v on v.external_id in (wanted, ${prefix} || wanted)
  ), preferred as (
    select wanted, id, is_deleted, min(is_deleted::integer) over (partition by wanted) as best from named
  )
  select wanted, min(id) as id, count(distinct id)::integer as count
  from preferred where is_deleted::integer = best group by wanted`

const findByName = (sql: Queryable, values: string[]) => sql<Found[]>`
  with named as (
    select p.name as wanted, v.id, (p.deleted_at is not null or v.deleted_at is not null)::integer as is_deleted
    from products p join product_variants v on v.product_id = p.id
    where p.name = any(${values}::text[])
  ), preferred as (
    select *, min(is_deleted) over (partition by wanted) as best from named
  )
  select wanted, min(id) as id, count(*)::integer as count from preferred where is_deleted = best group by wanted`
