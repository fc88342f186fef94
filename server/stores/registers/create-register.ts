import type { Static } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { text } from '../../platform/text.ts'
import { storesErrors } from '../errors.ts'
import { lockStore } from '../get-store.ts'
import { registerColumns } from '../present.ts'
import type { RegisterCreate, RegisterItem } from './register-schema.ts'

/** Adds a till to a store. @throws not_found, register_name_taken. */
export async function createRegister(
  tx: Tx,
  actor: Actor,
  storeId: number,
  input: Static<typeof RegisterCreate>,
): Promise<RegisterItem> {
  await lockStore(tx, actor, storeId)
  await refuseTakenName(tx, storeId, input.name, null)
  const [register] = await tx<RegisterItem[]>`
    insert into registers as r (store_id, name, is_active) values (${storeId}, ${input.name}, ${input.is_active ?? true})
    returning ${registerColumns(tx)}`
  return register as RegisterItem
}

/** @throws register_name_taken when another register of the store has the name, whatever its case. */
export async function refuseTakenName(tx: Tx, storeId: number, name: string, ownId: number | null): Promise<void> {
  const [taken] = await tx`
    select 1 from registers
    where store_id = ${storeId} and lower(name) = lower(${name}) and deleted_at is null
      and id is distinct from ${ownId}::bigint`
  if (taken === undefined) return
  throw storesErrors.register_name_taken({
    fields: { name: text('Ce nom est déjà pris dans ce magasin.', 'This name is already taken in this store.') },
  })
}
