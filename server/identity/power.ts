import { type Actor, may } from '../platform/actor.ts'
import type { Queryable, Tx } from '../platform/database/connect.ts'
import { lockKeys } from '../platform/database/lock-keys.ts'
import { lacking, platformErrors } from '../platform/errors.ts'
import type { Fragment } from '../platform/http/select-page.ts'
import type { Text } from '../platform/text.ts'
import { DISCOUNT, hasDiscountLimit, isBeyondLimit, limitsOf, personLimit } from './discount-limit.ts'
import { identityErrors } from './errors.ts'
import { requireValidActor } from './find-valid-actors.ts'
import type { StoreIdsFragment } from './load-actor.ts'
import { PERMISSION_NAMES, type Permission } from './permissions.ts'

/**
 * Power: what somebody may do, how far, and where. The rule of this file is the only one about who may manage whom:
 *
 *   Nobody gives or touches more power than they hold.
 *
 * A write to a person or a role is allowed when the writer's power covers the power of what is written, before the write
 * and after it. So nobody can make themselves or others more powerful than they are, nor take over, by its password,
 * e-mail, roles or stores, an account that can do more.
 */
export type Power = Pick<Actor, 'permissions' | 'limits' | 'storeIds'>

export const covers = (holder: Power, other: Power): boolean =>
  coversPermissions(holder, other.permissions) &&
  coversDiscounts(holder, other.permissions, other.limits?.[DISCOUNT] ?? null) &&
  coversStores(holder, other.storeIds)

export const coversPermissions = (holder: Power, permissions: Iterable<string>): boolean =>
  [...permissions].every((permission) => holder.permissions.has(permission))

/** Whether the holder may take as much off a price as these permissions with this limit allow. */
export function coversDiscounts(holder: Power, permissions: Iterable<string>, limitPpm: number | null): boolean {
  const held = holder.limits?.[DISCOUNT] ?? null
  return held === null || !hasDiscountLimit(permissions) || (limitPpm !== null && limitPpm <= held)
}

const coversStores = (holder: Power, storeIds: Power['storeIds']): boolean => {
  const { storeIds: held } = holder
  if (held === 'all') return true
  return storeIds !== 'all' && storeIds.every((id) => held.includes(id))
}

/** @throws beyond_power, naming the fields that ask for too much where there are any. */
export function requireCover(holder: Power, other: Power, fields: Record<string, Text> = {}): void {
  if (!covers(holder, other)) throw identityErrors.beyond_power({ fields })
}

/** A person's power, whether they were deleted or not. */
export async function loadPower(sql: Queryable, userId: number, storeIds: StoreIdsFragment): Promise<Power> {
  const { permissions, ...rest } = await loadRights(sql, userId, storeIds)
  return powerOf(new Set(permissions), rest)
}

type RightsRow = { permissions: string[]; discount_limit_ppm: number | null; store_ids: number[] }

async function loadRights(sql: Queryable, userId: number, storeIds: StoreIdsFragment) {
  const [row] = await sql<RightsRow[]>`
    select ${permissionsOf(sql)} as permissions, ${personLimit(sql)} as discount_limit_ppm, ${storeIds(sql)} as store_ids
    from users where id = ${userId}`
  if (row === undefined) throw platformErrors.not_found()
  return row
}

/** SQL expression of type text[]: what the person of `users.id` may do. Permissions that this version does not know give nothing. */
export const permissionsOf = (sql: Queryable): Fragment => sql`array(
  select distinct permission from user_roles join role_permissions using (role_id)
  where user_roles.user_id = users.id and permission = any(${[...PERMISSION_NAMES]}::text[]))`

/** SQL condition on `users`: the holder's power does not cover this person's. */
function isBeyond(sql: Queryable, holder: Power, storeIds: StoreIdsFragment): Fragment {
  const { permissions, limits, storeIds: held } = holder
  const isElsewhere = held === 'all' ? sql`false` : sql`not ${storeIds(sql)} <@ ${[...held]}::bigint[]`
  const isFurther = isBeyondLimit(sql, limits?.[DISCOUNT] ?? null)
  return sql`(not ${permissionsOf(sql)} <@ ${[...permissions]}::text[] or ${isFurther} or ${isElsewhere})`
}

/** Changing a role touches everybody who holds it. @throws beyond_power when one of them can do more than the holder. */
export async function requireCoverOfRole(
  tx: Tx,
  holder: Power,
  roleId: number,
  storeIds: StoreIdsFragment,
): Promise<void> {
  const [beyond] = await tx`
    select from users join user_roles on user_roles.user_id = users.id
    where role_id = ${roleId} and deleted_at is null and ${isBeyond(tx, holder, storeIds)}
    limit 1`
  if (beyond !== undefined) throw identityErrors.beyond_power()
}

/** Which of these people can do more than the holder, in one statement for any number; the system can do everything. */
export async function findBeyond(
  tx: Tx,
  holder: Actor,
  userIds: readonly number[],
  storeIds: StoreIdsFragment,
): Promise<ReadonlySet<number>> {
  if (holder.kind === 'system' || userIds.length === 0) return new Set()
  const rows = await tx<{ id: number }[]>`
    select id from users where id = any(${[...userIds]}::bigint[]) and ${isBeyond(tx, holder, storeIds)}`
  return new Set(rows.map((row) => row.id))
}

const powerOf = (
  permissions: ReadonlySet<string>,
  { discount_limit_ppm: ppm, store_ids: storeIds }: Omit<RightsRow, 'permissions'>,
): Power => ({
  permissions,
  ...limitsOf(ppm),
  storeIds: permissions.has('stores.all') ? 'all' : storeIds,
})

const POWER_LOCK = 'identity:power'

/**
 * Opens a write to people or roles: from here to the end of the transaction nobody else changes who may do what, and the
 * actor is who they are now rather than up to a second ago. Of two owners who demote each other at once the second is
 * therefore an owner no longer. Comes before any row is locked.
 *
 * @param permission what the write asks for
 * @throws invalid_token when the credential, or the permission, has ended meanwhile; forbidden for whoever never had it
 */
export async function holdPower(
  tx: Tx,
  actor: Actor,
  permission: Permission,
  storeIds: StoreIdsFragment,
): Promise<Actor> {
  if (!may(actor, permission)) throw lacking(permission)
  await lockKeys(tx, [POWER_LOCK])
  if (actor.userId === null) return actor
  await requireValidActor(tx, actor, permission)
  const now = await loadRights(tx, actor.userId, storeIds)
  // A token's abilities keep narrowing what its person may do.
  const permissions = new Set(now.permissions.filter((name) => actor.permissions.has(name)))
  const { limits: _before, ...known } = actor
  return { ...known, ...powerOf(permissions, now) }
}
