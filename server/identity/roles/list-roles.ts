import type { Queryable } from '../../platform/database/connect.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, containsPattern, searchWords, selectPage } from '../../platform/http/select-page.ts'
import type { Language } from '../../platform/text.ts'
import { ROLE_SORTS, Role, type RoleItem, type RoleListQuery } from './schema.ts'
import { roleColumns } from './select-roles.ts'

export async function listRoles(
  sql: Queryable,
  query: RoleListQuery,
  language: Language,
): Promise<Outcome<Partial<RoleItem>[]>> {
  const request = readList(query, { sorts: ROLE_SORTS, defaultSort: 'id', fields: Object.keys(Role.properties) })
  const conditions = searchWords(query.q).map(
    (word) => sql`search_text(concat_ws(' ', roles.name, roles.label_fr, roles.label_en))
      like ${containsPattern(sql, word)}`,
  )
  if (request.ids !== null) conditions.push(sql`roles.id = any(${[...request.ids]}::bigint[])`)
  if (query.permission !== undefined) {
    conditions.push(sql`exists (
      select from role_permissions where role_id = roles.id and permission = ${query.permission})`)
  }
  const page = await selectPage<RoleItem>(sql, request, {
    sorts: ROLE_SORTS,
    from: sql`roles`,
    where: allOf(sql, conditions),
    columns: roleColumns(sql, language),
    joins: sql`join roles on roles.id = k.id`,
  })
  return { data: page.rows.map((row) => pickFields(row, request.fields)), meta: page.meta }
}
