import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'
import { fill, text } from '../../platform/text.ts'
import { inventoryErrors } from '../errors.ts'
import type { LockedLevel } from '../lock-levels.ts'
import { writeQuantity } from '../present.ts'
import type { LockedTransfer } from './lock-transfer.ts'
import { quantityCell } from './write-lines.ts'

/** What is to leave of an article; `path` names it in the request. */
export type Leaving = { readonly variantId: number; readonly quantity: bigint; readonly path: string }

const SHORT = text('Il y en a {available} de disponible.', '{available} of it is available.')

/**
 * A store that refuses to sell below zero sends no more than it has and has promised to nobody else.
 *
 * @param levels of the source, locked
 * @param own what this transfer has reserved already, by variant
 * @throws not_enough_stock naming the first article at which it runs out
 */
export function refuseMissing(
  leaving: readonly Leaving[],
  levels: ReadonlyMap<number, LockedLevel>,
  own: ReadonlyMap<number, bigint> = new Map(),
): void {
  for (const { variantId, quantity, path } of leaving) {
    const level = levels.get(variantId)
    if (level?.belowZero !== 'refuse') continue
    const available = level.onHand - level.held + (own.get(variantId) ?? 0n)
    if (quantity <= available) continue
    const values = { available: writeQuantity(available > 0n ? available : 0n) }
    throw inventoryErrors.not_enough_stock({ values, fields: { [path]: fill(SHORT, values) } })
  }
}

type Promised = {
  readonly transferId: number
  readonly sourceId: number
  readonly variantId: number
  readonly quantity: bigint
  readonly actorId: number | null
  readonly actorName: string
}
const promisedColumns: readonly Column<Promised>[] = [
  ['transfer_id', 'bigint', (promised) => promised.transferId],
  ['store_id', 'bigint', (promised) => promised.sourceId],
  ['variant_id', 'bigint', (promised) => promised.variantId],
  ['quantity', 'numeric', (promised) => quantityCell(promised.quantity)],
  ['actor_id', 'bigint', (promised) => promised.actorId],
  ['actor_name', 'text', (promised) => promised.actorName],
]
const insertReservations = forSet(
  promisedColumns,
  `with made as (
     insert into stock_reservations (transfer_id, store_id, variant_id, quantity, actor_id, actor_name, expires_at)
     select transfer_id, store_id, variant_id, quantity, actor_id, actor_name, 'infinity'
     from ${givenRows(promisedColumns)}
     returning store_id, variant_id, quantity)
   update stock_levels level set reserved = level.reserved + made.quantity
   from made where level.store_id = made.store_id and level.variant_id = made.variant_id`,
)

/** Promises an approved transfer what it will take of the source, whose levels are locked: nobody else is promised it. */
export async function reserveGoods(
  tx: Tx,
  actor: Actor,
  { id, sourceId }: LockedTransfer,
  leaving: readonly Leaving[],
): Promise<void> {
  const promised = leaving.map(({ variantId, quantity }) => ({ variantId, quantity, transferId: id, sourceId }))
  await insertReservations(
    tx,
    promised.map((row) => ({ ...row, actorId: actor.userId, actorName: actor.name })),
  )
}

/** What a shipment took; nothing, when the transfer was called off. */
type Taken = { readonly variantId: number; readonly quantity: bigint }
const takenColumns: readonly Column<Taken & { readonly transferId: number }>[] = [
  ['transfer_id', 'bigint', (taken) => taken.transferId],
  ['variant_id', 'bigint', (taken) => taken.variantId],
  ['quantity', 'numeric', (taken) => quantityCell(taken.quantity)],
]
const endReservations = forSet(
  takenColumns,
  `with ended as (
     update stock_reservations r set consumed = least(given.quantity, r.quantity), ended_at = clock_timestamp(),
       status = case when given.quantity >= r.quantity then 'consumed' else 'released' end
     from ${givenRows(takenColumns)}
     where r.transfer_id = given.transfer_id and r.variant_id = given.variant_id and r.status = 'active'
     returning r.store_id, r.variant_id, r.quantity)
   update stock_levels level set reserved = level.reserved - ended.quantity
   from ended where level.store_id = ended.store_id and level.variant_id = ended.variant_id`,
)

/** Ends what a transfer has reserved of the source, whose levels are locked, whatever of it was taken. */
export async function releaseGoods(tx: Tx, { id }: LockedTransfer, taken: readonly Taken[]): Promise<void> {
  await endReservations(
    tx,
    taken.map((row) => ({ ...row, transferId: id })),
  )
}
