import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/connect.ts'
import { endAccess } from './end-access.ts'

/**
 * Gives a person another password. Whoever knew the old one must not stay signed in, so every session and token of the
 * person ends, but the one with which they ask when it is given; answers how many did.
 */
export async function setPassword(
  tx: Tx,
  userId: number,
  passwordHash: string,
  kept?: Actor['credential'],
): Promise<number> {
  await tx`update users set password_hash = ${passwordHash}, updated_at = now() where id = ${userId}`
  return endAccess(tx, userId, kept)
}
