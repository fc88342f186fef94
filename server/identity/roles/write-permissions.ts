import type { Tx } from '../../platform/database/connect.ts'

/** Has a role give these permissions and no others. */
export async function writePermissions(tx: Tx, roleId: number, permissions: readonly string[]): Promise<void> {
  const wanted = [...permissions]
  await tx`delete from role_permissions where role_id = ${roleId} and permission <> all(${wanted}::text[])`
  await tx`
    insert into role_permissions (role_id, permission) select ${roleId}, unnest(${wanted}::text[])
    on conflict do nothing`
}
