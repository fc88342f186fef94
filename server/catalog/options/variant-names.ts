import type { Row } from 'postgres'
import type { Tx } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'

/** What a variant `v` is called by its values: "M / Rouge"; empty for one without. */
const nameByValues = (tx: Tx): Fragment => tx<Row[]>`
  coalesce((
    select string_agg(ov.value, ' / ' order by o.position, o.id)
    from variant_option_values vo
    join product_options o on o.id = vo.option_id
    join product_option_values ov on ov.id = vo.option_value_id
    where vo.variant_id = v.id), '')`

/** The variants of a product that are called by their values; one that was given a name of its own keeps it. */
export async function variantsNamedByValues(tx: Tx, productId: number): Promise<number[]> {
  const rows = await tx<{ id: number }[]>`
    select v.id from product_variants v
    where v.product_id = ${productId} and v.deleted_at is null and v.name = ${nameByValues(tx)}`
  return rows.map((row) => row.id)
}

/** Calls variants by the values that they have now. */
export async function nameByValuesAgain(tx: Tx, variantIds: readonly number[]): Promise<void> {
  if (variantIds.length === 0) return
  await tx`
    update product_variants v set name = ${nameByValues(tx)}, updated_at = now()
    where v.id = any(${[...variantIds]}::bigint[]) and v.name <> ${nameByValues(tx)}`
}
