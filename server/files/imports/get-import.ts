import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Language } from '../../platform/text.ts'
import type { ImportKinds } from './import-kind.ts'
import { type ImportRow, importColumns, importScope } from './import-row.ts'
import { type ProblemRow, presentImport } from './present.ts'
import type { ImportItem } from './schema.ts'

const SHOWN_PROBLEMS = 50

/** An import with its first problems. @throws not_found, also for somebody else's. */
export async function getImport(
  sql: Queryable,
  actor: Actor,
  id: number,
  { kinds, language }: { kinds: ImportKinds; language: Language },
): Promise<ImportItem> {
  const first = (stage: 'import' | 'undo') => sql`coalesce((select json_agg(shown) from (
    select line, severity, field, record_id, value, reason_fr, reason_en from import_problems p
    where p.import_id = i.id and p.stage = ${stage} order by p.id limit ${SHOWN_PROBLEMS}) shown), '[]')`
  const [row] = await sql<(ImportRow & { problems: ProblemRow[]; kept: ProblemRow[] })[]>`
    select ${importColumns(sql)}, ${first('import')} as problems, ${first('undo')} as kept
    from imports i join import_work w on w.import_id = i.id
    where i.id = ${id} and ${importScope(sql, actor)}`
  if (row === undefined) throw platformErrors.not_found()
  return presentImport(row, kinds, language)
}
