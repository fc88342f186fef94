import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '../../server/platform/database/connect.ts'
import { verifyInstallation } from '../../server/verification.ts'
import { testApplication } from '../harness/app.ts'
import { testDatabase } from '../harness/database.ts'
import { makeShop, onHandOf, saleOf } from '../harness/sales.ts'

const CLIENTS = 16
const SALES = 200

const { sql, as, log, config } = await testApplication({ after }, { max: 6 })
/** Elsewhere, so that whoever ends connections keeps its own. */
const elsewhere = await testDatabase({ after }, { max: 1 })

/** Ends every connection that is at work in a transaction of the application. Answers how many. */
async function endConnections(database: string): Promise<number> {
  const rows = await elsewhere.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = ${database} and state <> 'idle' and pid <> pg_backend_pid()`
  return rows.length
}

test('while connections are ended under it the writer answers every caller and records each sale once', async (t) => {
  const shop = await makeShop(sql, { tills: 3, stock: SALES })
  const cashier = as('cashier', { storeIds: [shop.store.id] })
  // People are made when they first do something: before their connection can be ended.
  await cashier.token
  const [{ name }] = await sql<[{ name: string }]>`select current_database() as name`
  const sales = Array.from({ length: SALES }, (_, index) => saleOf(shop, { register_id: shop.tillIds[index % 3] }))
  const answers = new Map<string, number>()
  let next = 0
  let recorded = 0
  let isDone = false

  /** Like a program that has its answer or tries again. */
  const sendUntilRecorded = async (sale: { id: string }) => {
    for (;;) {
      const { status, body } = await cashier.post('/api/v1/sales', sale)
      const key = `${status} ${body.code ?? ''}`.trim()
      answers.set(key, (answers.get(key) ?? 0) + 1)
      if (status < 300) {
        recorded += 1
        return
      }
      assert.equal(status, 503, JSON.stringify(body))
    }
  }
  const client = async () => {
    while (next < SALES) {
      next += 1
      await sendUntilRecorded(sales[next - 1] as { id: string })
    }
  }
  let ended = 0
  /** Lets a few sales through between two strokes, so that a slow machine gets to the end as well. */
  const saboteur = async () => {
    while (!isDone) {
      const seen = recorded
      ended += await endConnections(name)
      while (!isDone && recorded < seen + 4) await sleep(1)
    }
  }
  const sabotage = saboteur()
  try {
    await Promise.all(Array.from({ length: CLIENTS }, client))
  } finally {
    isDone = true
    await sabotage
  }
  t.diagnostic(`${ended} connections ended; ${JSON.stringify(Object.fromEntries(answers))}`)
  assert.ok(ended > 0)
  assert.deepEqual(log.faults, [])

  // The last stroke may have hit connections that the application has yet to miss: whoever looks brings one of his own.
  const onlooker = connect(config, { max: 1 })
  t.after(() => onlooker.end())
  const rows = await onlooker<{ register_id: number; numbers: number[] }[]>`
    select register_id, array_agg(number order by number) as numbers from sales group by register_id`
  for (const { numbers } of rows)
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
    )
  assert.equal(
    rows.reduce((sum, { numbers }) => sum + numbers.length, 0),
    SALES,
  )
  assert.equal(await onHandOf(onlooker, shop.store.id, shop.articles[0]?.variantId ?? 0), '0.000')
  const findings = await verifyInstallation(onlooker)
  assert.deepEqual(
    findings.filter((finding) => finding.faults > 0),
    [],
  )
})
