import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { checkKept, findRoles, showTo } from './kept-parts.ts'
import type { SavedUpdateInput } from './saved-schema.ts'
import { lockSavedReport } from './select-saved-reports.ts'

/** Changes what is given of it. @throws as `saveReport`, not_found, and forbidden for another's */
export async function updateSavedReport(tx: Tx, actor: Actor, id: number, input: SavedUpdateInput): Promise<void> {
  const { name, definition, roles } = input
  if (definition !== undefined) checkKept(definition, actor)
  await lockSavedReport(tx, actor, id)
  const roleIds = roles === undefined ? undefined : await findRoles(tx, roles)
  await tx`
    update saved_reports set updated_at = now(),
      name = ${name === undefined ? tx`name` : tx`${name}`},
      definition = ${definition === undefined ? tx`definition` : tx`${JSON.stringify(definition)}::text::jsonb`}
    where id = ${id}`
  if (roleIds === undefined) return
  await tx`delete from saved_report_roles where report_id = ${id} and role_id <> all(${roleIds}::bigint[])`
  await showTo(tx, id, roleIds)
}
