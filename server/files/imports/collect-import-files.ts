import type { Sql } from '../../platform/database/connect.ts'
import type { FileRoom } from '../file-room.ts'
import { listImportFiles, removeImportFile } from './import-files.ts'

const KEPT_DAYS = 30
/** A file that no import names (its request's transaction was lost) is removed once the request must be long over. */
const ORPHAN_AGE_MS = 24 * 60 * 60 * 1000

/** Removes the files and the lists of problems of old imports; answers how many files went. */
export async function collectImportFiles(sql: Sql, room: FileRoom): Promise<number> {
  await sql`
    update imports set stored_as = null
    where stored_as is not null and finished_at < now() - make_interval(days => ${KEPT_DAYS})`
  await sql`
    delete from import_problems where import_id in (
      select id from imports where finished_at < now() - make_interval(days => ${KEPT_DAYS})
        and coalesce(undo_finished_at, finished_at) < now() - make_interval(days => ${KEPT_DAYS}))`
  const old = await listImportFiles(room, ORPHAN_AGE_MS)
  if (old.length === 0) return 0
  const known = await sql<{ stored_as: string }[]>`select stored_as from imports where stored_as = any(${old}::text[])`
  const kept = new Set(known.map((row) => row.stored_as))
  const orphans = old.filter((name) => !kept.has(name))
  for (const name of orphans) await removeImportFile(room, name)
  return orphans.length
}
