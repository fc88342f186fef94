import { userKey } from '../../platform/actor.ts'
import { type AuditSettings, type Sql, withTransaction } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { accountLoginLimit, resetCodeLimit } from '../attempt-limits.ts'
import { hashPassword } from '../passwords.ts'
import { digestCode } from '../secrets.ts'
import { setPassword } from '../set-password.ts'
import { returnAttempts, type TakenAttempts, takeAttempts } from '../take-attempts.ts'
import { requireSamePassword } from './check-own-password.ts'
import type { PasswordResetInput } from './schema.ts'

export type Reset = { input: PasswordResetInput; address: string; audit: AuditSettings }

/**
 * Gives the person to whom a code was sent the password that they chose, ends all of their sessions and tokens, and lets
 * them log in at once whatever was guessed before. Answers whose password it is.
 *
 * @throws validation_failed for a code that is unknown, used, replaced or too old; too_many_attempts.
 */
export async function resetPassword(sql: Sql, { input, address, audit }: Reset): Promise<{ userId: number }> {
  requireSamePassword(input)
  const digest = digestCode(input.token)
  const taken = await withTransaction(sql, {}, (tx) => takeAttempts(tx, [resetCodeLimit(address)]))
  // A wrong code is refused before it has cost the hash of a password.
  const [known] = await sql<{ user_id: number }[]>`
    select user_id from password_resets where token_hash = ${digest} and expires_at > now()`
  if (known === undefined) throw badCode(taken)
  const passwordHash = await hashPassword(input.password)
  return withTransaction(sql, { audit: { ...audit, actor: userKey(known.user_id) } }, async (tx) => {
    // The person before their code, as everywhere: whoever gives them another password or e-mail voids the code after.
    await tx`select from users where id = ${known.user_id} for no key update`
    // Taking the code away and asking whether it was good is one statement: of two who use it, one finds nothing.
    const [claimed] = await tx<{ user_id: number; email: string }[]>`
      delete from password_resets using users
      where token_hash = ${digest} and expires_at > now() and users.id = user_id and users.deleted_at is null
      returning user_id, users.email`
    if (claimed === undefined) throw badCode(taken)
    await setPassword(tx, claimed.user_id, passwordHash)
    await returnAttempts(tx, taken, [accountLoginLimit(claimed.email).subject])
    return { userId: claimed.user_id }
  })
}

const badCode = (taken: TakenAttempts) =>
  platformErrors.validation_failed({ fields: { token: BAD_CODE }, headers: taken.headers })

const BAD_CODE = text(
  'Ce code n’est pas le dernier envoyé, a déjà servi ou est trop vieux ; demandez-en un autre.',
  'This code is not the last one that was sent, was used already or is too old; ask for another one.',
)
