import { type Static, Type } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { listQuery, pickFields, readList, type SortColumns } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, type Fragment, selectPage } from '../../platform/http/select-page.ts'
import type { Language } from '../../platform/text.ts'
import { FILE_FORMATS } from '../export/formats.ts'
import { EXPORT_STATES, type ExportRow, exportColumns, exportScope } from './export-row.ts'
import { presentExport } from './present-export.ts'
import { Export, type ExportItem } from './schema.ts'

const SORTS = {
  id: { sql: 'e.id', type: 'bigint' },
  created_at: { sql: 'e.created_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const ExportList = listQuery({
  sorts: SORTS,
  filters: {
    kind: Type.Optional(Type.String({ maxLength: 50 })),
    format: Type.Optional(Type.String({ enum: [...FILE_FORMATS] })),
    state: Type.Optional(Type.String({ enum: [...EXPORT_STATES] })),
  },
})

/** The exports that the actor has asked for, the newest first. */
export async function listExports(
  sql: Queryable,
  actor: Actor,
  query: Static<typeof ExportList>,
  language: Language,
): Promise<Outcome<Partial<ExportItem>[]>> {
  const request = readList(query, { sorts: SORTS, defaultSort: '-id', fields: Object.keys(Export.properties) })
  const page = await selectPage<ExportRow>(sql, request, {
    sorts: SORTS,
    from: sql`exports e`,
    where: allOf(sql, conditions(sql, actor, query, request.ids)),
    columns: exportColumns(sql),
    joins: sql`join exports e on e.id = k.id join export_work w on w.export_id = e.id`,
  })
  return { data: page.rows.map((row) => pickFields(presentExport(row, language), request.fields)), meta: page.meta }
}

function conditions(
  sql: Queryable,
  actor: Actor,
  { kind, format, state, q }: Static<typeof ExportList>,
  ids: readonly number[] | null,
): Fragment[] {
  const found = [exportScope(sql, actor)]
  if (ids !== null) found.push(sql`e.id = any(${[...ids]}::bigint[])`)
  if (kind !== undefined) found.push(sql`e.kind = ${kind}`)
  if (format !== undefined) found.push(sql`e.format = ${format}`)
  if (state !== undefined) found.push(sql`e.state = ${state}`)
  if (q !== undefined) found.push(sql`position(search_text(${q}) in search_text(coalesce(e.file_name, e.kind))) > 0`)
  return found
}
