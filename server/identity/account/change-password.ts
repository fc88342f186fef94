import type { Actor } from '../../platform/actor.ts'
import { type AuditSettings, type Sql, withTransaction } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { requireValidActor } from '../find-valid-actors.ts'
import { hashPassword } from '../passwords.ts'
import { setPassword } from '../set-password.ts'
import { checkOwnPassword, requireSamePassword } from './check-own-password.ts'
import type { PasswordChangeInput } from './schema.ts'

/**
 * Changes one's own password, for whoever knows the present one. Every other session and token of the person ends; the one
 * with which they ask goes on. Answers how many ended.
 *
 * @throws validation_failed for a wrong password or a confirmation that differs; too_many_attempts; people_only;
 * conflict when the password was changed meanwhile.
 */
export async function changePassword(
  sql: Sql,
  actor: Actor,
  input: PasswordChangeInput,
  audit: AuditSettings,
): Promise<number> {
  requireSamePassword(input)
  const present = await checkOwnPassword(sql, actor, input.current_password)
  const passwordHash = await hashPassword(input.password)
  return withTransaction(sql, { audit }, async (tx) => {
    await requireValidActor(tx, actor)
    const userId = Number(actor.userId)
    const [same] = await tx`select from users where id = ${userId} and password_hash = ${present} for no key update`
    if (same === undefined) throw platformErrors.conflict()
    return setPassword(tx, userId, passwordHash, actor.credential)
  })
}
