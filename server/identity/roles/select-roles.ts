import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import type { Language } from '../../platform/text.ts'
import { PERMISSION_NAMES } from '../permissions.ts'
import type { RoleItem } from './schema.ts'

/** The columns of a role of `roles`. A permission that this version does not know is not shown: it gives nothing. */
export const roleColumns = (sql: Queryable, language: Language): Fragment => sql`
  roles.id, roles.name, ${language === 'fr' ? sql`roles.label_fr` : sql`roles.label_en`} as label,
  roles.label_fr, roles.label_en, roles.is_system, trim_scale(roles.discount_limit)::text as discount_limit, roles.created_at, roles.updated_at,
  array(select permission from role_permissions
    where role_id = roles.id and permission = any(${[...PERMISSION_NAMES]}::text[]) order by 1) as permissions`

/** @throws not_found */
export async function getRole(sql: Queryable, id: number, language: Language): Promise<RoleItem> {
  const [role] = await sql<RoleItem[]>`select ${roleColumns(sql, language)} from roles where roles.id = ${id}`
  if (role === undefined) throw platformErrors.not_found()
  return role
}
