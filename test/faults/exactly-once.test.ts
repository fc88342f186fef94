import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureDefaultRoles } from '../../server/identity/index.ts'
import { withTransaction } from '../../server/platform/database/connect.ts'
import { ensureTaxRules } from '../../server/stores/index.ts'
import { verifyInstallation } from '../../server/verification.ts'
import { API_TOKEN, type ApiProcess, apiProcess } from '../harness/api-process.ts'
import { testDatabase } from '../harness/database.ts'
import { makeShop, onHandOf, saleOf } from '../harness/sales.ts'

const CLIENTS = 16
const SALES = 500
const REGISTERS = 5
const KILLS = 5
const STOCK = 5000

type Sale = ReturnType<typeof saleOf>
type Recorded = { id: string; number: number; register_id: number; total: string; hash: string }

/** In an order that nobody chose. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  const rest = [...items]
  for (let index = rest.length - 1; index > 0; index -= 1) {
    const other = Math.floor(Math.random() * (index + 1))
    ;[rest[index], rest[other]] = [rest[other] as Item, rest[index] as Item]
  }
  return rest
}

/** Sends a sale until it is answered, as a till does: whatever happens to the connection, it tries again. */
async function sendUntilAnswered(api: ApiProcess, sale: Sale): Promise<{ recorded: Recorded; attempts: number }> {
  const request = {
    method: 'POST',
    headers: { authorization: `Bearer ${API_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(sale),
  }
  for (let attempts = 1; ; attempts += 1) {
    const answer = await fetch(`${api.address}/api/v1/sales`, request).then(
      async (response) => ({ status: response.status, body: (await response.json()) as { data: Recorded } }),
      () => null,
    )
    if (answer !== null && answer.status < 300) return { recorded: answer.body.data, attempts }
    // Nothing but a connection that broke, or a server that is not ready: no refusal, and no fault.
    assert.ok(answer === null || answer.status === 503, JSON.stringify(answer))
    await sleep(10)
  }
}

test('500 sales sent by 16 clients, several times each, are recorded once while the API is killed five times', async (t) => {
  const { sql, url } = await testDatabase(t)
  await withTransaction(sql, {}, async (tx) => {
    await ensureDefaultRoles(tx)
    await ensureTaxRules(tx)
  })
  const shop = await makeShop(sql, { tills: REGISTERS, articles: [{}, { taxClass: 'books' }, {}], stock: STOCK })
  const quantityOf = (index: number, article: number) => ((index + article) % 3) + 1
  const sales = Array.from({ length: SALES }, (_, index) =>
    saleOf(shop, {
      register_id: shop.tillIds[index % REGISTERS],
      lines: shop.articles.map(({ variantId }, article) => ({
        variant_id: variantId,
        quantity: quantityOf(index, article),
      })),
    }),
  )
  const api = await apiProcess(t, url)
  await api.start()

  const answers = new Map<string, Recorded>()
  let answered = 0
  let retried = 0
  const client = async () => {
    for (const sale of shuffled(sales)) {
      const { recorded, attempts } = await sendUntilAnswered(api, sale)
      answered += 1
      retried += attempts - 1
      const known = answers.get(sale.id)
      if (known === undefined) answers.set(sale.id, recorded)
      else assert.deepEqual(recorded, known)
    }
  }
  const clients = Promise.all(Array.from({ length: CLIENTS }, client))
  /** The first kills come while most sales are new, the last while they are replayed. */
  const killing = async () => {
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const due = Math.round((CLIENTS * SALES * kill * kill) / (KILLS + 2) ** 2)
      while (answered < due) await sleep(1)
      await api.kill()
      await api.start()
    }
  }
  await Promise.all([clients, killing()])
  t.diagnostic(`${answered} answers, ${retried} sent again`)

  assert.equal(answers.size, SALES)
  const rows = await sql<{ register_id: number; numbers: number[] }[]>`
    select register_id, array_agg(number order by number) as numbers from sales group by register_id order by 1`
  const upTo = Array.from({ length: SALES / REGISTERS }, (_, index) => index + 1)
  assert.deepEqual(
    rows.map((row) => ({ ...row })),
    shop.tillIds.map((id) => ({ register_id: id, numbers: upTo })),
  )
  for (const [article, { variantId }] of shop.articles.entries()) {
    const sold = sales.reduce((sum, _, index) => sum + quantityOf(index, article), 0)
    assert.equal(await onHandOf(sql, shop.store.id, variantId), `${STOCK - sold}.000`)
  }
  const findings = await verifyInstallation(sql)
  assert.deepEqual(
    findings.filter((finding) => finding.faults > 0),
    [],
  )
  const { status, output } = await api.run('verify', '--lang', 'en')
  assert.equal(status, 0, output)
  assert.match(output, /Everything agrees\./)
})
