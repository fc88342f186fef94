import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Text } from '../../platform/text.ts'
import { storesErrors } from '../errors.ts'
import { lockRegister } from './get-register.ts'

/** Why a register may not be deleted, from what a later room knows (an open drawer); null: it may. */
export type RegisterGuard = (tx: Tx, registerId: number) => Promise<Text | null>

/**
 * Takes a register off the lists; its tickets stay. The virtual and the import register belong to the system.
 *
 * @throws not_found, register_is_built_in, register_in_use.
 */
export async function deleteRegister(
  tx: Tx,
  actor: Actor,
  id: number,
  guards: readonly RegisterGuard[],
): Promise<void> {
  const register = await lockRegister(tx, actor, id)
  if (register.kind !== 'till') throw storesErrors.register_is_built_in()
  for (const guard of guards) {
    const reason = await guard(tx, id)
    if (reason !== null) throw storesErrors.register_in_use({ values: { reason } })
  }
  await tx`update registers set deleted_at = now(), is_active = false, updated_at = now() where id = ${id}`
}
