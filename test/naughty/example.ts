import type { Client } from '../harness/client.ts'
import type { Part } from '../harness/multipart.ts'
import type { Schema } from './places.ts'
import type { World } from './world.ts'

/** The tests look into answers freely, and assert what they find there. */
export type Data = ReturnType<typeof JSON.parse>

/** How to ask a route rightly, and how to read back what it wrote. */
export type Example = {
  /**
   * Right bodies, new each time. Together they reach every place of the schema: what excludes another (a line's
   * `sku` and its `barcode`) stands in different ones.
   */
  bodies?: readonly ((world: World, slot: number) => object)[]
  /** Values for the places of the path. The record of the slot, in the order of the wave. */
  params?(world: World, slot: number): Record<string, string | number> | Promise<Record<string, string | number>>
  /** What the query must have. */
  query?: Readonly<Record<string, string>>
  /** The same where it names something of the world: another text would name nothing. */
  queryOf?(world: World): Readonly<Record<string, string>>
  /** The body's schema where the route's own leaves it open. */
  schema?: Schema
  /** The status and envelope of the one record of an answer about several. */
  unwrap?(body: Data): { status: number; body: Data }
  /** Reads the records that the answers' `data` are about, in the same order. Without it, nothing is kept. */
  readBack?(world: World, answers: readonly Data[]): Promise<Data[]>
  /** Where a place's text stands in the record, for those that are called otherwise there; null: it is not shown. */
  keptAs?: Readonly<Record<string, string | null>>
  /** Ends what would have one string refused the next time, after each place. */
  release?(world: World): Promise<unknown>
  /** What is sent beside the body of a route that accepts files. */
  files?: readonly Part[]
  /** Only people may ask it. */
  isForPeople?: true
}

export type Examples = Readonly<Record<string, Example>>

/** Reads a list's records by their ids, a wave at once, in the order of the ids. */
export async function readByIds(client: Client, address: string, ids: readonly number[]): Promise<Data[]> {
  const separator = address.includes('?') ? '&' : '?'
  const { body } = await client.get(`${address}${separator}ids=${ids.join(',')}&per_page=100`)
  const byId = new Map<number, Data>(body.data.map((record: { id: number }) => [record.id, record]))
  return ids.map((id) => byId.get(id))
}
