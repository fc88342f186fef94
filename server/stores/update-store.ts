import type { Actor } from '../platform/actor.ts'
import { assignments } from '../platform/database/assignments.ts'
import type { Tx } from '../platform/database/connect.ts'
import { type Text, text } from '../platform/text.ts'
import { registrationsAsKept } from './check-registrations.ts'
import { checkStore } from './check-store.ts'
import { toJson } from './create-store.ts'
import { storesErrors } from './errors.ts'
import { lockStore } from './get-store.ts'
import { sortHours } from './opening-hours.ts'
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

/** Every reason of several guards, in one sentence; null when none speaks against it. */
export async function findReasons(tx: Tx, guards: readonly StoreGuard[], storeId: number): Promise<Text | null> {
  const reasons: Text[] = []
  for (const guard of guards) {
    const reason = await guard(tx, storeId)
    if (reason !== null) reasons.push(reason)
  }
  return reasons.length === 0 ? null : joinReasons(reasons)
}

/** Each reason ends like a sentence; between two of them stands a semicolon instead. */
function joinReasons(reasons: readonly Text[]): Text {
  const bare = (reason: string) => reason.replace(/\.$/, '')
  return text(
    `${reasons.map((reason) => bare(reason.fr)).join('\u00a0; ')}.`,
    `${reasons.map((reason) => bare(reason.en)).join('; ')}.`,
  )
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
    const reason = await findReasons(tx, guards.beforeCurrencyChange, id)
    if (reason !== null) throw storesErrors.store_currency_in_use({ values: { reason } })
  }
  const { group, opening_hours: hours, registrations, ...columns } = input
  const change = assignments(tx, { ...columns, store_group: group })
  const hoursChange = hours === undefined ? tx`` : tx`, opening_hours = ${toJson(sortHours(hours))}::text::jsonb`
  const registrationsChange =
    registrations === undefined
      ? tx``
      : tx`, registrations = ${toJson(registrationsAsKept(registrations))}::text::jsonb`
  const [store] = await tx<StoreItem[]>`
    update stores s set updated_at = now() ${change} ${hoursChange} ${registrationsChange} where s.id = ${id} returning ${storeColumns(tx)}`
  return store as StoreItem
}
