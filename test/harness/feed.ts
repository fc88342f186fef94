import assert from 'node:assert/strict'
import type { Client } from './client.ts'

/** The tests look into answers freely, and assert what they find there. */
type Data = ReturnType<typeof JSON.parse>

const KEYS = { categories: 'id', customers: 'id', articles: 'id', stock: 'variant_id' } as const
type ListName = keyof typeof KEYS
const LISTS = Object.keys(KEYS) as ListName[]

/** What a till holds of a store, as its maker would keep it. */
export type TillCopy = {
  cursor: string | null
  at: string | null
  store: Data
  lists: Record<ListName, Map<number, Data>>
}

export const newCopy = (): TillCopy => ({
  cursor: null,
  at: null,
  store: null,
  lists: { categories: new Map(), customers: new Map(), articles: new Map(), stock: new Map() },
})

/** What the guide tells a till to do with an answer. */
export function applyAnswer(copy: TillCopy, answer: Data): void {
  if (answer.complete) for (const name of LISTS) copy.lists[name].clear()
  if (answer.store !== null) copy.store = answer.store
  for (const name of LISTS) {
    for (const id of answer.deleted[name]) copy.lists[name].delete(id)
    for (const row of answer[name]) copy.lists[name].set(row[KEYS[name]], row)
  }
  copy.at = answer.at
  copy.cursor = answer.cursor
}

export const feedAddress = (storeId: number, { since, limit }: { since?: string | null; limit?: number } = {}) =>
  `/api/v1/pos/catalog?store_id=${storeId}${limit === undefined ? '' : `&limit=${limit}`}${since == null ? '' : `&since=${since}`}`

/** Asks once, and answers the page. */
export async function askFeed(
  client: Client,
  storeId: number,
  options: { since?: string | null; limit?: number } = {},
): Promise<Data> {
  const { status, body } = await client.get(feedAddress(storeId, options))
  assert.equal(status, 200, JSON.stringify(body))
  return body.data
}

/** Brings a copy up to date, in as many answers as it takes; answers the pages. */
export async function followFeed(
  client: Client,
  storeId: number,
  copy: TillCopy,
  options: { limit?: number } = {},
): Promise<Data[]> {
  const pages: Data[] = []
  for (;;) {
    const page = await askFeed(client, storeId, { since: copy.cursor, ...options })
    applyAnswer(copy, page)
    pages.push(page)
    if (!page.has_more) return pages
    assert.ok(pages.length < 1000, 'a copy comes to its end')
  }
}

/** The copy as plain values, in the order of the ids. */
export const contentsOf = ({ store, lists }: TillCopy): Data => ({
  store,
  ...Object.fromEntries(LISTS.map((name) => [name, [...lists[name]].sort(([a], [b]) => a - b).map(([, row]) => row)])),
})

/** What a till that begins now would hold. */
export async function freshCopy(client: Client, storeId: number): Promise<Data> {
  const copy = newCopy()
  await followFeed(client, storeId, copy)
  return contentsOf(copy)
}
