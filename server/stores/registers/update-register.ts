import type { Static } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { storesErrors } from '../errors.ts'
import { registerColumns } from '../present.ts'
import { refuseTakenName } from './create-register.ts'
import { lockRegister } from './get-register.ts'
import type { RegisterItem, RegisterUpdate } from './register-schema.ts'

/** Changes the fields that are given. @throws not_found, register_name_taken, register_is_built_in. */
export async function updateRegister(
  tx: Tx,
  actor: Actor,
  id: number,
  input: Static<typeof RegisterUpdate>,
): Promise<RegisterItem> {
  const before = await lockRegister(tx, actor, id)
  if (input.is_active === false && before.kind !== 'till') throw storesErrors.register_is_built_in()
  if (input.name !== undefined) await refuseTakenName(tx, before.store_id, input.name, id)
  const [register] = await tx<RegisterItem[]>`
    update registers r set name = coalesce(${input.name ?? null}, name),
      is_active = coalesce(${input.is_active ?? null}, is_active), updated_at = now()
    where r.id = ${id} returning ${registerColumns(tx)}`
  return register as RegisterItem
}
