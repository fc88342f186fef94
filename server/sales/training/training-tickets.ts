import { CASH, enterTicket, type TenderLedger } from '../../../rules/index.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import type { ReturnOrigin } from '../tickets/return-origins.ts'
import { rootIdOf, type Ticket } from '../tickets/ticket.ts'

/** How a ticket is kept: as JSON, which knows no bigint. Names are texts, so none is ever taken for one. */
const BIGINT = '$bigint'

const packTicket = (ticket: Ticket): string =>
  JSON.stringify(ticket, (_key, value: unknown) => (typeof value === 'bigint' ? { [BIGINT]: String(value) } : value))

const unpackTicket = (packed: string): Ticket =>
  JSON.parse(packed, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && BIGINT in value ? BigInt(String(value[BIGINT])) : value,
  )

type TicketRow = { ticket: string }

export async function keepTrainingTicket(tx: Tx, ticket: Ticket): Promise<void> {
  const { storeId, id, originSaleId, customerId } = ticket
  const rootId = originSaleId === null ? null : rootIdOf(ticket)
  await tx`
    insert into training_tickets (store_id, id, root_id, customer_id, ticket)
    values (${storeId}, ${id}, ${rootId}, ${customerId}, ${packTicket(ticket)}::text::jsonb)`
}

/** undefined: there is none, or it was a week ago. */
export async function findTrainingTicket(sql: Queryable, storeId: number, id: string): Promise<Ticket | undefined> {
  const [row] = await sql<TicketRow[]>`
    select ticket::text from training_tickets where store_id = ${storeId} and id = ${id}`
  return row === undefined ? undefined : unpackTicket(row.ticket)
}

/**
 * What a training return takes back, with what came back of it and what its chain of exchanges took and gave; the sale with
 * which the chain began is held, so that two who practise on it at once are served one after the other. null for what is no
 * training ticket, or has sold nothing.
 */
export async function holdTrainingOrigin(tx: Tx, id: string): Promise<ReturnOrigin | null> {
  const [row] = await tx<TicketRow[]>`select ticket::text from training_tickets where id = ${id}`
  const sale = row === undefined ? null : unpackTicket(row.ticket)
  if (sale === null || !sale.lines.some(({ kind }) => kind === 'sale')) return null
  const rootId = rootIdOf(sale)
  await tx`select from training_tickets where id = ${rootId} for update`
  const rows = await tx<TicketRow[]>`
    select ticket::text from training_tickets where id = ${rootId} or root_id = ${rootId}`
  const tenders: TenderLedger = { kept: new Map(), refunded: new Map(), dueBefore: 0n, hasCash: false }
  const origin: ReturnOrigin = { sale, returned: new Map(), tenders }
  for (const each of rows) enter(origin, rootId, unpackTicket(each.ticket))
  return origin
}

function enter({ sale, returned, tenders }: ReturnOrigin, rootId: string, ticket: Ticket): void {
  if (ticket.id === rootId) {
    for (const { method, amount, change } of ticket.payments) {
      tenders.kept.set(method, (tenders.kept.get(method) ?? 0n) + amount - change)
      if (method === CASH) tenders.hasCash = true
    }
    return
  }
  enterTicket(tenders, ticket)
  if (ticket.originSaleId !== sale.id) return
  for (const { originLineNumber, quantity } of ticket.lines) {
    if (originLineNumber !== null) returned.set(originLineNumber, (returned.get(originLineNumber) ?? 0n) - quantity)
  }
}
