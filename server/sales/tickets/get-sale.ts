import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { readTickets } from './read-tickets.ts'
import type { Ticket } from './ticket.ts'

/** A ticket of one of the actor's stores. @throws not_found, also for another store's ticket */
export async function getSale(sql: Queryable, actor: Actor, id: string): Promise<Ticket> {
  const storeId = await findStoreOfSale(sql, id)
  if (storeId === null || !mayActInStore(actor, storeId)) throw platformErrors.not_found()
  const [ticket] = await readTickets(sql, [{ storeId, id }])
  if (ticket === undefined) throw platformErrors.not_found()
  return ticket
}

/** The store that made a ticket; null when the chain does not know its id. */
export async function findStoreOfSale(sql: Queryable, id: string): Promise<number | null> {
  const [row] = await sql<{ store_id: number }[]>`select store_id from sale_identities where id = ${id}`
  return row?.store_id ?? null
}
