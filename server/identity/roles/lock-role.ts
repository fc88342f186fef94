import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { readLimit } from '../discount-limit.ts'
import { identityErrors } from '../errors.ts'
import type { StoreIdsFragment } from '../load-actor.ts'
import { PERMISSIONS } from '../permissions.ts'
import { coversDiscounts, coversPermissions, type Power, requireCoverOfRole } from '../power.ts'

type RoleRow = { id: number; name: string; is_system: boolean; discount_limit: string | null; permissions: string[] }

export type LockedRole = {
  readonly id: number
  readonly name: string
  readonly is_system: boolean
  /** Those that this version knows. */
  readonly permissions: readonly string[]
  readonly discountLimitPpm: number | null
}

/**
 * Reads a role that is about to change and keeps others from changing it until the transaction ends. Nobody changes the
 * owner's role: it gives everything, always, so that somebody can mend everything else.
 *
 * @param holder as `holdPower` answered them
 * @throws not_found, role_is_built_in; beyond_power when the role, or somebody who holds it, can do more than the holder.
 */
export async function lockRole(tx: Tx, holder: Power, id: number, storeIds: StoreIdsFragment): Promise<LockedRole> {
  const [role] = await tx<RoleRow[]>`
    select id, name, is_system, discount_limit::text, array(select permission from role_permissions where role_id = roles.id) as permissions
    from roles where id = ${id} for update of roles`
  if (role === undefined) throw platformErrors.not_found()
  if (role.name === 'owner') throw identityErrors.role_is_built_in({ values: { reason: OWNER_STAYS } })
  const permissions = role.permissions.filter((permission) => PERMISSIONS.has(permission))
  const discountLimitPpm = readLimit(role.discount_limit)
  if (!coversPermissions(holder, permissions) || !coversDiscounts(holder, permissions, discountLimitPpm)) {
    throw identityErrors.beyond_power()
  }
  await requireCoverOfRole(tx, holder, id, storeIds)
  return { id: role.id, name: role.name, is_system: role.is_system, permissions, discountLimitPpm }
}

const OWNER_STAYS = text('celui de propriétaire peut toujours tout', 'the owner’s may always do everything')
