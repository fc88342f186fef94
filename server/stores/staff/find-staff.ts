import type { Queryable } from '../../platform/database/connect.ts'

/** Where people may work: everywhere, or in these stores. People who have left are found too: their tickets stay. */
export type Workplaces = 'all' | readonly number[]

/** Where each of these people may work; who does not exist is not in the answer. One statement, none for nobody. */
export async function findStaff(sql: Queryable, userIds: readonly number[]): Promise<ReadonlyMap<number, Workplaces>> {
  if (userIds.length === 0) return new Map()
  const rows = await sql<{ id: number; is_everywhere: boolean; store_ids: number[] }[]>`
    select users.id,
      exists (select from user_roles join role_permissions using (role_id)
        where user_roles.user_id = users.id and role_permissions.permission = 'stores.all') as is_everywhere,
      array(select store_id from store_users where store_users.user_id = users.id) as store_ids
    from users where users.id = any(${`{${userIds.join()}}`}::text::bigint[])`
  return new Map(rows.map((row) => [row.id, row.is_everywhere ? 'all' : row.store_ids]))
}
