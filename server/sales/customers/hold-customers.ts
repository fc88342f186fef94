import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { salesErrors } from '../errors.ts'

type State = { id: number; merged_into_id: number | null; is_deleted: boolean; is_erased: boolean }

/**
 * How a customer is held until the transaction ends: by whoever writes a ticket or a movement that names them, together
 * with others (`key share`, as a foreign key does); by whoever changes what is known of them (`no key update`); by
 * whoever merges, deletes or erases them, alone (`update`), so that what others write comes wholly before or after.
 */
export type Hold = 'key share' | 'no key update' | 'update'

/**
 * Holds customers in the order of their ids.
 *
 * @throws not_found for one that is not there or was erased, and for one that was deleted unless those are asked for;
 * customer_merged
 */
export async function holdCustomers(
  tx: Tx,
  ids: readonly number[],
  hold: Hold,
  { withDeleted = false }: { withDeleted?: boolean } = {},
): Promise<void> {
  const rows = await tx<State[]>`
    select id, merged_into_id, deleted_at is not null as is_deleted, erased_at is not null as is_erased
    from customers where id = any(${[...ids]}::bigint[]) order by id for ${tx.unsafe(hold)}`
  for (const id of ids) {
    const row = rows.find((candidate) => candidate.id === id)
    if (row === undefined || row.is_erased) throw platformErrors.not_found()
    if (row.merged_into_id !== null) throw salesErrors.customer_merged({ values: { id: row.merged_into_id } })
    if (row.is_deleted && !withDeleted) throw platformErrors.not_found()
  }
}
