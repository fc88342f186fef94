import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, containsPattern, searchWords, selectPage } from '../../platform/http/select-page.ts'
import type { Language } from '../../platform/text.ts'
import { readActorStores } from './find-scope-problems.ts'
import { SAVED_SORTS, type SavedListQuery, SavedReport, type SavedReportItem } from './saved-schema.ts'
import { presentSavedReport, type SavedRow, savedColumns, savedForActor, savedScope } from './select-saved-reports.ts'

/** One's own and those that are shown to one, by name; all of them for administrators, who may ask for the rest apart. */
export async function listSavedReports(
  sql: Queryable,
  actor: Actor,
  query: SavedListQuery,
  language: Language,
): Promise<Outcome<Partial<SavedReportItem>[]>> {
  const request = readList(query, {
    sorts: SAVED_SORTS,
    defaultSort: 'name',
    fields: Object.keys(SavedReport.properties),
  })
  const conditions = [savedScope(sql, actor)]
  if (request.ids !== null) conditions.push(sql`r.id = any(${[...request.ids]}::bigint[])`)
  if (query.whose === 'yours') conditions.push(savedForActor(sql, actor))
  if (query.whose === 'others') conditions.push(sql`not ${savedForActor(sql, actor)}`)
  for (const word of searchWords(query.q)) {
    conditions.push(sql`search_text(r.name) like ${containsPattern(sql, word)}`)
  }
  const page = await selectPage<SavedRow>(sql, request, {
    sorts: SAVED_SORTS,
    from: sql`saved_reports r`,
    where: allOf(sql, conditions),
    columns: savedColumns(sql, language),
    joins: sql`join saved_reports r on r.id = k.id`,
  })
  const stores = await readActorStores(sql, actor)
  return {
    data: page.rows.map((row) => pickFields(presentSavedReport(row, actor, stores, language), request.fields)),
    meta: page.meta,
  }
}
