import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { presentPrice } from '../money.ts'
import { feesOfVariant } from '../variants/select-variants.ts'
import type { FeeItem } from './fee-schema.ts'

/** The fees that a unit of a variant bears, in the order in which they are printed. @throws not_found */
export async function listFees(sql: Queryable, variantId: number): Promise<FeeItem[]> {
  const [row] = await sql<{ fees: FeeItem[] }[]>`
    select (${feesOfVariant(sql)}) as fees from product_variants v join products p on p.id = v.product_id
    where v.id = ${variantId} and v.deleted_at is null and p.deleted_at is null`
  if (row === undefined) throw platformErrors.not_found()
  return row.fees.map((fee) => ({ ...fee, amount: presentPrice(fee.amount) }))
}
