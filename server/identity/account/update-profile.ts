import type { Actor } from '../../platform/actor.ts'
import { assignments } from '../../platform/database/assignments.ts'
import type { Sql, Tx } from '../../platform/database/connect.ts'
import { invalid, platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { refuseTakenEmail } from '../create-user.ts'
import { identityErrors } from '../errors.ts'
import { presentUser, type UserRecord } from '../present.ts'
import { checkOwnPassword } from './check-own-password.ts'
import { lockOwnAccount } from './lock-own-account.ts'
import type { ProfileInput } from './schema.ts'

/**
 * Comes before the transaction of `updateProfile`. The e-mail is a key to the account (a lost password is replaced
 * through it), so it asks for the password.
 *
 * @throws validation_failed for a missing or wrong password; too_many_attempts, people_only.
 */
export async function admitProfile(sql: Sql, actor: Actor, input: ProfileInput): Promise<void> {
  if (actor.userId === null) throw identityErrors.people_only()
  if (input.email === undefined) return
  if (input.current_password === undefined) throw invalid({ current_password: PASSWORD_MISSING })
  await checkOwnPassword(sql, actor, input.current_password)
}

/**
 * Changes what is given of one's own name, language and e-mail.
 *
 * @throws email_taken, people_only.
 */
export async function updateProfile(tx: Tx, actor: Actor, { name, email, locale }: ProfileInput) {
  const userId = await lockOwnAccount(tx, actor)
  if (email !== undefined) await refuseTakenEmail(tx, email, userId)
  const [user] = await tx<UserRecord[]>`
    update users set updated_at = now() ${assignments(tx, { name, email, locale })}
    where id = ${userId} and deleted_at is null returning id, name, email, locale, created_at`
  if (user === undefined) throw platformErrors.invalid_token()
  // A code that was sent to the old address opens nothing any more.
  if (email !== undefined) await tx`delete from password_resets where user_id = ${userId}`
  return presentUser(user)
}

const PASSWORD_MISSING = text('Donnez aussi votre mot de passe.', 'Give your password too.')
