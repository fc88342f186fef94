import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { ReceivedFile } from '../../platform/http/route.ts'
import type { JobQueue } from '../../platform/jobs/job-queue.ts'
import type { PreparedImport } from './prepare-import.ts'
import type { ImportRequest } from './schema.ts'

/** Leaves an import for the worker; answers its id. */
export async function createImport(
  tx: Tx,
  actor: Actor,
  { request, file, prepared }: { request: ImportRequest; file: ReceivedFile; prepared: PreparedImport },
  jobs: Pick<JobQueue, 'enqueue'>,
): Promise<number> {
  const { format, reading, storedAs } = prepared
  const storeIds = actor.storeIds === 'all' ? null : `{${actor.storeIds.join()}}`
  const [row] = await tx<{ id: number }[]>`
    insert into imports (kind, format, is_dry_run, file_name, file_bytes, file_digest, stored_as, reading, created_by,
      actor_key, actor_name, store_ids)
    values (${request.kind}, ${format}, ${request.dry_run ?? false}, ${file.name}, ${file.bytes}, ${file.digest},
      ${storedAs}, ${JSON.stringify(reading)}::text::jsonb, ${actor.userId}, ${actor.key}, ${actor.name},
      ${storeIds}::text::bigint[])
    returning id`
  if (row === undefined) throw new Error('The import was not written.')
  await tx`insert into import_work (import_id) values (${row.id})`
  await jobs.enqueue(tx, 'run-imports', {})
  return row.id
}
