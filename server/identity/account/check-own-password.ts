import type { Actor } from '../../platform/actor.ts'
import { type Sql, withTransaction } from '../../platform/database/connect.ts'
import { invalid, platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { ownPasswordLimit } from '../attempt-limits.ts'
import { identityErrors } from '../errors.ts'
import { verifyPassword } from '../passwords.ts'
import { returnAttempts, takeAttempts } from '../take-attempts.ts'

/**
 * Asks whoever is signed in for their password once more; answers its hash, which a change may require to be still the
 * same. Failures count against a limit of the person's own.
 *
 * @throws validation_failed naming `current_password`; too_many_attempts; people_only.
 */
export async function checkOwnPassword(sql: Sql, actor: Actor, password: string): Promise<string> {
  if (actor.userId === null) throw identityErrors.people_only()
  const limit = ownPasswordLimit(actor.userId)
  const taken = await withTransaction(sql, {}, (tx) => takeAttempts(tx, [limit]))
  const giveBack = (cleared: readonly string[]) => withTransaction(sql, {}, (tx) => returnAttempts(tx, taken, cleared))
  const hash = await verify(sql, actor.userId, password).catch(async (error: unknown) => {
    // An attempt that could not be judged does not count.
    await giveBack([])
    throw error
  })
  if (hash === null) {
    throw platformErrors.validation_failed({ fields: { current_password: WRONG }, headers: taken.headers })
  }
  await giveBack([limit.subject])
  return hash
}

/** The hash of the person's password when this is it; else null. */
async function verify(sql: Sql, userId: number, password: string): Promise<string | null> {
  const [user] = await sql<{ password_hash: string | null }[]>`
    select password_hash from users where id = ${userId} and deleted_at is null`
  const hash = user?.password_hash ?? null
  return (await verifyPassword(password, hash)) ? hash : null
}

/** @throws validation_failed naming `password_confirmation` when it differs. */
export function requireSamePassword(input: { password: string; password_confirmation: string }): void {
  if (input.password !== input.password_confirmation) throw invalid({ password_confirmation: DIFFERS })
}

const WRONG = text('Ce n’est pas votre mot de passe actuel.', 'This is not your current password.')
const DIFFERS = text('La confirmation diffère du mot de passe.', 'The confirmation differs from the password.')
