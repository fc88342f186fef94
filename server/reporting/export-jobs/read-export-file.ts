import { Readable } from 'node:stream'
import type { FileRoom } from '../../files/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { matchesEtag } from '../../platform/http/reply.ts'
import type { Outcome, RequestFacts } from '../../platform/http/route.ts'
import { reportingErrors } from '../errors.ts'
import { CONTENT_TYPES } from '../export/formats.ts'
import { storedPath } from './export-files.ts'
import { maySee } from './export-row.ts'
import { getExport } from './get-export.ts'

/**
 * The file of an export, which never changes.
 *
 * @throws not_found, export_not_ready, export_expired; export_beyond_rights when its reader may no longer see all that it
 *   shows; storage_unavailable.
 */
export async function readExportFile(
  sql: Queryable,
  actor: Actor,
  id: number,
  { files, request }: { files: FileRoom; request: Pick<RequestFacts, 'ifNoneMatch' | 'isHead'> },
): Promise<Outcome<string | Readable>> {
  const row = await getExport(sql, actor, id)
  if (row.state === 'expired') throw reportingErrors.export_expired()
  if (row.state !== 'done' || row.stored_as === null) throw reportingErrors.export_not_ready()
  if (!maySee(actor, row)) throw reportingErrors.export_beyond_rights()
  const etag = `"${row.file_digest?.slice(0, 32)}"`
  const headers = {
    'content-type': CONTENT_TYPES[row.format],
    'content-disposition': `attachment; filename="${row.file_name}"`,
    etag,
  }
  const { ifNoneMatch, isHead } = request
  if (ifNoneMatch !== undefined && matchesEtag(ifNoneMatch, etag)) return { data: '', status: 304, headers }
  const measured = { ...headers, 'content-length': String(row.file_bytes) }
  if (isHead) return { data: Readable.from([]), headers: measured }
  const found = await files.storage.get(storedPath(row.stored_as))
  if (found === null) throw reportingErrors.export_expired()
  return { data: found.stream, headers: measured }
}
