import assert from 'node:assert/strict'
import { takeStep } from '../harness/transfers.ts'
import type { Chain } from './chain.ts'

const LINES = 3
const QUANTITY = 4

/** A transfer that the stores of the chain have made. */
export type SentGoods = { readonly id: number; readonly variantIds: readonly number[]; readonly dueDay: number }

/**
 * Every other day a store sends goods to another of its currency; they arrive on a later day, and the last article lacks a
 * piece, which came back or is lost. What is sent in the end is still under way then.
 */
export async function moveGoods(chain: Chain, day: number): Promise<void> {
  const { chance, owner, articles, branches, sent } = chain
  const due = sent.filter(({ dueDay }) => dueDay === day)
  for (const { id, variantIds } of due) {
    const [broken = 0] = variantIds.slice(-1)
    const arrived = Object.fromEntries(variantIds.map((variantId) => [variantId, String(QUANTITY)]))
    await step(chain, id, 'receive', { ...arrived, [broken]: String(QUANTITY - 1) })
    const outcome = chance.one(['returned', 'lost'])
    const lines = [{ variant_id: broken, outcome, quantity: '1', reason: 'Bris' }]
    await step(chain, id, 'settle', undefined, { lines })
  }
  if (day % 2 === 0) return
  const [source, destination] = chance.shuffled(branches.filter(({ currency }) => currency === 'CAD'))
  const variantIds = chance.shuffled(articles.map(({ variantId }) => variantId)).slice(0, LINES)
  const { status, body } = await owner.post('/api/v1/transfers', {
    source_id: source?.storeId,
    destination_id: destination?.storeId,
    lines: variantIds.map((variant_id) => ({ variant_id, quantity: String(QUANTITY) })),
  })
  assert.equal(status, 201, JSON.stringify(body))
  const { id } = body.data
  for (const name of ['approve', 'ship']) await step(chain, id, name)
  sent.push({ id, variantIds, dueDay: day + 1 + chance.below(4) })
}

async function step({ owner }: Chain, ...args: [number, string, Record<number, string>?, object?]): Promise<void> {
  const { status, body } = await takeStep(owner, ...args)
  assert.equal(status, 200, JSON.stringify(body))
}

/** What left is what arrived, came back, was lost, or is still under way; answers how much is. */
export async function readUnderWay({ owner, sent }: Chain): Promise<number> {
  let underWay = 0
  for (const { id } of sent) {
    const { status, body } = await owner.get(`/api/v1/transfers/${id}`)
    assert.equal(status, 200, JSON.stringify(body))
    const { shipped, received, returned, lost, in_transit } = body.data
    const settled = [received, returned, lost, in_transit].reduce((sum: number, part: string) => sum + Number(part), 0)
    assert.equal(Number(shipped), settled)
    underWay += Number(in_transit)
  }
  return underWay
}
