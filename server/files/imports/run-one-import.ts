import {
  ImportOvertaken,
  ImportRefused,
  type ImportSettings,
  inspectFile,
  readHeader,
  resolveMapping,
  runImport,
} from '../../platform/csv/index.ts'
import { type Sql, withTransaction } from '../../platform/database/connect.ts'
import { type Text, text } from '../../platform/text.ts'
import type { FileRoom } from '../file-room.ts'
import { openImportFile } from './import-files.ts'
import type { ImportKind } from './import-kind.ts'
import { askerOf, type ImportRow, referenceOf, toReading } from './import-row.ts'
import { forgetProblems, keepProblems } from './keep-problems.ts'
import { type Lease, type Progress, renewLease } from './lease.ts'

const FILE_GONE = text('Le fichier n’est plus là.', 'The file is no longer there.')

export type Workshop = { readonly sql: Sql; readonly files: FileRoom }

/**
 * Does an import, or the rest of one that was interrupted. Batches are committed with the note of how far it has come,
 * so that nothing is done twice, whoever takes up.
 *
 * @returns whether it ended; otherwise somebody takes up later.
 */
export async function runOneImport(
  { sql, files }: Workshop,
  row: ImportRow,
  kind: ImportKind,
  lease: Lease,
): Promise<boolean> {
  const kept = row.stored_as === null ? null : await openImportFile(files, row.stored_as)
  try {
    if (kept === null) throw new ImportRefused(FILE_GONE)
    const progress = await work(sql, row, { kind, path: kept.path, lease, jobs: files.jobs })
    if (progress === null) return false
    return await finish(sql, row, lease, { state: 'done', failure: null, progress })
  } catch (error) {
    if (error instanceof ImportOvertaken || !(error instanceof ImportRefused)) throw error
    return finish(sql, row, lease, { state: 'failed', failure: error.text, progress: null })
  } finally {
    await kept?.release()
  }
}

type Work = { kind: ImportKind; path: string; lease: Lease; jobs: FileRoom['jobs'] }

/** Answers how far it came at its end; null when it was interrupted. */
async function work(sql: Sql, row: ImportRow, { kind, path, lease, jobs }: Work): Promise<Progress | null> {
  const options = toReading(row.reading, row.format)
  const file = await inspectFile(path, { delimiter: options.delimiter, name: row.file_name })
  const mapping = resolveMapping(await readHeader(file), kind.fields, options.choice)
  const reference = referenceOf(row.id)
  const actor = askerOf(row, 'import')
  const plan = await kind.prepare({ sql, file, mapping, options, actor, reference, jobs })
  // A dry run has nothing to take up: it begins anew.
  if (row.is_dry_run) await forgetProblems(sql, row.id, 'import')
  const settings: ImportSettings = {
    dryRun: row.is_dry_run,
    restart: false,
    language: 'fr',
    audit: { actor: actor.key, operation: 'import', request: reference },
    signal: lease.signal,
    keepProblems: (tx, problems, before) => keepProblems(tx, row.id, problems, before),
    onProgress: ({ records, bytesRead, counts }) => lease.note({ records, bytesRead, counts }),
  }
  // The same file imported again is another import.
  const outcome = await runImport(sql, { ...plan, options: reference }, settings)
  if (outcome.isInterrupted) return null
  return { records: outcome.records, bytesRead: file.sizeBytes, counts: outcome.counts }
}

type End = { state: 'done' | 'failed'; failure: Text | null; progress: Progress | null }

/** Whether it was still this process's to end. */
function finish(sql: Sql, row: ImportRow, lease: Lease, { state, failure, progress }: End): Promise<boolean> {
  const audit = { actor: row.actor_key, operation: 'import', request: referenceOf(row.id) }
  return withTransaction(sql, { audit }, async (tx) => {
    if (!(await renewLease(tx, lease, progress))) return false
    const kept = failure === null ? null : JSON.stringify(failure)
    const ended = await tx`
      update imports set state = ${state}, failure = ${kept}::text::jsonb, finished_at = now()
      where id = ${row.id} and state = 'running'`
    return ended.count === 1
  })
}
