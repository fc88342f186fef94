import type { Tx } from '../../platform/database/connect.ts'
import { arrayLiteral } from '../../platform/database/insert-set.ts'

/** What a ticket must know of its customer. */
export type CustomerFacts = {
  readonly id: number
  readonly country: string | null
  /** The certificate of one who pays no tax; `expiresOn` is the last day on which it holds, null: without an end. */
  readonly exemption: { readonly number: string; readonly expiresOn: string | null } | null
}

type CustomerRow = {
  id: number
  country: string | null
  tax_exemption_number: string | null
  tax_exemption_expires_on: string | null
  merged_into_id: number | null
  is_deleted: boolean
}

/**
 * The customers that a set of tickets names, held with whoever else sells to them until the set is written, so that
 * merging or erasing one finds all its tickets. One that was merged is the one that it was merged into; one that is
 * unknown or deleted is left out.
 */
export async function findCustomers(tx: Tx, ids: readonly number[]): Promise<ReadonlyMap<number, CustomerFacts>> {
  if (ids.length === 0) return new Map()
  const rows = new Map((await holdCustomers(tx, ids)).map((row) => [row.id, row]))
  // Merged while this set waited for them: the next statement sees into whom.
  const missing = [...rows.values()].map((row) => row.merged_into_id).filter((id) => id !== null && !rows.has(id))
  if (missing.length > 0) for (const row of await holdCustomers(tx, missing as number[])) rows.set(row.id, row)
  const found = new Map<number, CustomerFacts>()
  for (const id of ids) {
    const named = rows.get(id)
    const row = named?.merged_into_id == null ? named : rows.get(named.merged_into_id)
    if (row !== undefined && !row.is_deleted) found.set(id, toFacts(row))
  }
  return found
}

const holdCustomers = (tx: Tx, ids: readonly number[]) => tx<CustomerRow[]>`
  select id, country, tax_exemption_number, tax_exemption_expires_on, merged_into_id, deleted_at is not null as is_deleted
  from customers
  where id = any(array(
    select unnest(${arrayLiteral(ids)}::text::bigint[]) union
    select merged_into_id from customers where id = any(${arrayLiteral(ids)}::text::bigint[])))
  order by id for key share`

const toFacts = (row: CustomerRow): CustomerFacts => ({
  id: row.id,
  country: row.country,
  exemption:
    row.tax_exemption_number === null
      ? null
      : { number: row.tax_exemption_number, expiresOn: row.tax_exemption_expires_on },
})
