import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { findStoreOfSale } from '../tickets/get-sale.ts'
import { readTickets } from '../tickets/read-tickets.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { findTrainingTicket } from '../training/training-tickets.ts'

/** A ticket of one of the actor's stores, or one that was practised there. @throws not_found */
export async function getPrintable(sql: Queryable, actor: Actor, id: string): Promise<Ticket> {
  const storeId = await findStoreOfSale(sql, id)
  if (storeId === null || !mayActInStore(actor, storeId)) throw platformErrors.not_found()
  const [recorded] = await readTickets(sql, [{ storeId, id }])
  const ticket = recorded ?? (await findTrainingTicket(sql, storeId, id))
  if (ticket === undefined) throw platformErrors.not_found()
  return ticket
}
