import { type AuditSettings, type Sql, withTransaction } from '../platform/database/connect.ts'
import type { Outcome } from '../platform/http/route.ts'
import type { Language } from '../platform/text.ts'
import { requireSamePassword } from './account/check-own-password.ts'
import { registrationLimit } from './attempt-limits.ts'
import { createUser } from './create-user.ts'
import { type Access, type AccessRequest, openAccess } from './open-access.ts'
import { hashPassword } from './passwords.ts'
import type { RegisterInput } from './schema.ts'
import { claimSetup } from './setup-code.ts'
import { takeAttempts } from './take-attempts.ts'

export type Registration = {
  input: RegisterInput
  address: string
  locale: Language
  access: AccessRequest
  audit: AuditSettings
}

/**
 * Makes an account for whoever asks, and signs them in. The first person of an installation gives the set-up code and
 * becomes its owner; everyone else has no permission until somebody gives them a role.
 *
 * @throws validation_failed, already_set_up, email_taken, too_many_attempts.
 */
export async function registerUser(
  sql: Sql,
  { input, address, locale, access, audit }: Registration,
): Promise<Outcome<Access>> {
  requireSamePassword(input)
  await withTransaction(sql, {}, (tx) => takeAttempts(tx, [registrationLimit(address)]))
  // A wrong set-up code is refused before it has cost the hash of a password.
  await withTransaction(sql, {}, (tx) => claimSetup(tx, input.setup_code))
  const passwordHash = await hashPassword(input.password)
  return withTransaction(sql, { audit }, async (tx) => {
    const isFirst = await claimSetup(tx, input.setup_code)
    const { name, email } = input
    const user = await createUser(tx, { name, email, passwordHash, roles: isFirst ? ['owner'] : [], locale })
    return openAccess(tx, user, access)
  })
}
