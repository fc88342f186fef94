import type { Sql } from '../platform/database/connect.ts'
import type { StoreIdsFragment } from './load-actor.ts'

export type Person = { id: number; name: string; email: string; roles: string[]; store_ids: number[] }

/** Everyone, for the operator at the command line: no scope is applied. */
export const listPeople = (sql: Sql, storeIds: StoreIdsFragment): Promise<Person[]> => sql<Person[]>`
  select id, name, email, ${storeIds(sql)} as store_ids,
    array(select roles.name from user_roles join roles on roles.id = role_id where user_id = users.id order by roles.id) as roles
  from users where deleted_at is null order by name collate "fr-x-icu", id`
