import type { Language } from '../../platform/text.ts'
import type { ExportRow } from './export-row.ts'
import type { ExportItem } from './schema.ts'

/** An export as it is shown. */
export function presentExport(row: ExportRow, language: Language): ExportItem {
  const self = `/api/v1/exports/${row.id}`
  const isOver = row.rows_written !== null
  const rows = row.rows_written ?? row.rows_done
  const total = row.rows_written ?? row.rows_total
  return {
    id: row.id,
    kind: row.kind,
    format: row.format,
    separator: row.separator,
    parameters: row.parameters,
    state: row.state,
    progress: { rows, total, percent: isOver ? 100 : percentOf(rows, total) },
    failure: row.failure?.[language] ?? null,
    file:
      row.file_name === null
        ? null
        : { name: row.file_name, bytes: row.file_bytes ?? 0, sha256: row.file_digest ?? '' },
    as_of: row.as_of,
    links: { self, file: row.state === 'done' ? `${self}/file` : null },
    created_by: { id: row.created_by, name: row.actor_name },
    created_at: row.created_at,
    started_at: row.started_at,
    finished_at: row.finished_at,
    expires_at: row.expires_at,
  }
}

const percentOf = (rows: number, total: number | null): number | null => {
  if (total === null) return null
  // Tickets arrive while it is counted and read; only the end is a hundred.
  return total === 0 ? 0 : Math.min(99, Math.floor((rows / total) * 100))
}
