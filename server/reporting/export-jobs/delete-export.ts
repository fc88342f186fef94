import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { JobQueue } from '../../platform/jobs/job-queue.ts'
import { exportScope } from './export-row.ts'

/**
 * Takes an export away: the worker that is at it notices within a second and stops, a file that is there is removed.
 *
 * @throws not_found, also for somebody else's.
 */
export async function deleteExport(tx: Tx, actor: Actor, id: number, jobs: Pick<JobQueue, 'enqueue'>): Promise<void> {
  const [gone] = await tx<{ stored_as: string | null }[]>`
    delete from exports e where e.id = ${id} and ${exportScope(tx, actor)} returning stored_as`
  if (gone === undefined) throw platformErrors.not_found()
  if (gone.stored_as !== null) await jobs.enqueue(tx, 'remove-export-file', { stored_as: gone.stored_as })
}
