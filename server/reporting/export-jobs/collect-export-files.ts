import type { FileRoom } from '../../files/index.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { withTransaction } from '../../platform/database/connect.ts'
import { auditOfJob } from '../../platform/jobs/audit-of-job.ts'
import { text } from '../../platform/text.ts'
import { listExportFiles, removeExportFile } from './export-files.ts'

/** What an export was stays known for so long after its file has gone. */
const REMEMBERED_DAYS = 90
/** The queue has given up on it long before. */
const LOST_DAYS = 2
/** A file that no export names was left by a worker that died, or was overtaken. */
const ORPHAN_AGE_MS = 24 * 60 * 60 * 1000

const LOST = text('Il n’a pas été fait\u00a0; demandez-le à nouveau.', 'It was not made; ask for it again.')

/** Removes the files of exports that have expired, and those of nobody; answers how many went. */
export async function collectExportFiles(sql: Sql, files: Pick<FileRoom, 'storage'>): Promise<number> {
  const expired = await withTransaction(sql, { audit: auditOfJob('collect-export-files') }, async (tx) => {
    await tx`
      update exports set state = 'failed', failure = ${JSON.stringify(LOST)}::text::jsonb, finished_at = now()
      where state in ('queued', 'running') and created_at < now() - make_interval(days => ${LOST_DAYS})`
    await tx`
      delete from exports where state in ('failed', 'expired')
        and finished_at < now() - make_interval(days => ${REMEMBERED_DAYS})`
    return tx<{ stored_as: string }[]>`
      with gone as (
        select id, stored_as from exports where state = 'done' and expires_at < now() for update
      )
      update exports set state = 'expired', stored_as = null from gone where exports.id = gone.id returning gone.stored_as`
  })
  const old = await listExportFiles(files, ORPHAN_AGE_MS)
  const known = await sql<{ stored_as: string }[]>`select stored_as from exports where stored_as = any(${old}::text[])`
  const kept = new Set(known.map((row) => row.stored_as))
  const gone = new Set([...expired.map((row) => row.stored_as), ...old.filter((name) => !kept.has(name))])
  for (const name of gone) await removeExportFile(files, name)
  return gone.size
}
