import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { storeScope } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'

/** Locks a ticket that still waits, of one of the actor's stores. Answers its store. @throws not_found, parked_sale_resumed */
export async function lockParkedSale(tx: Tx, actor: Actor, id: string): Promise<number> {
  const [row] = await tx<{ store_id: number; resumed_by_name: string | null }[]>`
    select p.store_id, p.resumed_by_name from parked_sales p
    where p.id = ${id} and ${storeScope(tx, actor, 'p.store_id')} for update`
  if (row === undefined) throw platformErrors.not_found()
  if (row.resumed_by_name !== null) throw salesErrors.parked_sale_resumed({ values: { name: row.resumed_by_name } })
  return row.store_id
}
