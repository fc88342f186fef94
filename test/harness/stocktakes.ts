import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Client } from './client.ts'

const PATH = '/api/v1/stocktakes'

type Given = Readonly<Record<string, unknown>>

/** Begins a stocktake of the store and answers its id. */
export async function beginStocktake(client: Client, storeId: number, input: Given = {}): Promise<number> {
  const { status, body } = await client.post(PATH, { store_id: storeId, scope: 'store', ...input })
  assert.equal(status, 201, JSON.stringify(body))
  return body.data.id
}

/** A count of an article, now and in no zone unless said otherwise. */
export const countOf = (variantId: number, quantity: string, more: Given = {}) => ({
  id: randomUUID(),
  variant_id: variantId,
  quantity,
  counted_at: new Date().toISOString(),
  ...more,
})

/** Sends counts, which are taken, and answers them as they were kept. */
export async function sendCounts(client: Client, id: number, counts: readonly object[]) {
  const { status, body } = await client.post(`${PATH}/${id}/counts`, { counts })
  assert.equal(status, 201, JSON.stringify(body))
  return body.data
}

/** Takes a stocktake a step further. */
export async function stepStocktake(
  client: Client,
  id: number,
  step: 'finish' | 'reopen' | 'approve' | 'cancel',
  input?: Given,
) {
  const { status, body } = await client.post(`${PATH}/${id}/${step}`, input)
  assert.equal(status, 200, JSON.stringify(body))
  return body.data
}
