import type { BatchReport } from '../../platform/csv/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { SaleRow } from './read-sale-row.ts'

/**
 * The customers that rows name by external id, made where they are not known. A customer without a name is called by
 * the external id. One that was merged is the one that it was merged into. One that was deleted is not in the answer, and
 * its tickets name nobody; nor is one that was erased, whom a file must not bring back.
 */
export async function ensureCustomers(
  tx: Tx,
  rows: readonly SaleRow[],
  report: BatchReport,
): Promise<Map<string, number>> {
  const named = new Map<string, SaleRow>()
  for (const row of rows) if (row.customer !== '' && !named.has(row.customer)) named.set(row.customer, row)
  if (named.size === 0) return new Map()
  const externalIds = [...named.keys()]
  const known = await findByExternalId(tx, externalIds)
  const missing = externalIds.filter((externalId) => !known.has(externalId)).sort()
  if (missing.length > 0) {
    const made = await tx`
      insert into customers (external_id, name, country)
      select external_id, name, nullif(country, '')
      from unnest(${missing}::text[], ${missing.map((id) => named.get(id)?.customerName || id)}::text[],
        ${missing.map((id) => named.get(id)?.country ?? '')}::text[]) as row (external_id, name, country)
      on conflict (external_id) do nothing`
    report.count('customers_created', made.count)
    for (const [externalId, id] of await findByExternalId(tx, missing)) known.set(externalId, id)
  }
  return new Map([...known].filter((entry): entry is [string, number] => entry[1] !== null))
}

/** null for a customer that was deleted or erased. */
async function findByExternalId(tx: Tx, externalIds: readonly string[]): Promise<Map<string, number | null>> {
  const rows = await tx<{ external_id: string; id: number | null }[]>`
    select customer.external_id, case when own.deleted_at is null then own.id end as id
    from customers customer join customers own on own.id = coalesce(customer.merged_into_id, customer.id)
    where customer.external_id = any(${[...externalIds]}::text[])
    union all
    select given.external_id, null from unnest(${[...externalIds]}::text[]) given (external_id)
    where exists (select from customers where erased_external_id_hash = sha256(convert_to(given.external_id, 'UTF8')))
      and not exists (select from customers where external_id = given.external_id)`
  return new Map(rows.map((row) => [row.external_id, row.id]))
}
