import { type Sql, withTransaction } from '../platform/database/connect.ts'
import { auditOfJob } from '../platform/jobs/audit-of-job.ts'

/** How long what no longer opens anything stays to be looked at. */
const SESSION_DAYS = 30
const TOKEN_DAYS = 90
/** Attempts count within minutes; a day leaves time to look into an attack. */
const ATTEMPT_DAYS = 1

/** Deletes sessions and tokens that ended long ago, and old counts of failed logins; answers how many rows. */
export function purgeAccessLeftovers(sql: Sql): Promise<number> {
  return withTransaction(sql, { audit: auditOfJob('purge-access-leftovers') }, async (tx) => {
    const sessions = await tx`
      delete from sessions where least(expires_at, revoked_at) < now() - make_interval(days => ${SESSION_DAYS})`
    const tokens = await tx`
      delete from tokens where least(expires_at, revoked_at) < now() - make_interval(days => ${TOKEN_DAYS})`
    const attempts = await tx`
      delete from login_attempts where window_start < now() - make_interval(days => ${ATTEMPT_DAYS})`
    return sessions.count + tokens.count + attempts.count
  })
}
