import { type PartBefore, readPartsBefore } from '../../identity/index.ts'
import type { Tx } from '../../platform/database/connect.ts'

const isNew = ({ before }: PartBefore) => before === null
const keysOf = (parts: readonly PartBefore[]) => parts.map((part) => part.key)
const beforesOf = (parts: readonly PartBefore[]) => parts.map((part) => part.before ?? '{}')

/** Gives products and variants back the pictures, barcodes and option values that they had. */
export async function restoreParts(
  tx: Tx,
  requestId: string,
  { productIds, variantIds }: { productIds: readonly number[]; variantIds: readonly number[] },
): Promise<void> {
  if (productIds.length > 0) await restorePictures(tx, requestId, productIds)
  if (variantIds.length === 0) return
  await restoreBarcodes(tx, requestId, variantIds)
  await restoreOptionValues(tx, requestId, variantIds)
}

async function restorePictures(tx: Tx, requestId: string, ids: readonly number[]): Promise<void> {
  const part = { requestId, entityType: 'product', part: 'product_images', key: ['id'] }
  const pictures = await readPartsBefore(tx, { ...part, ids })
  const added = pictures.filter(isNew)
  const changed = pictures.filter((picture) => !isNew(picture))
  if (added.length > 0) {
    await tx`
      delete from product_images using unnest(${keysOf(added)}::text[]::jsonb[]) as given (key)
      where product_images.id = (given.key ->> 'id')::bigint`
  }
  if (changed.length > 0) {
    await tx`
      update product_images i set (variant_id, alt, position) = (
        select r.variant_id, r.alt, r.position from jsonb_populate_record(i, given.before) r)
      from unnest(${keysOf(changed)}::text[]::jsonb[], ${beforesOf(changed)}::text[]::jsonb[]) as given (key, before)
      where i.id = (given.key ->> 'id')::bigint`
  }
}

/** An import only adds barcodes. */
async function restoreBarcodes(tx: Tx, requestId: string, ids: readonly number[]): Promise<void> {
  const part = { requestId, entityType: 'product-variant', part: 'variant_barcodes', key: ['variant_id', 'code'] }
  const added = (await readPartsBefore(tx, { ...part, ids })).filter(isNew)
  if (added.length === 0) return
  await tx`
    delete from variant_barcodes b using unnest(${keysOf(added)}::text[]::jsonb[]) as given (key)
    where b.variant_id = (given.key ->> 'variant_id')::bigint and b.code = given.key ->> 'code'`
}

async function restoreOptionValues(tx: Tx, requestId: string, ids: readonly number[]): Promise<void> {
  const key = ['variant_id', 'option_id']
  const part = { requestId, entityType: 'product-variant', part: 'variant_option_values', key }
  const values = await readPartsBefore(tx, { ...part, ids })
  if (values.length === 0) return
  await tx`
    delete from variant_option_values o using unnest(${keysOf(values)}::text[]::jsonb[]) as given (key)
    where o.variant_id = (given.key ->> 'variant_id')::bigint and o.option_id = (given.key ->> 'option_id')::bigint`
  await tx`
    insert into variant_option_values (variant_id, option_id, option_value_id)
    select r.variant_id, r.option_id, r.option_value_id
    from unnest(${beforesOf(values.filter((value) => !isNew(value)))}::text[]::jsonb[]) as given (before),
      jsonb_populate_record(null::variant_option_values, given.before) r
    where exists (select from product_option_values v where v.id = r.option_value_id and v.option_id = r.option_id)`
}
