// Roll-ups while tickets come, late ones among them: every report equals the tickets of its own moment.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { GROUP_BY } from '../../server/reporting/dimensions.ts'
import { readSnapshot } from '../../server/reporting/read-snapshot.ts'
import { rebuildRollUps, rollUpReports } from '../../server/reporting/rollups/roll-up-reports.ts'
import { compareFacts } from '../../server/reporting/test-compare.ts'
import { readLedger } from '../../server/reporting/test-recompute.ts'
import { insertTickets, type TestTicket } from '../../server/reporting/test-tickets.ts'
import { testApplication } from '../harness/app.ts'
import { makeStore } from '../harness/factories.ts'

const { sql } = await testApplication({ after }, { max: 24 })
const stores = [await makeStore(sql), await makeStore(sql), await makeStore(sql)]
const NOW = new Date('2026-02-20T12:00:00Z')
/** Old days, those around the end of a month and of a year, yesterday and today. */
const DAYS = [
  '2025-11-03',
  '2025-12-30',
  '2025-12-31',
  '2026-01-01',
  '2026-01-31',
  '2026-02-01',
  '2026-02-19',
  '2026-02-20',
]
const WRITERS = 16
const TICKETS_EACH = 12

const choose = <T>(values: readonly T[]): T => values[Math.floor(Math.random() * values.length)] as T

function someTicket(): TestTicket {
  const product = 1 + Math.floor(Math.random() * 4)
  return {
    storeId: choose(stores).id,
    day: choose(DAYS),
    hour: 8 + Math.floor(Math.random() * 10),
    currency: 'CAD',
    lines: [
      {
        productId: product,
        variantId: product * 10,
        categoryId: product % 2,
        name: `Article ${product}`,
        quantity: '1',
        gross: 1000,
        tax: 150,
      },
      { productId: 1, variantId: 11, categoryId: 1, name: 'Café', quantity: '2', gross: 500, tax: 75, cost: 200 },
    ],
    payments: [{ method: choose(['cash', 'card']), amount: 1725 }],
  }
}

test('reports are exact while sixteen clients sell, late too, and two workers roll up, and a third anew', async () => {
  let selling = WRITERS
  let late = 0
  const write = async () => {
    for (let count = 0; count < TICKETS_EACH; count += 1) {
      // A set of several days at once, as a batch of a till that was away.
      const tickets = Array.from({ length: 1 + Math.floor(Math.random() * 3) }, someTicket)
      await sql.begin((tx) => insertTickets(tx, tickets))
      late += tickets.filter(({ day }) => day < '2026-02-20').length
    }
    selling -= 1
  }
  let summed = 0
  const rollUp = async () => {
    while (selling > 0) summed += await rollUpReports(sql, { now: NOW })
  }
  const rebuild = async () => {
    while (selling > 0) summed += await rebuildRollUps(sql, { now: NOW, from: '2025-12-15' })
  }
  let reads = 0
  const read = async () => {
    while (selling > 0) {
      await readSnapshot(sql, async (tx) => {
        const ledger = await readLedger(tx)
        const storeIds = Math.random() < 0.3 ? [choose(stores).id] : null
        const scope = {
          from: choose(['2025-01-01', '2025-12-01', '2026-01-31']),
          to: '2026-12-31',
          storeIds,
          currency: null,
        }
        for (const groupBy of [choose(GROUP_BY), choose(GROUP_BY), choose(GROUP_BY)]) {
          await compareFacts(tx, ledger, groupBy, scope)
          reads += 1
        }
      })
    }
  }
  await insertTickets(sql, Array.from({ length: 20 }, someTicket))
  await rollUpReports(sql, { now: NOW })
  await Promise.all([...Array.from({ length: WRITERS }, write), rollUp(), rollUp(), rebuild(), read(), read()])
  assert.ok(late > 100 && summed > 10 && reads > 10, `${late} late tickets, ${summed} spans, ${reads} reads`)

  await rollUpReports(sql, { now: NOW })
  const whole = { from: '2025-01-01', to: '2026-12-31', storeIds: null, currency: null }
  await readSnapshot(sql, async (tx) => {
    const ledger = await readLedger(tx)
    for (const groupBy of GROUP_BY) await compareFacts(tx, ledger, groupBy, whole)
  })
})
