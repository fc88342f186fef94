import type { Tx } from '../platform/database/connect.ts'
import { invalid } from '../platform/errors.ts'
import { fill, type Language, text } from '../platform/text.ts'
import { emailTaken } from './errors.ts'
import type { UserRecord } from './present.ts'

export type NewUser = {
  name: string
  email: string
  /** From `hashPassword`; null for a person who cannot log in by password. */
  passwordHash: string | null
  /** From `hashPassword` too; null unless given: a person who takes no turns at a till. */
  pinHash?: string | null
  /** Names of roles. */
  roles: readonly string[]
  locale?: Language
  externalId?: string | null
}

/**
 * Makes a person with their roles. From the first one on, the set-up code is void. Where they work is the stores' to
 * say.
 *
 * @throws email_taken, user_external_id_taken; validation_failed naming a role that does not exist.
 */
export async function createUser(tx: Tx, input: NewUser): Promise<UserRecord> {
  const roleIds = await findRoles(tx, input.roles)
  await refuseTakenEmail(tx, input.email, null)
  await tx`delete from installation where name = 'setup_code'`
  const [user] = await tx<[UserRecord]>`
    insert into users (name, email, password_hash, pin_hash, locale, external_id)
    values (${input.name}, ${input.email}, ${input.passwordHash}, ${input.pinHash ?? null}, ${input.locale ?? 'fr'}, ${input.externalId ?? null})
    returning id, name, email, locale, created_at`
  await tx`insert into user_roles (user_id, role_id) select ${user.id}, unnest(${roleIds}::bigint[])`
  return user
}

/**
 * Deleted people keep their e-mail, so that restoring them never fails; only one person may have it, whoever they are.
 *
 * @param own the person who may have it; null for nobody
 * @throws email_taken
 */
export async function refuseTakenEmail(tx: Tx, email: string, own: number | null): Promise<void> {
  const [taken] = await tx`
    select from users where lower(email) = lower(${email}) and id is distinct from ${own}::bigint`
  if (taken !== undefined) throw emailTaken()
}

const UNKNOWN_ROLE = text('Il n’y a pas de rôle « {role} ».', 'There is no role “{role}”.')

async function findRoles(tx: Tx, names: readonly string[]): Promise<number[]> {
  const rows = await tx<{ id: number; name: string }[]>`
    select id, name from roles where name = any(${[...names]}::text[])`
  const ids = new Map(rows.map((row) => [row.name, row.id]))
  return names.map((name, index) => {
    const id = ids.get(name)
    if (id === undefined) throw invalid({ [`roles.${index}`]: fill(UNKNOWN_ROLE, { role: name }) })
    return id
  })
}
