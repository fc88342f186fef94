// The rules of cost (architecture, rule 11), through every way in which goods come and go, against a model that an
// accountant could keep on paper.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { testApplication } from '../../test/harness/app.ts'
import { makeStore } from '../../test/harness/factories.ts'
import { makeArticle } from '../../test/harness/inventory.ts'
import { Paper, round } from '../../test/harness/paper.ts'
import { findStockFaults } from './index.ts'

const { sql, service, log } = await testApplication({ after })
const store = await makeStore(sql, { tax_zone: 'NONE' })

const PRICE = 10

type Sold = { id: string; quantity: number; cost: number; returned: number }
type Step = { kind: 'receive' | 'sell' | 'return' | 'find' | 'lose' | 'clear'; quantity: number; unitCents: number }

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('receive', 'sell', 'sell', 'return', 'find', 'lose', 'clear'),
  quantity: fc.integer({ min: 1, max: 9 }),
  unitCents: fc.integer({ min: 0, max: 999 }),
})

const post = async (path: string, body: object) => {
  const answer = await service.post(`/api/v1${path}`, body)
  assert.equal(answer.status, 201, answer.raw.toString())
  return answer.body.data
}
const adjust = async (variantId: number, change: object) => {
  const body = { store_id: store.id, reason: 'Comptage', ...change }
  assert.equal((await service.put(`/api/v1/product-variants/${variantId}/stock`, body)).status, 200)
}

async function play(variantId: number, { kind, quantity, unitCents }: Step, paper: Paper, sold: Sold[]): Promise<void> {
  if (kind === 'receive') {
    const lines = [{ variant_id: variantId, quantity, unit_cost: (unitCents / 100).toFixed(2) }]
    await post('/stock-receipts', { store_id: store.id, lines })
    paper.bringIn(quantity, quantity * unitCents)
  } else if (kind === 'sell') {
    const id = randomUUID()
    await post('/sales', {
      id,
      store_id: store.id,
      lines: [{ variant_id: variantId, quantity, unit_price: PRICE }],
      payments: [{ method: 'card', amount: quantity * PRICE }],
    })
    sold.push({ id, quantity, cost: paper.takeOut(quantity), returned: 0 })
  } else if (kind === 'return') {
    const sale = sold.at(quantity % Math.max(1, sold.length))
    if (sale === undefined || sale.returned === sale.quantity) return
    const back = Math.min(quantity, sale.quantity - sale.returned)
    await post(`/sales/${sale.id}/returns`, {
      id: randomUUID(),
      lines: [{ sale_line: 1, quantity: back }],
      refunds: [{ method: 'card', amount: back * PRICE }],
    })
    const costOf = (units: number) => round((sale.cost * units) / sale.quantity)
    paper.bringIn(back, costOf(sale.returned + back) - costOf(sale.returned))
    sale.returned += back
  } else if (kind === 'find') {
    await adjust(variantId, { delta: quantity })
    paper.find(quantity)
  } else if (kind === 'lose') {
    await adjust(variantId, { delta: -quantity })
    paper.takeOut(quantity)
  } else {
    await adjust(variantId, { on_hand: 0 })
    if (paper.units > 0) paper.takeOut(paper.units)
    else if (paper.units < 0) paper.find(-paper.units)
  }
}

test('any history of an article is worth what it is worth on paper', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const { variantId } = await makeArticle(sql, { cost: '2.5', price: '10' })
      const paper = new Paper()
      const sold: Sold[] = []
      for (const [index, next] of steps.entries()) {
        await play(variantId, next, paper, sold)
        const [level] = await sql<{ on_hand: string; value_minor: number }[]>`
          select on_hand, value_minor from stock_levels where store_id = ${store.id} and variant_id = ${variantId}`
        const found = level === undefined ? [0, 0] : [Number(level.on_hand), level.value_minor]
        // Adding nothing to minus nothing makes it nothing.
        assert.deepEqual(found, [paper.units + 0, paper.cents + 0], `step ${index + 1}: ${JSON.stringify(next)}`)
      }
    }),
    { numRuns: 25 },
  )
  assert.deepEqual(log.faults, [])
  assert.deepEqual(await findStockFaults(sql), [])
})
