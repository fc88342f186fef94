import type { Actor } from '../platform/actor.ts'
import type { Sql } from '../platform/database/connect.ts'
import { platformErrors } from '../platform/errors.ts'
import type { Language } from '../platform/text.ts'
import { discountLimitOf } from './discount-limit.ts'
import { presentUser, type UserRecord } from './present.ts'

type ProfileRow = UserRecord & { roles: { name: string; fr: string; en: string }[] }

/** Who the actor is, and what this credential lets them do, where. */
export async function readProfile(sql: Sql, actor: Actor, language: Language) {
  const powers = {
    permissions: [...actor.permissions].sort(),
    discount_limit: discountLimitOf(actor),
    store_ids: actor.storeIds,
  }
  if (actor.userId === null) return { kind: 'service', user: null, roles: [], ...powers }
  const [row] = await sql<ProfileRow[]>`
    select id, name, email, locale, created_at, coalesce((
      select jsonb_agg(jsonb_build_object('name', roles.name, 'fr', label_fr, 'en', label_en) order by roles.id)
      from user_roles join roles on roles.id = role_id where user_id = users.id), '[]') as roles
    from users where id = ${actor.userId} and deleted_at is null`
  if (row === undefined) throw platformErrors.invalid_token()
  const roles = row.roles.map((role) => ({ name: role.name, label: role[language] }))
  return { kind: 'user', user: presentUser(row), roles, ...powers }
}
