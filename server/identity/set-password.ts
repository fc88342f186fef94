import type { Tx } from '../platform/database/connect.ts'

/**
 * Gives a person another password. Whoever knew the old one must not stay signed in, so every session and token of the
 * person ends; answers how many did. Processes that remember a credential let go of it within a second.
 */
export async function setPassword(tx: Tx, userId: number, passwordHash: string): Promise<number> {
  await tx`update users set password_hash = ${passwordHash}, updated_at = now() where id = ${userId}`
  const sessions = await tx`
    update sessions set revoked_at = now() where user_id = ${userId} and revoked_at is null and expires_at > now()`
  const tokens = await tx`
    update tokens set revoked_at = now()
    where user_id = ${userId} and revoked_at is null and (expires_at is null or expires_at > now())`
  return sessions.count + tokens.count
}
