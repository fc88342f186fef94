import {
  CLOSING_AMOUNTS,
  type ClosingSums,
  type ClosingTotals,
  currencyDecimals,
  formatDecimal,
  readClosing,
} from '../../../rules/index.ts'
import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, selectPage } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import type { PaymentMethod } from '../tickets/ticket.ts'
import { CLOSING_SORTS, Closing, type ClosingItem, type ClosingList } from './journal-schema.ts'

type ClosingRow = Pick<
  ClosingItem,
  'id' | 'first_day' | 'last_day' | 'previous_hash' | 'hash' | 'key_id' | 'signature'
> & { content: string }

/**
 * The closings of the actor's stores, the latest first.
 *
 * @throws not_found for a store in which the actor does not act
 */
export async function listClosings(
  sql: Queryable,
  actor: Actor,
  query: ClosingList,
): Promise<Outcome<Partial<ClosingItem>[]>> {
  if (query.store_id !== undefined && !mayActInStore(actor, query.store_id)) throw platformErrors.not_found()
  const options = { sorts: CLOSING_SORTS, defaultSort: '-last_day', fields: Object.keys(Closing.properties) }
  const request = readList(query, options)
  const conditions = [storeScope(sql, actor, 'c.store_id')]
  if (request.ids !== null) conditions.push(sql`c.id = any(${[...request.ids]}::bigint[])`)
  if (query.store_id !== undefined) conditions.push(sql`c.store_id = ${query.store_id}`)
  if (query.kind !== undefined) conditions.push(sql`c.kind = ${query.kind}`)
  if (query.from !== undefined) conditions.push(sql`c.first_day >= ${query.from}`)
  if (query.to !== undefined) conditions.push(sql`c.last_day <= ${query.to}`)
  const page = await selectPage<ClosingRow>(sql, request, {
    sorts: CLOSING_SORTS,
    from: sql`journal_closings c`,
    where: allOf(sql, conditions),
    columns: sql`
      c.id, c.first_day, c.last_day, c.content, encode(c.previous_hash, 'hex') as previous_hash,
      encode(c.hash, 'hex') as hash, c.key_id, encode(c.signature, 'hex') as signature`,
    joins: sql`join journal_closings c on c.id = k.id`,
  })
  return { data: page.rows.map((row) => pickFields(presentClosing(row), request.fields)), meta: page.meta }
}

/** What is shown is read from the text that is signed. */
function presentClosing({ content, ...row }: ClosingRow): ClosingItem {
  const closing = readClosing(content)
  const decimals = currencyDecimals(closing.currency)
  const money = (minor: bigint) => formatDecimal(minor, decimals)
  return {
    ...row,
    store_id: closing.storeId,
    position: closing.position,
    kind: closing.kind,
    period: closing.period,
    number: closing.number,
    currency: closing.currency,
    ...presentSums(closing, money),
    days: closing.days.map((day) => ({ business_day: day.businessDay, ...presentSums(day, money) })),
    perpetual: presentTotals(closing.perpetual, money),
    covers: closing.covers.map(({ registerId, ...cover }) => ({ register_id: registerId, ...cover })),
    made_at: closing.madeAt,
  }
}

type Money = (minor: bigint) => string

/** Parts per million have four decimals as a percentage. */
const PERCENT_SCALE = 4

const presentSums = ({ totals, taxes, payments }: ClosingSums, money: Money) => ({
  totals: presentTotals(totals, money),
  taxes: taxes.map(({ code, ratePpm, base, amount }) => ({
    code,
    rate: formatDecimal(BigInt(ratePpm), PERCENT_SCALE, 0),
    base: money(base),
    amount: money(amount),
  })),
  payments: payments.map(({ method, count, amount }) => ({
    method: method as PaymentMethod,
    count,
    amount: money(amount),
  })),
})

function presentTotals(totals: ClosingTotals, money: Money): ClosingItem['totals'] {
  const amounts = Object.fromEntries(CLOSING_AMOUNTS.map((name) => [name, money(totals[name])]))
  return { tickets: totals.tickets, return_tickets: totals.returnTickets, ...amounts } as ClosingItem['totals']
}
