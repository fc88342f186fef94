import { type Actor, may, mayActInStore } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { JobQueue } from '../../platform/jobs/job-queue.ts'
import { filesErrors } from '../errors.ts'
import type { ImportKinds } from './import-kind.ts'
import { type ImportRow, importColumns, importScope } from './import-row.ts'
import { whyNotUndoable } from './why-not-undoable.ts'

/**
 * Leaves the undo of an import for the worker.
 *
 * @throws not_found, forbidden when the actor may not write what the import wrote, or no longer acts in its stores,
 *   import_not_undoable saying why.
 */
export async function undoImport(
  tx: Tx,
  actor: Actor,
  id: number,
  { kinds, jobs }: { kinds: ImportKinds; jobs: Pick<JobQueue, 'enqueue'> },
): Promise<void> {
  const [row] = await tx<ImportRow[]>`
    select ${importColumns(tx)} from imports i join import_work w on w.import_id = i.id
    where i.id = ${id} and ${importScope(tx, actor)} for update of i`
  if (row === undefined) throw platformErrors.not_found()
  const reason = whyNotUndoable(row, kinds)
  if (reason !== null) throw filesErrors.import_not_undoable({ values: { reason } })
  const permissions = kinds[row.kind]?.permissions ?? []
  if (!permissions.every((permission) => may(actor, permission))) throw platformErrors.forbidden()
  if (!reaches(actor, row, kinds)) throw platformErrors.forbidden()
  const begun = await tx`
    update imports set undo_state = 'queued', undo_failure = null, undo_by = ${actor.userId},
      undo_actor_key = ${actor.key}, undo_actor_name = ${actor.name}, undo_requested_at = now(), undo_finished_at = null
    where id = ${id} and state in ('done', 'failed') and (undo_state is null or undo_state = 'failed')`
  if (begun.count === 0) throw platformErrors.conflict()
  await tx`update import_work set attempts = 0 where import_id = ${id}`
  await jobs.enqueue(tx, 'run-imports', {})
}

/** Whether the actor acts in every store in which whoever asked for the import did then, where that matters. */
function reaches(actor: Actor, { kind, store_ids: storeIds }: ImportRow, kinds: ImportKinds): boolean {
  const undo = kinds[kind]?.undo
  if (undo === undefined || 'fr' in undo || undo.isOfStores !== true) return true
  return storeIds === null ? actor.storeIds === 'all' : storeIds.every((id) => mayActInStore(actor, id))
}
