import type { Row } from 'postgres'
import { type Actor, may } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import type { Language } from '../../platform/text.ts'
import type { CustomDefinition } from '../custom/custom-definition.ts'
import type { ScopeStore } from '../resolve-scope.ts'
import { readActorStores } from './find-scope-problems.ts'
import { judgeDefinition } from './judge-definition.ts'
import type { SavedReportItem } from './saved-schema.ts'

export type SavedRow = {
  id: number
  name: string
  definition: CustomDefinition
  roles: string[]
  role_labels: string[]
  owner_key: string
  owner_id: number | null
  owner_name: string
  created_at: string
  updated_at: string
}

export const savedColumns = (sql: Queryable, language: Language): Fragment => sql<Row[]>`
  r.id, r.name, r.definition, r.owner_key, r.owner_id, r.owner_name, r.created_at, r.updated_at, array(
    select roles.name from saved_report_roles shown join roles on roles.id = shown.role_id
    where shown.report_id = r.id order by roles.name) as roles, array(
    select ${language === 'fr' ? sql`roles.label_fr` : sql`roles.label_en`}
    from saved_report_roles shown join roles on roles.id = shown.role_id
    where shown.report_id = r.id order by roles.name) as role_labels`

/** Whoever decides for the whole chain sees and mends everybody's. */
const isAdministrator = (actor: Actor): boolean => may(actor, 'settings.manage')

/** One's own, and those shown to one of one's roles. */
export const savedForActor = (sql: Queryable, actor: Actor): Fragment => sql<Row[]>`(
  r.owner_key = ${actor.key} or exists (
    select from saved_report_roles shown join user_roles held on held.role_id = shown.role_id
    where shown.report_id = r.id and held.user_id = ${actor.userId}))`

/** Those that exist for the actor: those for them, and all for administrators. */
export const savedScope = (sql: Queryable, actor: Actor): Fragment =>
  isAdministrator(actor) ? sql<Row[]>`true` : savedForActor(sql, actor)

export const mayEdit = (actor: Actor, ownerKey: string): boolean => ownerKey === actor.key || isAdministrator(actor)

/** @param stores those that exist for the actor */
export function presentSavedReport(
  row: SavedRow,
  actor: Actor,
  stores: readonly ScopeStore[],
  language: Language,
): SavedReportItem {
  const { owner_key: ownerKey, owner_id: id, owner_name: name, ...rest } = row
  return {
    ...rest,
    owner: { id, name },
    may_edit: mayEdit(actor, ownerKey),
    problems: judgeDefinition(row.definition, actor, stores, language),
  }
}

/** @throws not_found for one that is not there for the actor */
export async function getSavedReport(
  sql: Queryable,
  actor: Actor,
  id: number,
  language: Language,
): Promise<SavedReportItem> {
  const [row] = await sql<SavedRow[]>`
    select ${savedColumns(sql, language)} from saved_reports r where r.id = ${id} and ${savedScope(sql, actor)}`
  if (row === undefined) throw platformErrors.not_found()
  return presentSavedReport(row, actor, await readActorStores(sql, actor), language)
}

/** Takes the record for a change. @throws not_found, and forbidden for one that is only shown to the actor */
export async function lockSavedReport(tx: Queryable, actor: Actor, id: number): Promise<void> {
  const [row] = await tx<{ owner_key: string }[]>`
    select r.owner_key from saved_reports r where r.id = ${id} and ${savedScope(tx, actor)} for update`
  if (row === undefined) throw platformErrors.not_found()
  if (!mayEdit(actor, row.owner_key)) throw platformErrors.forbidden()
}
