import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { registerColumns } from '../present.ts'
import { storeScope } from '../store-scope.ts'
import type { RegisterItem } from './register-schema.ts'

/** @throws not_found when there is no such register for this actor, or its store was deleted. */
export const getRegister = (sql: Queryable, actor: Actor, id: number): Promise<RegisterItem> =>
  findRegister(sql, actor, id, false)

/** Reads a register and keeps others from changing it until the transaction ends. @throws not_found */
export const lockRegister = (tx: Tx, actor: Actor, id: number): Promise<RegisterItem> =>
  findRegister(tx, actor, id, true)

async function findRegister(sql: Queryable, actor: Actor, id: number, isLocked: boolean): Promise<RegisterItem> {
  const [register] = await sql<RegisterItem[]>`
    select ${registerColumns(sql)} from registers r join stores s on s.id = r.store_id
    where r.id = ${id} and r.deleted_at is null and s.deleted_at is null and ${storeScope(sql, actor, 'r.store_id')}
    ${isLocked ? sql`for no key update of r` : sql``}`
  if (register === undefined) throw platformErrors.not_found()
  return register
}
