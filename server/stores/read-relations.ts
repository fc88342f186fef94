import { type Actor, may } from '../platform/actor.ts'
import { platformErrors } from '../platform/errors.ts'
import { parseInclude } from '../platform/http/list.ts'
import { text } from '../platform/text.ts'
import { STORE_RELATIONS, type StoreRelation } from './present.ts'

/** What each relation asks for beside `stores.view`. */
const PERMISSIONS: Readonly<Record<StoreRelation, string>> = {
  addresses: 'addresses.view',
  registers: 'registers.view',
  users: 'users.view',
}

/** Reads `include`. @throws validation_failed for an unknown relation, forbidden for one that the actor may not see. */
export function readRelations(actor: Actor, include: string | undefined): ReadonlySet<StoreRelation> {
  const relations = parseInclude(include, STORE_RELATIONS)
  for (const relation of relations) {
    const permission = PERMISSIONS[relation]
    if (!may(actor, permission))
      throw platformErrors.forbidden({
        fields: {
          include: text(
            `«\u00a0${relation}\u00a0» demande la permission ${permission}.`,
            `“${relation}” asks for the permission ${permission}.`,
          ),
        },
      })
  }
  return relations
}
