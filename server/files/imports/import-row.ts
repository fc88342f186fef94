import type { Actor } from '../../platform/actor.ts'
import type { DateOrder, DecimalMark } from '../../platform/csv/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import type { Text } from '../../platform/text.ts'
import type { ImportReading } from './import-kind.ts'
import type { ImportState } from './schema.ts'

/** How a file is to be read, as it is kept. */
export type KeptReading = {
  /** Field → column, and field → value. */
  readonly columns: Readonly<Record<string, string>>
  readonly constants: Readonly<Record<string, string>>
  /** Columns that the request says something of, if only that they are nothing. */
  readonly settled?: readonly string[]
  readonly delimiter: string | null
  readonly decimal: DecimalMark
  readonly date_format: DateOrder
  readonly own: Readonly<Record<string, string | boolean>>
}

export type UndoState = 'queued' | 'running' | 'done' | 'failed'

export type ImportRow = {
  id: number
  kind: string
  format: string
  is_dry_run: boolean
  file_name: string
  file_bytes: number
  file_digest: string
  stored_as: string | null
  reading: KeptReading
  state: ImportState
  failure: Text | null
  created_by: number | null
  actor_key: string
  actor_name: string
  store_ids: number[] | null
  created_at: string
  started_at: string | null
  finished_at: string | null
  undo_state: UndoState | null
  undo_failure: Text | null
  undo_by: number | null
  undo_actor_key: string | null
  undo_actor_name: string | null
  undo_requested_at: string | null
  undo_finished_at: string | null
  records: number
  bytes_read: number
  counts: Record<string, number>
  undone_keys: number
  undo_keys: number
  undo_counts: Record<string, number>
  attempts: number
}

/** Of `imports i` and `import_work w`. */
export const importColumns = (sql: Queryable): Fragment => sql`
  i.*, w.records, w.bytes_read, w.counts, w.undone_keys, w.undo_keys, w.undo_counts, w.attempts`

/** SQL condition: whoever acts in some stores only sees the imports that they asked for. */
export const importScope = (sql: Queryable, actor: Actor): Fragment =>
  actor.storeIds === 'all' ? sql`true` : sql`i.created_by = ${actor.userId}::bigint`

/** The request that audit log and movements name for what an import did. */
export const referenceOf = (id: number): string => `import:${id}`

/** The same for what its undo did. */
export const undoReferenceOf = (id: number): string => `undo-import:${id}`

/** Who acts when the worker does what somebody asked for: in the stores where they acted then. */
export function askerOf(row: ImportRow, task: 'import' | 'undo'): Actor {
  const [userId, key, name] =
    task === 'import'
      ? [row.created_by, row.actor_key, row.actor_name]
      : [row.undo_by, row.undo_actor_key ?? '', row.undo_actor_name ?? '']
  return {
    kind: userId === null ? 'service' : 'user',
    key,
    userId,
    name,
    permissions: new Set(),
    storeIds: row.store_ids ?? 'all',
    credential: { kind: 'none', id: null },
  }
}

export const toReading = (kept: KeptReading, format: string): ImportReading => ({
  choice: { columns: kept.columns, constants: kept.constants, settled: kept.settled ?? [] },
  delimiter: kept.delimiter ?? undefined,
  decimalMark: kept.decimal,
  dateOrder: kept.date_format,
  own: { ...kept.own, format },
})
