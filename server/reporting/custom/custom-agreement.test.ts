import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import fc from 'fast-check'
import { testApplication } from '../../../test/harness/app.ts'
import { makeStore, makeUser } from '../../../test/harness/factories.ts'
import { DIMENSIONS } from '../dimensions.ts'
import { rollUpReports } from '../rollups/roll-up-reports.ts'
import { anyTicket } from '../test-arbitraries.ts'
import { insertTickets } from '../test-tickets.ts'
import { comparedPeriod } from './compared-period.ts'
import { COMPARED_WITH, type CustomDefinition } from './custom-definition.ts'
import type { CustomRow } from './present-custom.ts'
import { reportCustom } from './report-custom.ts'
import { analyst, anyDefinition, checkCustom, figuresOf, nameOf } from './test-custom.ts'

const { sql, service } = await testApplication({ after })
const stores = [
  await makeStore(sql, { city: 'Montréal', group: 'Est', currency: 'CAD' }),
  await makeStore(sql, { city: 'Montréal', currency: 'CAD' }),
  await makeStore(sql, { group: 'Est', currency: 'JPY', time_zone: 'Asia/Tokyo' }),
]
const people = [(await makeUser(sql)).id, (await makeUser(sql)).id]
const customers = (
  await sql<{ id: number }[]>`insert into customers (name) values ('Un'), ('Deux'), ('Trois') returning id`
).map((row) => row.id)
const storeIds = stores.map(({ id }) => id)

const definition = anyDefinition({ storeIds, people, customers })

const given = fc.array(anyTicket({ storeIds, people, customers }), { minLength: 1, maxLength: 40 })

async function refill(tickets: Parameters<typeof insertTickets>[1]): Promise<void> {
  await sql`truncate sales, sale_lines, sale_payments, sale_taxes, receipt_prints`
  await insertTickets(sql, tickets)
  await sql`truncate sale_identities`
  await sql`insert into sale_identities (id, store_id, body_hash) select id, store_id, '' from sales`
}

it('whatever is asked equals a recomputation from the rows, rolled up or not', { timeout: 600_000 }, async () => {
  const asked = fc.array(definition, { minLength: 8, maxLength: 8 })
  const check = fc.asyncProperty(given, given, asked, async (tickets, late, definitions) => {
    await refill(tickets)
    for (const one of definitions) await checkCustom(sql, one)
    await rollUpReports(sql, { now: new Date('2025-01-02T12:00:00Z') })
    for (const one of definitions) await checkCustom(sql, one)
    await insertTickets(sql, late.slice(0, 2))
    for (const one of definitions) await checkCustom(sql, one)
  })
  await fc.assert(check, { numRuns: 20 })
})

it('a comparison holds what the other period holds by itself', { timeout: 600_000 }, async () => {
  const check = fc.asyncProperty(
    given,
    definition,
    fc.constantFrom(...COMPARED_WITH),
    async (tickets, one, compare) => {
      await refill(tickets)
      // By time the rows of the other period bear other keys of their own.
      const dimensions = one.dimensions.filter(
        (name) => !['day', 'week', 'month', 'year', 'fiscal_quarter', 'fiscal_year'].includes(name),
      )
      const asked: CustomDefinition = { ...one, dimensions }
      const other = comparedPeriod(compare, { date_from: one.date_from ?? '', date_to: one.date_to ?? '' })?.period
      const beside = await reportCustom(sql, analyst, { ...asked, compare }, 'fr')
      const alone = await reportCustom(sql, analyst, { ...asked, ...other }, 'fr')
      const of = (answer: typeof alone) => ('currencies' in answer ? answer.currencies : [answer])
      for (const block of of(alone)) {
        const pair = of(beside).find(({ currency }) => currency === block.currency)
        if (pair === undefined) {
          assert.deepEqual(block.rows, [])
          continue
        }
        assert.deepEqual(pair.totals.previous, figuresOf(block.totals))
        for (const row of block.rows) {
          const both: CustomRow | undefined = pair.rows.find(
            (candidate) => nameOf(candidate, dimensions) === nameOf(row, dimensions),
          )
          assert.deepEqual(both?.previous, figuresOf(row))
        }
      }
    },
  )
  await fc.assert(check, { numRuns: 30 })
})

it('each row leads to its own tickets', { timeout: 600_000 }, async () => {
  const check = fc.asyncProperty(given, definition, async (tickets, one) => {
    await refill(tickets)
    const answer = await reportCustom(sql, analyst, one, 'fr')
    for (const block of 'currencies' in answer ? answer.currencies : [answer]) {
      for (const row of [{ ...block.totals, tickets_url: block.tickets_url }, ...block.rows.slice(0, 6)]) {
        const { status, body } = await service.get(`${row.tickets_url}&per_page=100`)
        assert.equal(status, 200, row.tickets_url)
        const sales = body.data.filter(({ kind }: { kind: string }) => kind === 'sale')
        assert.equal(sales.length, row.tickets, `${row.tickets_url} ${JSON.stringify(one)}`)
        const isOfArticles = [...one.dimensions, ...(one.filters ?? []).map(({ dimension }) => dimension)].some(
          (name) => DIMENSIONS[name].place === 'article',
        )
        if (isOfArticles) continue
        const net = body.data.reduce(
          (sum: number, { subtotal }: { subtotal: string }) => sum + Number(subtotal) * 100,
          0,
        )
        assert.equal(Math.round(net), Math.round(Number(row.net) * 100), row.tickets_url)
      }
    }
  })
  await fc.assert(check, { numRuns: 25 })
})
