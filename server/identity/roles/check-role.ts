import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { fill, type Text, text } from '../../platform/text.ts'
import { readLimit } from '../discount-limit.ts'
import { identityErrors } from '../errors.ts'
import { PERMISSIONS } from '../permissions.ts'
import { coversDiscounts, type Power } from '../power.ts'
import type { LockedRole } from './lock-role.ts'
import type { RoleUpdateInput } from './schema.ts'

/**
 * @param own the role that changes, which may bear the name; null for a new one
 * @throws validation_failed naming a permission that does not exist (`permissions.2`); beyond_power naming one that the
 * actor does not hold, or a larger limit than theirs; role_name_taken.
 */
export async function checkRole(tx: Tx, holder: Power, input: RoleUpdateInput, own: LockedRole | null): Promise<void> {
  const permissions = input.permissions ?? []
  const unknown = faultsOf(permissions, UNKNOWN, (permission) => !PERMISSIONS.has(permission))
  if (unknown !== null) throw invalid(unknown)
  const beyond = faultsOf(permissions, BEYOND, (permission) => !holder.permissions.has(permission))
  if (beyond !== null) throw identityErrors.beyond_power({ fields: beyond })
  const limit = input.discount_limit === undefined ? (own?.discountLimitPpm ?? null) : readLimit(input.discount_limit)
  if (!coversDiscounts(holder, input.permissions ?? own?.permissions ?? [], limit)) {
    throw identityErrors.beyond_power({ fields: { discount_limit: LARGER } })
  }
  if (input.name === undefined) return
  const [taken] = await tx`
    select from roles where lower(name) = lower(${input.name}) and id is distinct from ${own?.id ?? null}::bigint`
  if (taken !== undefined) throw identityErrors.role_name_taken({ fields: { name: NAME_TAKEN } })
}

function faultsOf(permissions: readonly string[], sentence: Text, isFault: (permission: string) => boolean) {
  const fields: Record<string, Text> = {}
  for (const [index, permission] of permissions.entries()) {
    if (isFault(permission)) fields[`permissions.${index}`] = fill(sentence, { permission })
  }
  return Object.keys(fields).length === 0 ? null : fields
}

const UNKNOWN = text('Il n’y a pas de permission « {permission} ».', 'There is no permission “{permission}”.')
const BEYOND = text(
  'Vous n’avez pas la permission « {permission} » : vous ne pouvez pas la donner.',
  'You do not hold the permission “{permission}”: you cannot give it.',
)
const LARGER = text(
  'Cette limite dépasse la vôtre : vous ne pouvez pas la donner.',
  'This limit is larger than yours: you cannot give it.',
)
const NAME_TAKEN = text('Un autre rôle porte déjà ce nom.', 'Another role already has this name.')
