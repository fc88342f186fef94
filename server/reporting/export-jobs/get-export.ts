import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { type ExportRow, exportColumns, exportScope } from './export-row.ts'

/** An export. @throws not_found, also for somebody else's. */
export async function getExport(sql: Queryable, actor: Actor, id: number): Promise<ExportRow> {
  const [row] = await sql<ExportRow[]>`
    select ${exportColumns(sql)} from exports e join export_work w on w.export_id = e.id
    where e.id = ${id} and ${exportScope(sql, actor)}`
  if (row === undefined) throw platformErrors.not_found()
  return row
}
