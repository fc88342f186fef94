import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { CustomDefinition } from '../custom/custom-definition.ts'
import { checkKept, findRoles, showTo } from './kept-parts.ts'

/**
 * Keeps a report under a name of one's own, for the roles named.
 *
 * @throws validation_failed naming the faulty field (`definition.measures.1`, `roles.0`), forbidden for a measure beyond
 *   one's rights, saved_report_name_taken
 */
export async function saveReport(
  tx: Tx,
  actor: Actor,
  { name, definition, roles = [] }: { name: string; definition: CustomDefinition; roles?: readonly string[] },
): Promise<number> {
  checkKept(definition, actor)
  const roleIds = await findRoles(tx, roles)
  const [row] = await tx<[{ id: number }]>`
    insert into saved_reports (name, definition, owner_key, owner_id, owner_name)
    values (${name}, ${JSON.stringify(definition)}::text::jsonb, ${actor.key}, ${actor.userId}, ${actor.name})
    returning id`
  await showTo(tx, row.id, roleIds)
  return row.id
}
