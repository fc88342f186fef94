import type { Actor } from '../platform/actor.ts'
import { assignments } from '../platform/database/assignments.ts'
import type { Tx } from '../platform/database/connect.ts'
import type { Text } from '../platform/text.ts'
import { checkStore } from './check-store.ts'
import { toJson } from './create-store.ts'
import { storesErrors } from './errors.ts'
import { lockStore } from './get-store.ts'
import { storeColumns } from './present.ts'
import type { StoreItem, StoreUpdateInput } from './schema.ts'

/**
 * Why a store may not be deleted, or its currency changed, from what a later room knows; null: it may. The rooms that
 * keep stock and tickets give theirs through the map of the application.
 */
export type StoreGuard = (tx: Tx, storeId: number) => Promise<Text | null>
export type StoreGuards = {
  readonly beforeDelete: readonly StoreGuard[]
  readonly beforeCurrencyChange: readonly StoreGuard[]
}

/** The first reason of several guards. */
export async function findReason(tx: Tx, guards: readonly StoreGuard[], storeId: number): Promise<Text | null> {
  for (const guard of guards) {
    const reason = await guard(tx, storeId)
    if (reason !== null) return reason
  }
  return null
}

/**
 * Changes the fields that are given.
 *
 * @throws not_found, validation_failed, store_code_taken, store_external_id_taken, store_currency_in_use.
 */
export async function updateStore(
  tx: Tx,
  actor: Actor,
  id: number,
  input: StoreUpdateInput,
  guards: StoreGuards,
): Promise<StoreItem> {
  const before = await lockStore(tx, actor, id)
  await checkStore(tx, input, id)
  if (input.currency !== undefined && input.currency !== before.currency) {
    const reason = await findReason(tx, guards.beforeCurrencyChange, id)
    if (reason !== null) throw storesErrors.store_currency_in_use({ values: { reason } })
  }
  const { group, opening_hours: hours, ...columns } = input
  const change = assignments(tx, { ...columns, store_group: group })
  const hoursChange = hours === undefined ? tx`` : tx`, opening_hours = ${toJson(hours)}::text::jsonb`
  const [store] = await tx<StoreItem[]>`
    update stores s set updated_at = now() ${change} ${hoursChange} where s.id = ${id} returning ${storeColumns(tx)}`
  return store as StoreItem
}
