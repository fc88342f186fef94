import { type Actor, may } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid, lacking } from '../../platform/errors.ts'
import { type Text, text } from '../../platform/text.ts'
import { findFaults, permissionOf } from '../custom/check-definition.ts'
import type { CustomDefinition } from '../custom/custom-definition.ts'

/** @throws validation_failed naming the faulty field, forbidden for a measure beyond one's rights */
export function checkKept(definition: CustomDefinition, actor: Actor): void {
  const faults = Object.entries(findFaults(definition)).map(([path, fault]) => [`definition.${path}`, fault])
  if (faults.length > 0) throw invalid(Object.fromEntries(faults))
  for (const name of definition.measures) {
    const permission = permissionOf(name)
    if (permission !== null && !may(actor, permission)) throw lacking(permission)
  }
}

/** The ids of roles by their names. @throws validation_failed naming the first that does not exist (`roles.0`) */
export async function findRoles(tx: Tx, names: readonly string[]): Promise<number[]> {
  const rows = await tx<{ id: number; name: string }[]>`
    select id, name from roles where name = any(${[...names]}::text[]) order by id for key share`
  const known = new Set(rows.map(({ name }) => name))
  const faults: Record<string, Text> = {}
  names.forEach((name, index) => {
    if (!known.has(name)) faults[`roles.${index}`] = text('Ce rôle n’existe pas.', 'This role does not exist.')
  })
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return rows.map(({ id }) => id)
}

/** Has people of these roles see a report. */
export const showTo = (tx: Tx, id: number, roleIds: readonly number[]) => tx`
  insert into saved_report_roles (report_id, role_id) select ${id}, unnest(${[...roleIds]}::bigint[])
  on conflict do nothing`
