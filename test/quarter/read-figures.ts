// What each source says of a store's business days, in one spelling, so that they can be held against each other.
import assert from 'node:assert/strict'
import { parseDecimal } from '../../rules/index.ts'
import type { Sql } from '../../server/platform/database/connect.ts'
import type { Client } from '../harness/client.ts'

/** By business day: tickets, net, tax and total, amounts in minor units; returns where the source counts them. */
export type Figures = { tickets: number; returns: number; net: bigint; tax: bigint; total: bigint }
export type ByDay = ReadonlyMap<string, Figures>

type Shown = { tickets: number; return_tickets?: number; net: string; tax: string; total: string }

const minor = (amount: string): bigint => parseDecimal(amount, 2) ?? assert.fail(amount)
const figuresOf = ({ tickets, return_tickets = 0, net, tax, total }: Shown): Figures => ({
  tickets,
  returns: return_tickets,
  net: minor(net),
  tax: minor(tax),
  total: minor(total),
})

function add(days: Map<string, Figures>, day: string, more: Figures): void {
  const { tickets, returns, net, tax, total } = days.get(day) ?? { tickets: 0, returns: 0, net: 0n, tax: 0n, total: 0n }
  days.set(day, {
    tickets: tickets + more.tickets,
    returns: returns + more.returns,
    net: net + more.net,
    tax: tax + more.tax,
    total: total + more.total,
  })
}

/** In the order of the days, each in one line; without the returns where a source does not count them. */
export const spell = (days: ByDay, withReturns = true): string[] =>
  [...days]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([day, { tickets, returns, net, tax, total }]) =>
      [day, tickets, ...(withReturns ? [returns] : []), net, tax, total].join(' '),
    )

export const addUp = (days: ByDay): Figures => {
  const whole = new Map<string, Figures>()
  for (const figures of days.values()) add(whole, '', figures)
  return whole.get('') ?? assert.fail()
}

async function get(client: Client, path: string) {
  const { status, body } = await client.get(`/api/v1/${path}`)
  assert.equal(status, 200, `${path} ${JSON.stringify(body)}`)
  return body
}

export type SessionsRead = {
  readonly days: ByDay
  readonly anchors: { readonly register: number; readonly position: number; readonly hash: string }[]
  readonly closed: number
  readonly open: number
  readonly incomplete: number
  readonly late: number
}

/** What the Z reports of a store's closed sessions and the X reports of its open ones add up to, late tickets included. */
export async function readSessions(client: Client, storeId: number): Promise<SessionsRead> {
  const days = new Map<string, Figures>()
  const anchors: SessionsRead['anchors'] = []
  const counts = { closed: 0, open: 0, incomplete: 0, late: 0 }
  let cursor: string | null = ''
  while (cursor !== null) {
    const list: { data: { id: string; status: string }[]; meta: { next_cursor: string | null } } = await get(
      client,
      `register-sessions?store_id=${storeId}&per_page=100&cursor=${cursor}`,
    )
    cursor = list.meta.next_cursor
    for (const { id, status } of list.data) {
      const isClosed = status === 'closed'
      const { data: report } = await get(client, `register-sessions/${id}/${isClosed ? 'z' : 'x'}-report`)
      counts[isClosed ? 'closed' : 'open'] += 1
      if (isClosed) anchors.push({ register: report.session.register_id, ...report.anchor })
      if (isClosed && !report.session.is_complete) counts.incomplete += 1
      for (const { business_day, ...shown } of report.days) add(days, business_day, figuresOf(shown))
      counts.late += await addLate(client, report.late, days)
    }
  }
  return { days, anchors, ...counts }
}

type Late = { totals: Shown; tickets: { id: string; business_day: string }[] }

/** A Z lists what came late; net and tax are on the tickets themselves, which add up to what the Z says of all of them. */
async function addLate(client: Client, { totals, tickets }: Late, days: Map<string, Figures>): Promise<number> {
  const sum = new Map<string, Figures>([['', figuresOf({ tickets: 0, net: '0', tax: '0', total: '0' })]])
  for (const { id, business_day } of tickets) {
    const { data } = await get(client, `sales/${id}`)
    const isSale = data.kind === 'sale'
    const shown = { tickets: isSale ? 1 : 0, return_tickets: isSale ? 0 : 1, tax: data.tax_total, total: data.total }
    const figures = figuresOf({ ...shown, net: data.subtotal })
    add(days, business_day, figures)
    add(sum, '', figures)
  }
  assert.deepEqual(sum.get(''), figuresOf(totals))
  return tickets.length
}

/** The report of sales, by day. */
export async function readReport(client: Client, storeId: number, from: string, to: string): Promise<ByDay> {
  const query = `store_id=${storeId}&group_by=day&date_from=${from}&date_to=${to}`
  const { data } = await get(client, `reports/sales?${query}`)
  return new Map(
    data.rows
      // Days without a ticket are shown too.
      .filter(
        ({ tickets, total, returns }: Record<string, unknown>) =>
          tickets !== 0 || total !== '0.00' || returns !== '0.00',
      )
      .map(({ key, ...shown }: Shown & { key: string }) => [key, figuresOf(shown)]),
  )
}

/** The tickets themselves. */
export async function readTickets(sql: Sql, storeId: number): Promise<ByDay> {
  const rows = await sql<{ day: string; tickets: number; returns: number; net: string; tax: string; total: string }[]>`
    select business_day::text as day, count(*) filter (where kind = 'sale')::int as tickets,
      count(*) filter (where kind = 'return')::int as returns, sum(total_minor)::text as total,
      sum(line.net)::text as net, sum(line.tax)::text as tax
    from sales join (
      select store_id, sale_id, sum(net_minor) as net, sum(tax_minor) as tax from sale_lines group by 1, 2
    ) line on line.store_id = sales.store_id and line.sale_id = sales.id
    where sales.store_id = ${storeId} group by 1`
  return new Map(
    rows.map(({ day, tickets, returns, net, tax, total }) => [
      day,
      { tickets, returns, net: BigInt(net), tax: BigInt(tax), total: BigInt(total) },
    ]),
  )
}
