import type { Problem } from '../../platform/csv/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { insertSet } from '../../platform/database/insert-set.ts'
import type { Kept } from './import-kind.ts'

/** Beyond this many the file is wrong in one way everywhere; only their number goes on. */
const MOST_KEPT = 100_000

type NewProblem = {
  importId: number
  stage: 'import' | 'undo'
  line: number | null
  severity: Problem['severity'] | 'kept'
  field: string | null
  recordId: string | null
  value: string | null
  reason: { fr: string; en: string }
}

const insertProblems = insertSet<NewProblem>('import_problems', [
  ['import_id', 'bigint', (problem) => problem.importId],
  ['stage', 'text', (problem) => problem.stage],
  ['line', 'bigint', (problem) => problem.line],
  ['severity', 'text', (problem) => problem.severity],
  ['field', 'text', (problem) => problem.field],
  ['record_id', 'text', (problem) => problem.recordId],
  ['value', 'text', (problem) => problem.value],
  ['reason_fr', 'text', (problem) => problem.reason.fr],
  ['reason_en', 'text', (problem) => problem.reason.en],
])

const storable = (value: string): string => value.toWellFormed().replaceAll('\0', '')

/** Keeps the problems of a batch, up to a limit. */
export async function keepProblems(
  sql: Queryable,
  importId: number,
  problems: readonly Problem[],
  before: number,
): Promise<void> {
  const kept = problems.slice(0, Math.max(0, MOST_KEPT - before))
  if (kept.length === 0) return
  await insertProblems(
    sql,
    kept.map(({ line, severity, field, value, reason }) => ({
      importId,
      stage: 'import',
      line,
      severity,
      field,
      recordId: null,
      value: value === null ? null : storable(value),
      reason: { fr: storable(reason.fr), en: storable(reason.en) },
    })),
  )
}

/** Keeps what an undo had to leave as it is. */
export async function keepKept(sql: Queryable, importId: number, kept: readonly Kept[]): Promise<void> {
  if (kept.length === 0) return
  await insertProblems(
    sql,
    kept.map(({ type, id, name, reason }) => ({
      importId,
      stage: 'undo',
      line: null,
      severity: 'kept',
      field: type,
      recordId: id,
      value: name,
      reason,
    })),
  )
}

export async function forgetProblems(sql: Queryable, importId: number, stage: 'import' | 'undo'): Promise<void> {
  await sql`delete from import_problems where import_id = ${importId} and stage = ${stage}`
}
