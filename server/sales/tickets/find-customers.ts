import type { Tx } from '../../platform/database/connect.ts'

export type CustomerFacts = { readonly country: string | null }

/** The customers that a set of sales names; one that is unknown or deleted is left out. */
export async function findCustomers(tx: Tx, ids: readonly number[]): Promise<ReadonlyMap<number, CustomerFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await tx<{ id: number; country: string | null }[]>`
    select id, country from customers where id = any(${`{${ids.join()}}`}::text::bigint[]) and deleted_at is null`
  return new Map(rows.map((row) => [row.id, { country: row.country }]))
}
