import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { peopleScope } from './people-stores.ts'
import type { UserItem } from './schema.ts'
import { RELATIONS } from './schema.ts'
import { personColumns, type Reading } from './select-people.ts'

/** @throws not_found when there is no such person for this actor, or they were deleted. */
export async function getPerson(sql: Queryable, id: number, reading: Reading): Promise<UserItem> {
  const [person] = await sql<UserItem[]>`
    select ${personColumns(sql, reading, new Set(RELATIONS))} from users
    where users.id = ${id} and users.deleted_at is null and ${peopleScope(sql, reading.actor, reading.stores)}`
  if (person === undefined) throw platformErrors.not_found()
  return person
}
