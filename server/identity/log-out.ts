import type { Actor } from '../platform/actor.ts'
import { type AuditSettings, type Sql, withTransaction } from '../platform/database/connect.ts'
import { identityErrors } from './errors.ts'

/**
 * Revokes the token or the session with which the actor came.
 *
 * @throws people_only for a program: `API_TOKEN` ends when the operator takes it out of the environment.
 */
export async function logOut(sql: Sql, actor: Actor, audit: AuditSettings): Promise<void> {
  const { kind, id } = actor.credential
  if (kind !== 'token' && kind !== 'session') throw identityErrors.people_only()
  await withTransaction(
    sql,
    { audit },
    (tx) => tx`
      update ${kind === 'token' ? tx`tokens` : tx`sessions`} set revoked_at = now()
      where id = ${id} and revoked_at is null`,
  )
}
