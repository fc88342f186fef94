import { assignments } from '../../platform/database/assignments.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { text } from '../../platform/text.ts'
import { catalogErrors } from '../errors.ts'
import { optionalPrice, priceForDatabase } from '../money.ts'
import { type Barcode, refuseTakenCodes } from './codes.ts'

/** A variant's own fields, checked by the schema; undefined leaves a field as it is. */
export type VariantFields = {
  readonly name?: string
  readonly sku?: string | null
  readonly price?: string | number
  readonly compare_at_price?: string | number | null
  readonly cost?: string | number | null
  readonly weight_grams?: number | null
  readonly is_active?: boolean
  readonly position?: number
  readonly external_id?: string | null
  /** Replace all that it has. */
  readonly barcodes?: readonly Barcode[]
}

/**
 * Adds a variant to a locked product, after its sisters unless it has a position. Its codes are locked.
 *
 * @throws sku_taken, barcode_taken, variant_external_id_taken.
 */
export async function insertVariant(
  tx: Tx,
  productId: number,
  fields: VariantFields & { readonly price: string | number },
): Promise<number> {
  const isActive = fields.is_active ?? true
  await refuseTaken(tx, fields, isActive, null)
  const [variant] = await tx<{ id: number }[]>`
    insert into product_variants (product_id, name, sku, price, compare_at_price, cost, weight_grams, is_active, position,
      external_id)
    values (${productId}, ${fields.name ?? ''}, ${fields.sku ?? null}, ${priceForDatabase(fields.price)},
      ${optionalPrice(fields.compare_at_price)}, ${optionalPrice(fields.cost)}, ${fields.weight_grams ?? null}, ${isActive},
      coalesce(${fields.position ?? null}::int,
        (select coalesce(max(position), 0) + 1 from product_variants where product_id = ${productId})),
      ${fields.external_id ?? null})
    returning id`
  const id = (variant as { id: number }).id
  await writeBarcodes(tx, id, fields.barcodes ?? [], isActive)
  return id
}

/**
 * Changes a variant of a locked product. Its new codes are locked.
 *
 * @throws sku_taken, barcode_taken, variant_external_id_taken.
 */
export async function updateVariantFields(tx: Tx, id: number, fields: VariantFields): Promise<void> {
  const [before] = await tx<{ is_active: boolean; barcodes: Barcode[] }[]>`
    select is_active, coalesce((select json_agg(json_build_object('code', code, 'type', type) order by position, code)
      from variant_barcodes where variant_id = ${id}), '[]') as barcodes
    from product_variants where id = ${id}`
  const isActive = fields.is_active ?? before?.is_active ?? true
  const barcodes = fields.barcodes ?? before?.barcodes ?? []
  await refuseTaken(tx, { ...fields, barcodes }, isActive, id)
  const { barcodes: _codes, price, compare_at_price: compareAt, cost, ...columns } = fields
  const prices = {
    price: price === undefined ? undefined : priceForDatabase(price),
    compare_at_price: compareAt === undefined ? undefined : optionalPrice(compareAt),
    cost: cost === undefined ? undefined : optionalPrice(cost),
  }
  await tx`update product_variants set updated_at = now() ${assignments(tx, { ...columns, ...prices })} where id = ${id}`
  if (fields.barcodes !== undefined || isActive !== before?.is_active) await writeBarcodes(tx, id, barcodes, isActive)
}

/** An inactive variant claims no barcode; it must prove its right when it comes back. */
async function refuseTaken(tx: Tx, fields: VariantFields, isActive: boolean, ownId: number | null): Promise<void> {
  const barcodes = isActive ? (fields.barcodes ?? []) : []
  await refuseTakenCodes(tx, { skus: fields.sku ? [fields.sku] : [], barcodes }, ownId)
  if (!fields.external_id) return
  const [taken] = await tx`
    select 1 from product_variants where external_id = ${fields.external_id} and id is distinct from ${ownId}::bigint`
  if (taken === undefined) return
  throw catalogErrors.variant_external_id_taken({
    fields: { external_id: text('Cet identifiant est déjà pris.', 'This id is already taken.') },
  })
}

async function writeBarcodes(tx: Tx, id: number, barcodes: readonly Barcode[], isActive: boolean): Promise<void> {
  const codes = barcodes.map((barcode) => barcode.code)
  await tx`delete from variant_barcodes where variant_id = ${id} and code <> all(${codes}::text[])`
  if (codes.length === 0) return
  await tx`
    insert into variant_barcodes (variant_id, code, type, position, is_active)
    select ${id}, code, type, position, ${isActive}
    from unnest(${codes}::text[], ${barcodes.map((barcode) => barcode.type)}::text[]) with ordinality b(code, type, position)
    on conflict (variant_id, code) do update
    set type = excluded.type, position = excluded.position, is_active = excluded.is_active`
}
