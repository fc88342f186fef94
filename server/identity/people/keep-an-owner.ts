import type { Tx } from '../../platform/database/connect.ts'
import { identityErrors } from '../errors.ts'

/**
 * Comes after a write that took the owner's role from somebody. Writes to people wait for each other (`holdPower`), so
 * nobody else can take it from the one who is left.
 *
 * @throws last_owner when nobody is left.
 */
export async function keepAnOwner(tx: Tx): Promise<void> {
  const [owner] = await tx`
    select from users join user_roles on user_roles.user_id = users.id join roles on roles.id = user_roles.role_id
    where roles.name = 'owner' and users.deleted_at is null limit 1`
  if (owner === undefined) throw identityErrors.last_owner()
}
