import { type Actor, may } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid, platformErrors } from '../../platform/errors.ts'
import { fill, type Text, text } from '../../platform/text.ts'
import { readLimit } from '../discount-limit.ts'
import { identityErrors } from '../errors.ts'
import { PERMISSIONS } from '../permissions.ts'
import { coversDiscounts, coversPermissions } from '../power.ts'

type RoleRow = { id: number; name: string; discount_limit: string | null; permissions: string[] }

/**
 * Gives a person these roles and no others. Giving those that they have already changes nothing and asks for nothing.
 *
 * @param actor as `holdPower` answered them
 * @param given names or ids
 * @throws validation_failed naming a role that does not exist (`roles.1`); forbidden without `roles.update`;
 * beyond_power naming a role that gives what the actor does not hold.
 */
export async function giveRoles(
  tx: Tx,
  actor: Actor,
  userId: number,
  given: readonly (string | number)[],
): Promise<void> {
  const roles = await findRoles(tx, given)
  const wanted = [...new Set(roles.map((role) => role.id))]
  const had = await tx<{ role_id: number }[]>`select role_id from user_roles where user_id = ${userId}`
  if (had.length === wanted.length && had.every((row) => wanted.includes(row.role_id))) return
  if (!may(actor, 'roles.update')) throw platformErrors.forbidden({ fields: { roles: NOT_YOURS_TO_GIVE } })
  refuseBeyond(actor, roles)
  await tx`delete from user_roles where user_id = ${userId} and role_id <> all(${wanted}::bigint[])`
  await tx`
    insert into user_roles (user_id, role_id) select ${userId}, unnest(${wanted}::bigint[]) on conflict do nothing`
}

/** The roles in the order given. */
async function findRoles(tx: Tx, given: readonly (string | number)[]): Promise<RoleRow[]> {
  const names = given.filter((ref) => typeof ref === 'string')
  const ids = given.filter((ref) => typeof ref === 'number' && ref > 0 && Number.isSafeInteger(ref))
  const rows = await tx<RoleRow[]>`
    select id, name, discount_limit::text, array(select permission from role_permissions where role_id = roles.id) as permissions
    from roles where name = any(${names}::text[]) or id = any(${ids}::bigint[])`
  return given.map((ref, index) => {
    const role = rows.find((row) => row.name === ref || row.id === ref)
    if (role === undefined) throw invalid({ [`roles.${index}`]: fill(UNKNOWN, { role: ref }) })
    return role
  })
}

function refuseBeyond(actor: Actor, roles: readonly RoleRow[]): void {
  const fields: Record<string, Text> = {}
  for (const [index, { name, permissions, discount_limit }] of roles.entries()) {
    const known = permissions.filter((permission) => PERMISSIONS.has(permission))
    const isFurther = !coversDiscounts(actor, known, readLimit(discount_limit))
    if (isFurther || !coversPermissions(actor, known)) fields[`roles.${index}`] = fill(BEYOND, { role: name })
  }
  if (Object.keys(fields).length > 0) throw identityErrors.beyond_power({ fields })
}

const UNKNOWN = text('Il n’y a pas de rôle « {role} ».', 'There is no role “{role}”.')
const NOT_YOURS_TO_GIVE = text(
  'Donner ou retirer un rôle demande la permission « roles.update ».',
  'Giving or taking a role needs the permission “roles.update”.',
)
const BEYOND = text(
  'Le rôle « {role} » donne des permissions que vous n’avez pas, ou une plus grande limite de remise.',
  'The role “{role}” gives permissions that you do not hold, or a larger discount limit.',
)
