import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/connect.ts'
import { platformErrors } from '../platform/errors.ts'
import { isLiveSession, isLiveToken } from './load-actor.ts'
import { PERMISSION_NAMES, type Permission } from './permissions.ts'

/**
 * Which of these actors still hold a good credential and the permission, now and in this transaction, rather than up to
 * a second ago. One statement for any number of them, none when all are services or the system. For writes of money and
 * of identity.
 */
export async function findValidActors(
  tx: Tx,
  actors: readonly Actor[],
  permission?: Permission,
): Promise<ReadonlySet<Actor>> {
  const valid = new Set<Actor>()
  const asked: Actor[] = []
  for (const actor of actors) {
    if (actor.kind === 'user') asked.push(actor)
    else valid.add(actor)
  }
  if (asked.length === 0) return valid
  const live = await findLiveCredentials(tx, asked, permission)
  for (const actor of asked) if (live.has(credentialKey(actor))) valid.add(actor)
  return valid
}

/**
 * For a write by one actor: what the request's beginning found is asked again in the write's transaction.
 *
 * @param access the route's: a permission, or a word that asks for none
 * @throws invalid_token when the credential, or the permission, has ended meanwhile
 */
export async function requireValidActor(tx: Tx, actor: Actor, access = 'authenticated'): Promise<void> {
  const permission = PERMISSION_NAMES.find((name) => name === access)
  const valid = await findValidActors(tx, [actor], permission)
  if (!valid.has(actor)) throw platformErrors.invalid_token()
}

const credentialKey = ({ credential }: Actor): string => `${credential.kind}:${credential.id}`

async function findLiveCredentials(tx: Tx, actors: readonly Actor[], permission?: Permission): Promise<Set<string>> {
  const idsOf = (kind: Actor['credential']['kind']) => [
    ...new Set(actors.flatMap(({ credential }) => (credential.kind === kind ? (credential.id ?? []) : []))),
  ]
  const rows = await tx<{ key: string }[]>`
    select credential.key from (
      select 'token:' || id as key, user_id from tokens where id = any(${idsOf('token')}::bigint[]) and ${isLiveToken(tx)}
      union all
      select 'session:' || id, user_id from sessions where id = any(${idsOf('session')}::bigint[]) and ${isLiveSession(tx)}
    ) credential
    join users on users.id = credential.user_id
    where users.deleted_at is null and ${permission === undefined ? tx`true` : holdsPermission(tx, permission)}`
  return new Set(rows.map((row) => row.key))
}

const holdsPermission = (tx: Tx, permission: Permission) => tx`exists (
  select from user_roles join role_permissions using (role_id)
  where user_roles.user_id = users.id and role_permissions.permission = ${permission})`
