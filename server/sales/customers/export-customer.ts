import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { systemActor } from '../../platform/actor.ts'
import type { Queryable, Sql } from '../../platform/database/connect.ts'
import { openTransaction } from '../../platform/database/open-transaction.ts'
import { platformErrors } from '../../platform/errors.ts'
import { Timestamp } from '../../platform/http/fields.ts'
import type { Outcome } from '../../platform/http/route.ts'
import type { Language } from '../../platform/text.ts'
import { CreditMovementData } from '../credit/credit-schema.ts'
import { type MovementRow, movementColumns, presentMovement } from '../credit/select-movements.ts'
import { ParkedSale } from '../parked/parked-schema.ts'
import { readParkedSalesOf } from '../parked/select-parked-sales.ts'
import { presentTicket } from '../tickets/present-ticket.ts'
import { readTickets } from '../tickets/read-tickets.ts'
import { TicketData } from '../tickets/schema.ts'
import { Customer } from './customer-schema.ts'
import { type CustomerRow, customerColumns, presentCustomer } from './select-customers.ts'

const TICKETS_PER_READ = 200

const { actor_id: _actorId, actor_name: _actorName, ...movement } = CreditMovementData.properties
const { parked_by: _parkedBy, resumed_by: _resumedBy, ...parked } = ParkedSale.properties
const { cashier_id: _cashierId, device_id: _deviceId, ...ticket } = TicketData.properties

/** Everything that is known of a customer; of the people who served them, nothing. */
const Everything = Type.Object({
  exported_at: Timestamp(),
  customer: Customer,
  merged: Type.Array(Customer),
  credit_movements: Type.Array(Type.Object(movement)),
  parked_sales: Type.Array(Type.Object(parked)),
  sales: Type.Array(Type.Object(ticket)),
})

/** It goes out as it is written. */
export const CustomerExport = Type.Unsafe<Readable>(Everything)

/**
 * What a customer may ask to see and take away (Law 25, s. 27; GDPR, art. 15 and 20), of the whole chain whoever fetches
 * it for them: written while it is read, in one moment, so that it may be of any size.
 *
 * @throws not_found, also for one that was erased
 */
export async function exportCustomer(sql: Sql, id: number, language: Language): Promise<Outcome<Readable>> {
  const found = await sql`select from customers where id = ${id} and erased_at is null`
  if (found.length === 0) throw platformErrors.not_found()
  return {
    data: Readable.from(writeExport(sql, id, language)),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="client-${id}.json"`,
    },
  }
}

async function* writeExport(sql: Sql, id: number, language: Language): AsyncGenerator<string> {
  const transaction = openTransaction(sql, 'isolation level repeatable read read only')
  const { tx } = transaction
  try {
    const people = await tx<CustomerRow[]>`
      select ${customerColumns(tx)} from customers c where c.id = ${id} or c.merged_into_id = ${id} order by c.id <> ${id}, c.id`
    const [customer, ...merged] = people.map(presentCustomer)
    const ids = people.map((row) => row.id)
    const known = {
      exported_at: new Date().toISOString(),
      customer,
      merged,
      credit_movements: await readMovements(tx, ids),
      parked_sales: (await readParkedSalesOf(tx, ids)).map(({ parked_by: _by, resumed_by: _resumed, ...sale }) => sale),
    }
    yield `{"success":true,"data":${JSON.stringify(known).slice(0, -1)},"sales":[`
    let separator = ''
    for await (const sale of walkTickets(tx, ids, language)) {
      yield separator + JSON.stringify(sale)
      separator = ','
    }
    yield ']}}'
  } finally {
    await transaction.rollback()
  }
}

async function readMovements(sql: Queryable, ids: readonly number[]) {
  const rows = await sql<MovementRow[]>`
    select ${movementColumns(sql, systemActor)} from customer_credit_movements m
    where m.customer_id = any(${[...ids]}::bigint[]) order by m.id`
  return rows.map((row) => {
    const { actor_id: _id, actor_name: _name, ...item } = presentMovement(row)
    return item
  })
}

async function* walkTickets(sql: Queryable, ids: readonly number[], language: Language) {
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const keys = await sql<{ store_id: number; id: string }[]>`
      select store_id, id from sales where customer_id = any(${[...ids]}::bigint[]) and id > ${last}::uuid
      order by id limit ${TICKETS_PER_READ}`
    const tickets = await readTickets(
      sql,
      keys.map((key) => ({ storeId: key.store_id, id: key.id })),
    )
    for (const each of tickets) {
      const { cashier_id: _cashier, device_id: _device, ...sale } = presentTicket(each, undefined, language)
      yield sale
    }
    if (keys.length < TICKETS_PER_READ) return
    last = keys.at(-1)?.id ?? last
  }
}
