import { type Static, Type } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { listQuery, pickFields, readList, type SortColumns } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { type Fragment, selectPage } from '../../platform/http/select-page.ts'
import type { Language } from '../../platform/text.ts'
import type { ImportKinds } from './import-kind.ts'
import { type ImportRow, importColumns, importScope } from './import-row.ts'
import { presentImport } from './present.ts'
import { IMPORT_STATES, Import, type ImportItem } from './schema.ts'

const SORTS = {
  id: { sql: 'i.id', type: 'bigint' },
  created_at: { sql: 'i.created_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const ImportList = listQuery({
  sorts: SORTS,
  filters: {
    kind: Type.Optional(Type.String({ maxLength: 50 })),
    state: Type.Optional(Type.String({ enum: [...IMPORT_STATES] })),
    dry_run: Type.Optional(Type.Boolean()),
  },
})

/** Imports, the newest first. */
export async function listImports(
  sql: Queryable,
  actor: Actor,
  query: Static<typeof ImportList>,
  { kinds, language }: { kinds: ImportKinds; language: Language },
): Promise<Outcome<Partial<ImportItem>[]>> {
  const request = readList(query, { sorts: SORTS, defaultSort: '-id', fields: Object.keys(Import.properties) })
  const page = await selectPage<ImportRow>(sql, request, {
    sorts: SORTS,
    from: sql`imports i`,
    where: conditionOf(sql, actor, query, request.ids),
    columns: importColumns(sql),
    joins: sql`join imports i on i.id = k.id join import_work w on w.import_id = i.id`,
  })
  const data = page.rows.map((row) => pickFields(presentImport(row, kinds, language), request.fields))
  return { data, meta: page.meta }
}

function conditionOf(
  sql: Queryable,
  actor: Actor,
  query: Static<typeof ImportList>,
  ids: readonly number[] | null,
): Fragment {
  const { kind, state, dry_run: isDryRun, q } = query
  return sql`${importScope(sql, actor)}
    ${ids === null ? sql`` : sql`and i.id = any(${[...ids]}::bigint[])`}
    ${kind === undefined ? sql`` : sql`and i.kind = ${kind}`}
    ${state === undefined ? sql`` : sql`and i.state = ${state}`}
    ${isDryRun === undefined ? sql`` : sql`and i.is_dry_run = ${isDryRun}`}
    ${q === undefined ? sql`` : sql`and position(search_text(${q}) in search_text(i.file_name)) > 0`}`
}
