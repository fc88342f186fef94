import type { Language, Text } from '../../platform/text.ts'
import type { ImportKinds } from './import-kind.ts'
import type { ImportRow } from './import-row.ts'
import type { ImportItem } from './schema.ts'
import { whyNotUndoable } from './why-not-undoable.ts'

export type ProblemRow = {
  line: number | null
  severity: 'refused' | 'warning' | 'kept'
  field: string | null
  record_id: string | null
  value: string | null
  reason_fr: string
  reason_en: string
}

const reasonOf = (row: ProblemRow, language: Language): string => (language === 'fr' ? row.reason_fr : row.reason_en)

const inWords = (failure: Text | null, language: Language): string | null => failure?.[language] ?? null

/** An import as it is shown; with its first problems where they were read. */
export function presentImport(
  row: ImportRow & { problems?: ProblemRow[]; kept?: ProblemRow[] },
  kinds: ImportKinds,
  language: Language,
): ImportItem {
  const self = `/api/v1/imports/${row.id}`
  const { problems } = row
  return {
    id: row.id,
    kind: row.kind,
    format: row.format,
    state: row.state,
    dry_run: row.is_dry_run,
    file: { name: row.file_name, bytes: row.file_bytes, sha256: row.file_digest },
    mapping: Object.fromEntries(Object.entries(row.reading.columns).map(([field, column]) => [column, field])),
    constants: { ...row.reading.constants },
    progress: {
      records: row.records,
      bytes_read: row.bytes_read,
      total_bytes: row.file_bytes,
      percent: percentOf(row.bytes_read, row.file_bytes, row.state === 'done' || row.state === 'undone'),
    },
    counts: row.counts,
    problems_count: (row.counts.refused ?? 0) + (row.counts.warnings ?? 0),
    ...(problems !== undefined && { problems: problems.map((problem) => presentProblem(problem, language)) }),
    failure: inWords(row.failure, language),
    undo: presentUndo(row, language),
    links: {
      self,
      errors: `${self}/errors.csv`,
      undo: whyNotUndoable(row, kinds) === null ? `${self}/undo` : null,
    },
    created_by: { id: row.created_by, name: row.actor_name },
    created_at: row.created_at,
    started_at: row.started_at,
    finished_at: row.finished_at,
  }
}

const presentProblem = (row: ProblemRow, language: Language) => ({
  line: row.line ?? 0,
  severity: row.severity,
  field: row.field,
  value: row.value,
  reason: reasonOf(row, language),
})

function presentUndo(row: ImportRow & { kept?: ProblemRow[] }, language: Language): ImportItem['undo'] {
  if (row.undo_state === null || row.undo_requested_at === null) return null
  return {
    state: row.undo_state,
    percent: percentOf(row.undone_keys, row.undo_keys, row.undo_state === 'done'),
    counts: row.undo_counts,
    failure: inWords(row.undo_failure, language),
    kept: (row.kept ?? []).map((kept) => ({
      type: kept.field ?? '',
      id: kept.record_id ?? '',
      name: kept.value ?? '',
      reason: reasonOf(kept, language),
    })),
    requested_by: { id: row.undo_by, name: row.undo_actor_name ?? '' },
    requested_at: row.undo_requested_at,
    finished_at: row.undo_finished_at,
  }
}

const percentOf = (done: number, total: number, isOver: boolean): number =>
  isOver ? 100 : total === 0 ? 0 : Math.min(100, Math.floor((done / total) * 100))
