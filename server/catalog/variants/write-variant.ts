import { assignments } from '../../platform/database/assignments.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { catalogErrors } from '../errors.ts'
import { optionalPrice } from '../money.ts'
import { quantityForDatabase } from '../quantity.ts'
import type { CONTENT_UNITS, SOLD_BY } from '../schema.ts'
import { type Barcode, type Codes, refuseTakenCodes } from './codes.ts'

/** A variant's own fields, checked by the schema; undefined leaves a field as it is. */
export type VariantFields = {
  readonly name?: string
  readonly sku?: string | null
  readonly price?: string | number | null
  readonly compare_at_price?: string | number | null
  readonly cost?: string | number | null
  readonly weight_grams?: number | null
  readonly is_open_price?: boolean
  readonly sold_by?: (typeof SOLD_BY)[number]
  readonly content_quantity?: string | number | null
  readonly content_unit?: (typeof CONTENT_UNITS)[number] | null
  readonly plu?: string | null
  readonly is_active?: boolean
  readonly position?: number
  readonly external_id?: string | null
  /** Replace all that it has. */
  readonly barcodes?: readonly Barcode[]
}

/**
 * Adds a variant to a locked product, after its sisters unless it has a position. Its codes are locked.
 *
 * @throws validation_failed, sku_taken, barcode_taken, plu_taken, variant_external_id_taken.
 */
export async function insertVariant(tx: Tx, productId: number, fields: VariantFields): Promise<number> {
  const isActive = fields.is_active ?? true
  refuseHalfAnOffer(fields, NOTHING_YET)
  await refuseTaken(tx, fields, isActive, null)
  const [variant] = await tx<{ id: number }[]>`
    insert into product_variants (product_id, name, sku, plu, price, is_open_price, compare_at_price, cost, weight_grams,
      sold_by, content_quantity, content_unit, is_active, position, external_id)
    values (${productId}, ${fields.name ?? ''}, ${fields.sku ?? null}, ${pluOf(fields) ?? null},
      ${optionalPrice(fields.price)}, ${fields.is_open_price ?? false},
      ${optionalPrice(fields.compare_at_price)}, ${optionalPrice(fields.cost)}, ${fields.weight_grams ?? null},
      ${fields.sold_by ?? 'unit'}, ${contentOf(fields) ?? null}, ${fields.content_unit ?? null}, ${isActive},
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
 * @throws validation_failed, sku_taken, barcode_taken, plu_taken, variant_external_id_taken.
 */
export async function updateVariantFields(tx: Tx, id: number, fields: VariantFields): Promise<void> {
  const [before] = await tx<(Offer & { is_active: boolean; barcodes: Barcode[] })[]>`
    select is_active, price, is_open_price, content_quantity, content_unit, coalesce((select json_agg(json_build_object('code', code, 'type', type) order by position, code)
      from variant_barcodes where variant_id = ${id}), '[]') as barcodes
    from product_variants where id = ${id}`
  refuseHalfAnOffer(fields, before ?? NOTHING_YET)
  const isActive = fields.is_active ?? before?.is_active ?? true
  const barcodes = fields.barcodes ?? before?.barcodes ?? []
  await refuseTaken(tx, { ...fields, barcodes }, isActive, id)
  const { barcodes: _codes, price, compare_at_price: compareAt, cost, ...columns } = fields
  const decimals = {
    price: price === undefined ? undefined : optionalPrice(price),
    compare_at_price: compareAt === undefined ? undefined : optionalPrice(compareAt),
    cost: cost === undefined ? undefined : optionalPrice(cost),
    content_quantity: contentOf(fields),
    plu: pluOf(fields),
  }
  await tx`update product_variants set updated_at = now() ${assignments(tx, { ...columns, ...decimals })} where id = ${id}`
  if (fields.barcodes !== undefined || isActive !== before?.is_active) await writeBarcodes(tx, id, barcodes, isActive)
}

type Offer = {
  readonly price: string | null
  readonly is_open_price: boolean
  readonly content_quantity: string | null
  readonly content_unit: string | null
}
const NOTHING_YET: Offer = { price: null, is_open_price: false, content_quantity: null, content_unit: null }

/** What a variant would be must have a price or be at an open one, and a content with its unit or none. */
function refuseHalfAnOffer(fields: VariantFields, before: Offer): void {
  const after = (field: keyof Offer) => (fields[field] === undefined ? before[field] : fields[field])
  if (after('price') === null && after('is_open_price') !== true) {
    throw invalid({ price: text('Le prix est obligatoire.', 'The price is required.') })
  }
  if ((after('content_quantity') === null) !== (after('content_unit') === null)) {
    const missing = after('content_unit') === null ? 'content_unit' : 'content_quantity'
    throw invalid({
      [missing]: text('Un contenu a une quantité et une unité.', 'A content has a quantity and a unit.'),
    })
  }
}

/** Zeros before a PLU do not count; undefined when nothing is said of it. */
const pluOf = ({ plu }: Pick<VariantFields, 'plu'>) => plu?.replace(/^0+/, '') ?? plu

const contentOf = ({ content_quantity: content }: VariantFields): string | null | undefined =>
  content === undefined || content === null ? content : quantityForDatabase(content)

/** The codes that these fields claim: to be locked, then checked. */
export function codesOf(fields: Pick<VariantFields, 'sku' | 'plu'>, barcodes: readonly Barcode[]): Codes {
  const plu = pluOf(fields)
  return { skus: fields.sku ? [fields.sku] : [], barcodes, plus: plu ? [plu] : [] }
}

/** An inactive variant claims no barcode; it must prove its right when it comes back. */
async function refuseTaken(tx: Tx, fields: VariantFields, isActive: boolean, ownId: number | null): Promise<void> {
  const barcodes = isActive ? (fields.barcodes ?? []) : []
  await refuseTakenCodes(tx, codesOf(fields, barcodes), ownId)
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
