import { formatDecimal, parseDecimal } from '../../rules/index.ts'
import { type Actor, limitOf } from '../platform/actor.ts'
import type { Queryable } from '../platform/database/connect.ts'
import type { Fragment } from '../platform/http/select-page.ts'
import type { Permission } from './permissions.ts'

/** The permission whose reach a role limits, in percent of a line's price. */
export const DISCOUNT = 'sales.discount' satisfies Permission

/**
 * The permissions for which a role's limit counts: giving discounts, and approving those of others. Another role of a
 * person says nothing about it.
 */
const COUNTS_FOR = [DISCOUNT, 'approvals.give'] as const satisfies readonly Permission[]

/** A percentage with four decimals is parts per million. */
const PERCENT_SCALE = 4

/** `"10"` for 100000 parts per million; null for no limit. */
export const presentLimit = (ppm: number | null): string | null =>
  ppm === null ? null : formatDecimal(BigInt(ppm), PERCENT_SCALE, 0)

/** The schema has checked the text. */
export const readLimit = (percent: string | number | null): number | null =>
  percent === null ? null : Number(parseDecimal(percent, PERCENT_SCALE))

/** How much of a price the actor may take off, as it is shown: nothing without the permission, null for no limit. */
export const discountLimitOf = (actor: Pick<Actor, 'kind' | 'permissions' | 'limits'>): string | null =>
  presentLimit(limitOf(actor, DISCOUNT))

/** Where a limit counts at all, given what somebody may do. */
export const hasDiscountLimit = (permissions: Iterable<string>): boolean => {
  const held = new Set(permissions)
  return COUNTS_FOR.some((permission) => held.has(permission))
}

/** The actor's `limits` for a limit in parts per million; null: there is none. */
export const limitsOf = (ppm: number | null): Pick<Actor, 'limits'> =>
  ppm === null ? {} : { limits: { [DISCOUNT]: ppm } }

const COUNTING = COUNTS_FOR.map((permission) => `'${permission}'`).join(', ')

/** SQL condition on `roles`: its limit counts. */
const roleCounts = (sql: Queryable): Fragment => sql`exists (
  select from role_permissions where role_permissions.role_id = roles.id
    and role_permissions.permission in (${sql.unsafe(COUNTING)}))`

/** SQL expression of type integer: the limit of the person of `users.id` in parts per million; null: there is none. */
export const personLimit = (sql: Queryable): Fragment => sql`(
  select case when bool_or(roles.discount_limit is null) then null else (max(roles.discount_limit) * 10000)::integer end
  from user_roles join roles on roles.id = user_roles.role_id
  where user_roles.user_id = users.id and ${roleCounts(sql)})`

/** SQL condition on `users`: the person may take more off a price than `ppm`. */
export const isBeyondLimit = (sql: Queryable, ppm: number | null): Fragment =>
  ppm === null
    ? sql`false`
    : sql`exists (
        select from user_roles join roles on roles.id = user_roles.role_id
        where user_roles.user_id = users.id and ${roleCounts(sql)}
          and coalesce(roles.discount_limit * 10000 > ${ppm}::integer, true))`
