import type { Actor } from '../../platform/actor.ts'
import { assignments } from '../../platform/database/assignments.ts'
import { type AuditSettings, type Sql, withTransaction } from '../../platform/database/connect.ts'
import { invalid, platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { refuseTakenEmail } from '../create-user.ts'
import { identityErrors } from '../errors.ts'
import { requireValidActor } from '../find-valid-actors.ts'
import { presentUser, type UserRecord } from '../present.ts'
import { checkOwnPassword } from './check-own-password.ts'
import type { ProfileInput } from './schema.ts'

/**
 * Changes what is given of one's own name, language and e-mail. The e-mail is a key to the account (a lost password is
 * replaced through it), so it asks for the password.
 *
 * @throws validation_failed for a missing or wrong password; too_many_attempts, email_taken, people_only.
 */
export async function updateProfile(sql: Sql, actor: Actor, input: ProfileInput, audit: AuditSettings) {
  const { userId } = actor
  if (userId === null) throw identityErrors.people_only()
  const { name, email, locale, current_password: password } = input
  if (email !== undefined && password === undefined) throw invalid({ current_password: PASSWORD_MISSING })
  if (email !== undefined) await checkOwnPassword(sql, actor, password ?? '')
  return withTransaction(sql, { audit }, async (tx) => {
    await requireValidActor(tx, actor)
    if (email !== undefined) {
      await refuseTakenEmail(tx, email, userId)
      await tx`delete from password_resets where user_id = ${userId}`
    }
    const [user] = await tx<UserRecord[]>`
      update users set updated_at = now() ${assignments(tx, { name, email, locale })}
      where id = ${userId} and deleted_at is null returning id, name, email, locale, created_at`
    if (user === undefined) throw platformErrors.unauthenticated()
    return presentUser(user)
  })
}

const PASSWORD_MISSING = text('Donnez aussi votre mot de passe.', 'Give your password too.')
