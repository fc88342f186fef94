import { createHash } from 'node:crypto'
import type { Sql, Tx } from '../database/connect.ts'
import { text } from '../text.ts'
import { ImportOvertaken } from './import-refused.ts'

export type RunSummary = {
  /** What was counted so far: created, updated, unchanged, refused … */
  counts: Record<string, number>
  errorFileBytes: number
}

/** Where an import of one file, read in one way, stands. */
export type ImportRun = {
  readonly id: number
  /** Records whose work has been committed. */
  recordsDone: number
  summary: RunSummary
}

/** The same file read in the same way has the same fingerprint (SHA-256, hexadecimal). */
export function fingerprintOf(fileSha256: string, kind: string, options: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([fileSha256, kind, sortKeys(options)]))
    .digest('hex')
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, entry]) => [key, sortKeys(entry)]),
  )
}

/**
 * Begins an import, or takes up one that was interrupted. One that had finished begins again from the first record: every
 * record is recognised, so what has not changed is left alone.
 */
export async function beginRun(
  sql: Sql,
  run: { kind: string; fingerprint: string; sourceName: string; restart: boolean },
): Promise<ImportRun> {
  const fresh: RunSummary = { counts: {}, errorFileBytes: 0 }
  const [row] = await sql<{ id: number; records_done: number; summary: RunSummary }[]>`
    insert into import_runs as run (kind, fingerprint, source_name, summary)
    values (${run.kind}, ${run.fingerprint}, ${run.sourceName}, ${sql.json(fresh)})
    on conflict (kind, fingerprint) do update set
      source_name = excluded.source_name,
      records_done = case when run.finished_at is null and not ${run.restart} then run.records_done else 0 end,
      summary = case when run.finished_at is null and not ${run.restart} then run.summary else excluded.summary end,
      started_at = case when run.finished_at is null and not ${run.restart} then run.started_at else now() end,
      finished_at = null
    returning id, records_done, summary`
  if (row === undefined) throw new Error('The import run was not written.')
  return { id: row.id, recordsDone: row.records_done, summary: { ...fresh, ...row.summary } }
}

/**
 * Moves the import on, in the transaction that writes the records.
 *
 * @throws ImportOvertaken when another process has moved it meanwhile: two must not import one file at once.
 */
export async function advanceRun(tx: Tx, run: ImportRun, recordsDone: number, summary: RunSummary): Promise<void> {
  const moved = await tx`
    update import_runs set records_done = ${recordsDone}, summary = ${tx.json(summary)}
    where id = ${run.id} and records_done = ${run.recordsDone} and finished_at is null`
  if (moved.count === 1) return
  throw new ImportOvertaken(
    text(
      'Un autre processus importe ce même fichier en ce moment ; celui-ci s’arrête.',
      'Another process is importing this same file; this one stops.',
    ),
  )
}

export async function finishRun(sql: Sql, run: ImportRun): Promise<void> {
  await sql`update import_runs set finished_at = now() where id = ${run.id} and records_done = ${run.recordsDone}`
}
