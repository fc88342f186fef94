import type { Queryable } from '../platform/database/connect.ts'
import type { UserRecord } from './present.ts'

/** The person with this e-mail, in whatever case it is written; null when there is none or they were deleted. */
export async function findUserByEmail(sql: Queryable, email: string): Promise<UserRecord | null> {
  const [user] = await sql<UserRecord[]>`
    select id, name, email, locale, created_at from users where lower(email) = lower(${email}) and deleted_at is null`
  return user ?? null
}
