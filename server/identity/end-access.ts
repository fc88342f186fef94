import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/connect.ts'

/**
 * Ends every session and token of a person, but the one credential that stays when it is given, and voids the code with
 * which they could have chosen a password; answers how many ended. Processes that remember a credential let go of it
 * within a second.
 */
export async function endAccess(tx: Tx, userId: number, kept?: Actor['credential']): Promise<number> {
  const keptToken = kept?.kind === 'token' ? kept.id : null
  const keptSession = kept?.kind === 'session' ? kept.id : null
  const sessions = await tx`
    update sessions set revoked_at = now()
    where user_id = ${userId} and revoked_at is null and expires_at > now() and id is distinct from ${keptSession}::bigint`
  const tokens = await tx`
    update tokens set revoked_at = now()
    where user_id = ${userId} and revoked_at is null and (expires_at is null or expires_at > now())
      and id is distinct from ${keptToken}::bigint`
  await tx`delete from password_resets where user_id = ${userId}`
  return sessions.count + tokens.count
}
