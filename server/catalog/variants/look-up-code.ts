import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { readScannedCodes } from '../barcode-layouts/read-scanned-code.ts'
import { presentOptionalPrice, presentPrice } from '../money.ts'
import { joinAskedPrice } from '../prices/effective-price.ts'
import { requireStore } from '../prices/read-shown-prices.ts'
import type { MatchItem } from '../schema.ts'
import { barcodeForms } from './barcode-forms.ts'
import { feesOfVariant } from './select-variants.ts'

/** Zeros before a PLU do not count. */
const pluOf = (code: string): string => (/^0*[1-9][0-9]{0,9}$/.test(code) ? code.replace(/^0+/, '') : code)

/**
 * Every article that bears a code as a barcode, as a SKU or as a PLU: exact ones first, then those that differ in case or
 * in the zeros before a GTIN or a PLU, then the article of a scale's label, with what the label says.
 *
 * @param storeId whose prices of the moment to answer; null for the chain's.
 * @throws validation_failed for a store that does not exist for the actor.
 */
export async function lookUpCode(
  sql: Queryable,
  actor: Actor,
  code: string,
  storeId: number | null,
): Promise<MatchItem[]> {
  if (storeId !== null) await requireStore(sql, actor, storeId)
  const scanned = (await readScannedCodes(sql, [code])).get(code)
  // The limit, far more than any code has, tells the planner that there are few. It stands in the text and the forms are no
  // array: the plan for any code then costs what one for this code does, and the database plans no look-up anew.
  const rows = await sql<MatchItem[]>`
    select m.match, m.is_exact, m.code, v.id, p.id as product_id, p.name as product_name, v.name, v.sku, asked.price,
      v.is_open_price, v.sold_by, p.tax_class, v.is_active and p.is_active as is_active, (${feesOfVariant(sql)}) as fees
    from (
      select 'barcode' as match, b.code = ${code} as is_exact, b.code, b.variant_id
      from variant_barcodes b
      where b.is_active and (lower(b.code) = lower(${code}) or b.type = 'gtin' and b.code in ${sql(barcodeForms(code))})
      union all
      select 'sku', sku = ${code}, sku, id from product_variants where lower(sku) = lower(${code}) and deleted_at is null
      union all
      select 'plu', plu = ${code}, plu, id from product_variants where plu = ${pluOf(code)} and deleted_at is null
      union all
      select 'scale', false, ${code}, id from product_variants
      where plu = ${scanned?.plu ?? null} and deleted_at is null
      limit 100
    ) m
    join product_variants v on v.id = m.variant_id
    join products p on p.id = v.product_id ${joinAskedPrice(sql, storeId)}
    where p.deleted_at is null
    order by m.is_exact desc, m.match, is_active desc, v.id`
  return rows.map((row) => ({
    ...row,
    price: presentOptionalPrice(row.price),
    scan: row.match === 'scale' && scanned !== undefined ? scanned.scan : null,
    fees: row.fees.map((fee) => ({ ...fee, amount: presentPrice(fee.amount) })),
  }))
}
