import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Language } from '../../platform/text.ts'
import type { StoreIdsFragment } from '../load-actor.ts'
import { holdPower } from '../power.ts'
import { checkRole } from './check-role.ts'
import type { RoleCreateInput, RoleItem } from './schema.ts'
import { getRole } from './select-roles.ts'
import { writePermissions } from './write-permissions.ts'

export type RoleWrite = { readonly language: Language; readonly storeIds: StoreIdsFragment }

/**
 * Makes a role. Without a label it is called by its name.
 *
 * @throws role_name_taken, beyond_power; validation_failed naming a permission that does not exist.
 */
export async function createRole(
  tx: Tx,
  actor: Actor,
  input: RoleCreateInput,
  { language, storeIds }: RoleWrite,
): Promise<RoleItem> {
  const holder = await holdPower(tx, actor, 'roles.create', storeIds)
  await checkRole(tx, holder, input, null)
  const label = input.label ?? input.name
  const [role] = await tx<[{ id: number }]>`
    insert into roles (name, label_fr, label_en, discount_limit)
    values (${input.name}, ${input.label_fr ?? label}, ${input.label_en ?? label}, ${input.discount_limit ?? null})
    returning id`
  await writePermissions(tx, role.id, input.permissions ?? [])
  return getRole(tx, role.id, language)
}
