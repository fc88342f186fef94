import { formatDecimal, parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { arrayLiteral, type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'

/** A reservation as a sale finds it. */
export type KnownReservation = {
  readonly id: number
  readonly storeId: number
  readonly variantId: number
  /** Thousandths; 0n once it ran out, was given up or was sold. */
  readonly remaining: bigint
}

/**
 * Reads these reservations. Asked once the levels of the set are locked, after which nobody else changes them. What is
 * promised to a transfer is not for sale, and not found.
 */
export async function findReservations(tx: Tx, ids: readonly number[]): Promise<KnownReservation[]> {
  if (ids.length === 0) return []
  const rows = await tx<{ id: number; store_id: number; variant_id: number; remaining: string }[]>`
    select id, store_id, variant_id,
      case when status = 'active' and expires_at > now() then quantity - consumed else 0 end as remaining
    from stock_reservations where id = any(${arrayLiteral(ids)}::text::bigint[]) and transfer_id is null`
  return rows.map((row) => ({
    id: row.id,
    storeId: row.store_id,
    variantId: row.variant_id,
    remaining: parseDecimal(row.remaining, QUANTITY_SCALE) ?? 0n,
  }))
}

/** What a line of a sale takes of a reservation; `quantity` in thousandths, at most what remains. */
export type Consumption = Omit<KnownReservation, 'remaining'> & { readonly quantity: bigint; readonly saleId: string }

const columns: readonly Column<Consumption>[] = [
  ['store_id', 'bigint', (taken) => taken.storeId],
  ['id', 'bigint', (taken) => taken.id],
  ['variant_id', 'bigint', (taken) => taken.variantId],
  ['quantity', 'numeric', (taken) => formatDecimal(taken.quantity, QUANTITY_SCALE)],
  ['sale_id', 'uuid', (taken) => taken.saleId],
]

/** Takes what a set of sales sold from its reservations and from what their levels keep, whose locks the caller holds. */
export const consumeReservations = forSet(
  columns,
  `with taken as materialized (
     select store_id, id, variant_id, sum(quantity) as quantity, (array_agg(sale_id order by place desc))[1] as sale_id
     from (select *, row_number() over () as place from ${givenRows(columns)}) placed group by store_id, id, variant_id
   ), consumed as (
     update stock_reservations r set consumed = r.consumed + taken.quantity, sale_id = taken.sale_id,
       status = case when r.consumed + taken.quantity = r.quantity then 'consumed' else 'active' end,
       ended_at = case when r.consumed + taken.quantity = r.quantity then clock_timestamp() end
     from taken where r.store_id = taken.store_id and r.id = taken.id)
   update stock_levels level set reserved = level.reserved - freed.quantity
   from (select store_id, variant_id, sum(quantity) as quantity from taken group by store_id, variant_id) freed
   where level.store_id = freed.store_id and level.variant_id = freed.variant_id`,
)
