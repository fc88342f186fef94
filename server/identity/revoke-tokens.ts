import type { Actor } from '../platform/actor.ts'
import { type AuditSettings, type Sql, withTransaction } from '../platform/database/connect.ts'
import { platformErrors } from '../platform/errors.ts'
import { identityErrors } from './errors.ts'

/**
 * Ends one of the actor's own tokens.
 *
 * @throws people_only; not_found for a token that is someone else's or was revoked.
 */
export async function revokeToken(sql: Sql, actor: Actor, id: number, audit: AuditSettings): Promise<void> {
  if (actor.userId === null) throw identityErrors.people_only()
  const rows = await withTransaction(
    sql,
    { audit },
    (tx) => tx`
      update tokens set revoked_at = now()
      where id = ${id} and user_id = ${actor.userId} and revoked_at is null returning id`,
  )
  if (rows.length === 0) throw platformErrors.not_found()
}

/** Ends all of the actor's own tokens, the one in use included; answers how many. @throws people_only */
export async function revokeTokens(sql: Sql, actor: Actor, audit: AuditSettings): Promise<number> {
  if (actor.userId === null) throw identityErrors.people_only()
  const result = await withTransaction(
    sql,
    { audit },
    (tx) => tx`update tokens set revoked_at = now() where user_id = ${actor.userId} and revoked_at is null`,
  )
  return result.count
}
