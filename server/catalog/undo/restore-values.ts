import type { UndoReport } from '../../files/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { text } from '../../platform/text.ts'
import { followActivity } from '../variants/follow-activity.ts'
import type { Restored } from './judge-products.ts'

const CODE_TAKEN = text(
  'son UGS ou son identifiant d’avant est pris par une autre variante.',
  'the SKU or external id that it had is taken by another variant.',
)

const BARCODE_TAKEN = text(
  'un code-barres qu’elle avait est pris par une autre variante.',
  'a barcode that it had is taken by another variant.',
)

const columnsOf = (records: readonly Restored[]) => ({
  ids: records.map((record) => record.id),
  befores: records.map((record) => record.before),
})

/**
 * Gives products back the values of the columns that changed; PostgreSQL reads them, so that nothing is rounded. A category
 * or a class of taxes that has gone meanwhile is not brought back.
 */
export async function restoreProducts(tx: Tx, records: readonly Restored[]): Promise<void> {
  if (records.length === 0) return
  const { ids, befores } = columnsOf(records)
  await tx`
    update products p set updated_at = now(), (name, description, category_id, tax_class, vendor, tags, is_active, is_featured) = (
      select r.name, r.description,
        (select c.id from product_categories c where c.id = r.category_id and c.deleted_at is null),
        coalesce((select t.code from tax_classes t where t.code = r.tax_class), p.tax_class), r.vendor, r.tags, r.is_active, r.is_featured
      from jsonb_populate_record(p, given.before) r)
    from unnest(${ids}::bigint[], ${befores}::text[]::jsonb[]) as given (id, before)
    where p.id = given.id`
}

/** The same for variants. One whose former SKU or external id is another's now stays as it is; answers those. */
export async function restoreVariants(
  tx: Tx,
  records: readonly Restored[],
  report: UndoReport,
): Promise<ReadonlySet<number>> {
  const left = new Set<number>()
  if (records.length === 0) return left
  for (const id of await findTaken(tx, records)) left.add(id)
  for (const { id, name } of records) {
    if (left.has(id)) report.keep({ type: 'product-variant', id: String(id), name, reason: CODE_TAKEN })
  }
  const { ids, befores } = columnsOf(records.filter(({ id }) => !left.has(id)))
  // Two that exchanged their codes both let go of them first.
  await tx`
    update product_variants v set sku = case when given.before ? 'sku' then null else v.sku end,
      external_id = case when given.before ? 'external_id' then null else v.external_id end
    from unnest(${ids}::bigint[], ${befores}::text[]::jsonb[]) as given (id, before)
    where v.id = given.id and given.before ?| array['sku', 'external_id']`
  await tx`
    update product_variants v set updated_at = now(), (name, sku, price, compare_at_price, cost, weight_grams, is_active,
      is_open_price, sold_by, content_quantity, content_unit, external_id) = (
      select r.name, r.sku, r.price, r.compare_at_price, r.cost, r.weight_grams, r.is_active,
        r.is_open_price, r.sold_by, r.content_quantity, r.content_unit, r.external_id
      from jsonb_populate_record(v, given.before) r)
    from unnest(${ids}::bigint[], ${befores}::text[]::jsonb[]) as given (id, before)
    where v.id = given.id`
  return left
}

/** Barcodes are free while their variant is not active: those of variants that are again come back, unless another has them. */
export async function restoreActivity(tx: Tx, records: readonly Restored[], report: UndoReport): Promise<void> {
  const left = new Set(
    await followActivity(
      tx,
      records.map(({ id }) => id),
    ),
  )
  for (const { id, name } of records) {
    if (left.has(id)) report.keep({ type: 'product-variant', id: String(id), name, reason: BARCODE_TAKEN })
  }
}

async function findTaken(tx: Tx, records: readonly Restored[]): Promise<number[]> {
  const { ids, befores } = columnsOf(records)
  const rows = await tx<{ id: number }[]>`
    with given as (select * from unnest(${ids}::bigint[], ${befores}::text[]::jsonb[]) as given (id, before))
    select given.id from given
    where exists (
      select from product_variants other left join given other_given on other_given.id = other.id
      where other.id <> given.id
        and (other.sku = given.before ->> 'sku' and not coalesce(other_given.before ? 'sku', false)
          or other.external_id = given.before ->> 'external_id' and not coalesce(other_given.before ? 'external_id', false)))`
  return rows.map((row) => row.id)
}
