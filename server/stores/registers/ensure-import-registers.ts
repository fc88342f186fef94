import type { Tx } from '../../platform/database/connect.ts'

/** The registers that take a past history, by store; made for the stores that have none. */
export async function ensureImportRegisters(tx: Tx, storeIds: readonly number[]): Promise<Map<number, number>> {
  const ids = [...new Set(storeIds)]
  await tx`
    insert into registers (store_id, name, kind)
    select id, 'Historique', 'import' from unnest(${ids}::bigint[]) id order by id
    on conflict (store_id, kind) where kind <> 'till' do nothing`
  const rows = await tx<{ store_id: number; id: number }[]>`
    select store_id, id from registers where kind = 'import' and store_id = any(${ids}::bigint[])`
  return new Map(rows.map((row) => [row.store_id, row.id]))
}
