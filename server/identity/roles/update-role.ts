import type { Actor } from '../../platform/actor.ts'
import { assignments } from '../../platform/database/assignments.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { text } from '../../platform/text.ts'
import { identityErrors } from '../errors.ts'
import { holdPower } from '../power.ts'
import { checkRole } from './check-role.ts'
import type { RoleWrite } from './create-role.ts'
import { lockRole } from './lock-role.ts'
import type { RoleItem, RoleUpdateInput } from './schema.ts'
import { getRole } from './select-roles.ts'
import { writePermissions } from './write-permissions.ts'

/**
 * Changes the fields that are given; everybody who holds the role may at once do what it now gives.
 *
 * @throws not_found, role_name_taken, role_is_built_in, beyond_power; validation_failed naming a permission that does not
 * exist.
 */
export async function updateRole(
  tx: Tx,
  actor: Actor,
  id: number,
  input: RoleUpdateInput,
  { language, storeIds }: RoleWrite,
): Promise<RoleItem> {
  const holder = await holdPower(tx, actor, 'roles.update', storeIds)
  const role = await lockRole(tx, holder, id, storeIds)
  if (role.is_system && input.name !== undefined && input.name !== role.name) {
    throw identityErrors.role_is_built_in({ values: { reason: NAME_STAYS } })
  }
  await checkRole(tx, holder, input, role)
  const { name, label, label_fr = label, label_en = label, permissions, discount_limit } = input
  const changes = { name, label_fr, label_en, discount_limit }
  await tx`update roles set updated_at = now() ${assignments(tx, changes)} where id = ${id}`
  if (permissions !== undefined) await writePermissions(tx, id, permissions)
  return getRole(tx, id, language)
}

const NAME_STAYS = text('son nom ne change pas, son libellé oui', 'its name does not change, its label may')
