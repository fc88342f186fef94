import { userKey } from '../platform/actor.ts'
import { type AuditSettings, type Sql, withTransaction } from '../platform/database/connect.ts'
import type { Outcome } from '../platform/http/route.ts'
import { accountLoginLimit, addressLoginLimit } from './attempt-limits.ts'
import { identityErrors } from './errors.ts'
import { type Access, type AccessRequest, openAccess } from './open-access.ts'
import { verifyPassword } from './passwords.ts'
import type { UserRecord } from './present.ts'
import { returnAttempts, type TakenAttempts, takeAttempts } from './take-attempts.ts'

export type LoginRequest = {
  email: string
  password: string
  address: string
  access: AccessRequest
  audit: AuditSettings
}

/**
 * Checks a password and signs the person in. Only failures count against the limits, which are per account and per
 * address; a success clears the account's.
 *
 * @throws bad_credentials, the same for an unknown account and a wrong password; too_many_attempts.
 */
export async function logIn(sql: Sql, request: LoginRequest): Promise<Outcome<Access>> {
  const { email, password, address, access } = request
  const account = accountLoginLimit(email)
  const taken = await withTransaction(sql, {}, (tx) => takeAttempts(tx, [account, addressLoginLimit(address)]))
  const user = await checkPassword(sql, email, password, taken)
  if (user === null) throw identityErrors.bad_credentials({ headers: taken.headers })
  // Whoever gave the right password is no guest any more: the new credential is that person's own doing.
  const audit = { ...request.audit, actor: userKey(user.id) }
  return withTransaction(sql, { audit }, async (tx) => {
    // The password may have changed, or the person have been deleted, while it was being checked.
    const [same] = await tx`
      select from users where id = ${user.id} and password_hash = ${user.password_hash} and deleted_at is null for share`
    if (same === undefined) throw identityErrors.bad_credentials({ headers: taken.headers })
    await returnAttempts(tx, taken, [account.subject])
    return openAccess(tx, user, access)
  })
}

type UserWithPassword = UserRecord & { readonly password_hash: string }

/** null: no such account, or not its password. An attempt that could not be judged does not count. */
async function checkPassword(sql: Sql, email: string, password: string, taken: TakenAttempts) {
  try {
    const [user] = await sql<UserWithPassword[]>`
      select id, name, email, locale, created_at, password_hash from users
      where lower(email) = lower(${email}) and deleted_at is null`
    const isRight = await verifyPassword(password, user?.password_hash ?? null)
    return isRight && user !== undefined ? user : null
  } catch (error) {
    await withTransaction(sql, {}, (tx) => returnAttempts(tx, taken, []))
    throw error
  }
}
