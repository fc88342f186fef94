import { type Actor, may } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid, platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { createUser } from '../create-user.ts'
import { holdPower, loadPower, requireCover } from '../power.ts'
import { readSettings } from '../settings/read-settings.ts'
import { giveRoles } from './give-roles.ts'
import type { UserCreateInput, UserItem } from './schema.ts'
import { type Reading, selectPerson } from './select-people.ts'

export type PersonWrite = Omit<Reading, 'actor'> & {
  /** Of the password in the input; null when there is none. */
  readonly passwordHash: string | null
}

/**
 * Makes a person, with roles and stores. Whoever does not act everywhere names at least one of their own stores: nobody
 * makes a person who then does not exist for them.
 *
 * @throws email_taken, user_external_id_taken; validation_failed naming a role or a store; forbidden, beyond_power.
 */
export async function createPerson(
  tx: Tx,
  actor: Actor,
  input: UserCreateInput,
  { passwordHash, language, stores }: PersonWrite,
): Promise<UserItem> {
  const holder = await holdPower(tx, actor, 'users.create', stores.idsOf)
  const storeIds = input.store_ids ?? []
  if (storeIds.length === 0 && holder.storeIds !== 'all') throw invalid({ store_ids: STORE_MISSING })
  if (storeIds.length > 0) requireAttaching(holder)
  const { id } = await createUser(tx, {
    name: input.name,
    email: input.email,
    passwordHash,
    roles: [],
    locale: input.locale ?? (await readSettings(tx)).default_locale,
    externalId: input.external_id ?? null,
  })
  await giveRoles(tx, holder, id, input.roles ?? [])
  if (storeIds.length > 0) await stores.assign(tx, holder, id, storeIds)
  requireCover(holder, await loadPower(tx, id, stores.idsOf))
  return selectPerson(tx, id, { actor: holder, language, stores })
}

/** @throws forbidden without `stores.attachUsers`. */
export function requireAttaching(actor: Actor): void {
  if (may(actor, 'stores.attachUsers')) return
  throw platformErrors.forbidden({ fields: { store_ids: NOT_YOURS_TO_ATTACH } })
}

const STORE_MISSING = text(
  'Nommez au moins un de vos magasins : la personne y travaillera.',
  'Name at least one of your stores: the person will work there.',
)
const NOT_YOURS_TO_ATTACH = text(
  'Dire où une personne travaille demande la permission « stores.attachUsers ».',
  'Saying where a person works needs the permission “stores.attachUsers”.',
)
