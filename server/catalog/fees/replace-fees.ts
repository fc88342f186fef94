import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { priceForDatabase } from '../money.ts'
import { lockVariant } from '../variants/lock-variant.ts'
import type { FeeItem, FeesBody } from './fee-schema.ts'
import { listFees } from './list-fees.ts'

/**
 * Replaces the fees of a variant. Those that are the same, in the same place, stay as they are.
 *
 * @throws not_found, validation_failed naming each row at fault.
 */
export async function replaceFees(tx: Tx, variantId: number, { fees }: FeesBody): Promise<FeeItem[]> {
  await lockVariant(tx, variantId)
  const classes = await tx<{ code: string }[]>`
    select code from tax_classes where code = any(${fees.map((fee) => fee.tax_class)}::text[])
    order by code for key share`
  const known = new Set(classes.map(({ code }) => code))
  const unknown = fees.flatMap((fee, index) => (known.has(fee.tax_class) ? [] : [`fees.${index}.tax_class`]))
  if (unknown.length > 0) {
    const sentence = text('Cette classe de taxe n’existe pas.', 'This tax class does not exist.')
    throw invalid(Object.fromEntries(unknown.map((path) => [path, sentence])))
  }
  await tx`
    with given as materialized (
      select * from unnest(${fees.map((fee) => fee.kind)}::text[], ${fees.map((fee) => fee.label)}::text[],
        ${fees.map((fee) => priceForDatabase(fee.amount))}::numeric[], ${fees.map((fee) => fee.tax_class)}::text[])
      with ordinality as given (kind, label, amount, tax_class, position)
    ), kept as materialized (
      select fee.id, fee.position from variant_fees fee join given using (kind, label, amount, tax_class, position)
      where fee.variant_id = ${variantId}
    ), ended as (
      delete from variant_fees where variant_id = ${variantId} and id not in (select id from kept)
    )
    insert into variant_fees (variant_id, kind, label, amount, tax_class, position)
    select ${variantId}, kind, label, amount, tax_class, position from given
    where position not in (select position from kept)`
  return listFees(tx, variantId)
}
