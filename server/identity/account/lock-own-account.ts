import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { identityErrors } from '../errors.ts'
import { requireValidActor } from '../find-valid-actors.ts'

/**
 * Opens a write by which somebody changes their own account or makes a key to it: keeps the account from changing until
 * the transaction ends, and then asks again whether the credential is good. Otherwise what ends every credential at the
 * same moment, such as another password, would not see what this write leaves behind. Answers whose account it is.
 *
 * @throws people_only, invalid_token
 */
export async function lockOwnAccount(tx: Tx, actor: Actor): Promise<number> {
  if (actor.userId === null) throw identityErrors.people_only()
  await tx`select from users where id = ${actor.userId} for no key update`
  await requireValidActor(tx, actor)
  return actor.userId
}
