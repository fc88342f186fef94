import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { lockSavedReport } from './select-saved-reports.ts'

/** @throws not_found, and forbidden for another's */
export async function deleteSavedReport(tx: Tx, actor: Actor, id: number): Promise<void> {
  await lockSavedReport(tx, actor, id)
  await tx`delete from saved_report_roles where report_id = ${id}`
  await tx`delete from saved_reports where id = ${id}`
}
