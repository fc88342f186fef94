// A random walk: sales, returns, late sales, corrections and roll-ups that are killed at any moment; after each round whatever
// is asked equals what the rows say. COMPTOIR_LONG=1 walks three hundred rounds.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { connect } from '../../server/platform/database/connect.ts'
import { anyDefinition, checkCustom } from '../../server/reporting/custom/test-custom.ts'
import { readSnapshot } from '../../server/reporting/read-snapshot.ts'
import { findRollUpFaults } from '../../server/reporting/rollups/find-rollup-faults.ts'
import { rollUpReports } from '../../server/reporting/rollups/roll-up-reports.ts'
import { anyTicket } from '../../server/reporting/test-arbitraries.ts'
import { insertTickets } from '../../server/reporting/test-tickets.ts'
import { testApplication } from '../harness/app.ts'
import { TEST_DATABASE_CONFIG } from '../harness/database.ts'
import { makeStore, makeUser } from '../harness/factories.ts'
import { makeCustomer, makeShop, newId, saleOf } from '../harness/sales.ts'

const ROUNDS = process.env.COMPTOIR_LONG === '1' ? 300 : 15
const SEED = Number(process.env.COMPTOIR_SEED ?? Date.now() % 1_000_000_000)
/** When a roll-up believes to run: some days are over then, all on which tests sell late, or even today. */
const NOW = [
  new Date('2025-01-01T12:00:00Z'),
  new Date('2025-01-07T12:00:00Z'),
  new Date(Date.now() + 2 * 86_400_000),
] as const
const WORKER = 'walking worker'

const { sql, service, config } = await testApplication({ after })
const shop = await makeShop(sql)
const stores = [
  shop.store,
  await makeStore(sql, { city: 'Montréal', group: 'Est' }),
  await makeStore(sql, { group: 'Est', currency: 'JPY' }),
]
const people = [(await makeUser(sql)).id, (await makeUser(sql)).id]
const customers = [await makeCustomer(sql), await makeCustomer(sql), await makeCustomer(sql)]
const known = { storeIds: stores.map(({ id }) => id), people, customers }

/** Draws are all from one number, which a failure names. */
let drawn = 0
function draw<T>(values: fc.Arbitrary<T>): T {
  drawn += 1
  const [value] = fc.sample(values, { numRuns: 1, seed: SEED + drawn * 7_919 })
  return value as T
}
const chance = (percent: number) => draw(fc.integer({ min: 1, max: 100 })) <= percent

const sold: string[] = []

/** What a till or a program does, late or in time; what is refused is no matter. */
const STEPS: Readonly<Record<string, () => Promise<unknown>>> = {
  'sell now': async () => {
    const sale = saleOf(shop, { customer_id: draw(fc.constantFrom(null, ...customers)) })
    const { status } = await service.post('/api/v1/sales', sale)
    assert.equal(status, 201)
    sold.push(sale.id)
  },
  'sell late': () =>
    sql.begin((tx) => insertTickets(tx, draw(fc.array(anyTicket(known), { minLength: 1, maxLength: 4 })))),
  'take back': async () => {
    const id = sold.pop()
    if (id === undefined) return
    const line = { sale_line: 1, quantity: '1' }
    await service.post(`/api/v1/sales/${id}/returns`, {
      id: newId(),
      lines: [line],
      refunds: [{ method: 'cash', amount: '34.50' }],
    })
  },
  'correct a line': () => sql`
    update sale_lines set cost_minor = cost_minor + 1 where (store_id, sale_id, line_no) in (
      select store_id, sale_id, line_no from sale_lines order by md5(sale_id::text || ${drawn}) limit 1)`,
  'correct a ticket': () => sql`
    update sales set business_day = business_day + 1, local_hour = 3 where (store_id, id) in (
      select store_id, id from sales where business_day < '2025-01-05' order by md5(id::text || ${drawn}) limit 1)`,
  'change a customer': () => sql`
    update sales set customer_id = ${draw(fc.constantFrom(...customers))} where (store_id, id) in (
      select store_id, id from sales order by md5(id::text || ${drawn}) limit 2)`,
}

/** The worker's, whose connection is cut now and then; it comes back by itself. */
const worker = connect(TEST_DATABASE_CONFIG, { url: config.databaseUrl ?? '', max: 1, applicationName: WORKER })

async function rollUpAndKill(): Promise<'whole' | 'killed'> {
  const now = draw(fc.constantFrom(...NOW))
  const running = rollUpReports(worker, { now }).then(
    () => 'whole' as const,
    () => 'killed' as const,
  )
  if (chance(60)) {
    await sleep(draw(fc.integer({ min: 0, max: 400 })))
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${WORKER} and state <> 'idle'`
  }
  return running
}

test(`after each of ${ROUNDS} rounds five reports equal the rows (seed ${SEED})`, { timeout: 3_600_000 }, async (t) => {
  const ends = { whole: 0, killed: 0 }
  await insertTickets(sql, draw(fc.array(anyTicket(known), { minLength: 30, maxLength: 30 })))
  for (let round = 1; round <= ROUNDS; round += 1) {
    const steps = draw(fc.array(fc.constantFrom(...Object.values(STEPS)), { minLength: 1, maxLength: 6 }))
    const rolling = chance(70) ? rollUpAndKill() : null
    for (const step of steps) await step()
    if (rolling !== null) ends[await rolling] += 1
    for (let asked = 0; asked < 5; asked += 1) {
      const definition = draw(anyDefinition(known))
      await checkCustom(sql, chance(50) ? { ...definition, date_to: '2099-12-31' } : definition)
    }
  }
  t.diagnostic(`${ends.whole} roll-ups ended, ${ends.killed} were killed`)
  const faults = await readSnapshot(sql, async (tx) =>
    (await findRollUpFaults(tx)).list().flatMap(({ first }) => first),
  )
  assert.deepEqual(faults, [])
})
