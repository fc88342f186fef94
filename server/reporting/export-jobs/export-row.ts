import { type PersonRights, serviceActor } from '../../identity/index.ts'
import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import type { Language, Text } from '../../platform/text.ts'
import type { FileFormat } from '../export/formats.ts'
import type { Separator } from '../export/write-csv.ts'

export const EXPORT_STATES = ['queued', 'running', 'done', 'failed', 'expired'] as const
export type ExportState = (typeof EXPORT_STATES)[number]

export type ExportRow = {
  id: number
  kind: string
  format: FileFormat
  separator: Separator | null
  parameters: Record<string, unknown>
  language: Language
  state: ExportState
  failure: Text | null
  created_by: number | null
  actor_key: string
  actor_name: string
  permissions: string[]
  store_ids: number[] | null
  created_at: string
  started_at: string | null
  finished_at: string | null
  stored_as: string | null
  file_name: string | null
  file_bytes: number | null
  file_digest: string | null
  rows_written: number | null
  made_with: string[] | null
  made_of: number[] | null
  as_of: string | null
  expires_at: string | null
  rows_done: number
  rows_total: number | null
  attempts: number
}

/** Of `exports e` and `export_work w`. */
export const exportColumns = (sql: Queryable): Fragment => sql`e.*, w.rows_done, w.rows_total, w.attempts`

/** SQL condition: an export exists for whoever asked for it, and for nobody else. */
export const exportScope = (sql: Queryable, actor: Actor): Fragment => sql`e.actor_key = ${actor.key}`

/** The request that the audit log names for what the worker did. */
export const referenceOf = (id: number): string => `export:${id}`

/**
 * Who acts when the worker does what somebody asked for: never more than they might do then, through the token that they
 * came with, and never more than they may do now. null: nobody any more.
 */
export function exporterOf(row: ExportRow, now: Pick<PersonRights, 'permissions' | 'storeIds'> | null): Actor | null {
  if (now === null) return null
  const permissions = new Set(row.permissions.filter((permission) => now.permissions.has(permission)))
  return {
    kind: row.created_by === null ? serviceActor.kind : 'user',
    key: row.actor_key,
    userId: row.created_by,
    name: row.actor_name,
    permissions,
    storeIds: narrower(row.store_ids ?? 'all', now.storeIds),
    credential: { kind: 'none', id: null },
  }
}

function narrower(then: Actor['storeIds'], now: Actor['storeIds']): Actor['storeIds'] {
  if (then === 'all') return now
  return now === 'all' ? then : then.filter((id) => now.includes(id))
}

/** Permissions that let a report show more. */
const SHOW_MORE: readonly string[] = ['reports.margin', 'products.viewCost']

/**
 * What a file made for this actor shows, as the rights that its reader must have.
 *
 * @param needs what its kind asks for
 */
export function contentOf(
  { permissions, storeIds }: Actor,
  { parameters }: Pick<ExportRow, 'parameters'>,
  needs: readonly string[],
): Pick<ExportRow, 'made_with' | 'made_of'> {
  const asked = typeof parameters.store_id === 'string' ? parameters.store_id.split(',').map(Number) : storeIds
  return {
    made_with: [...needs, ...SHOW_MORE.filter((permission) => permissions.has(permission))],
    made_of: asked === 'all' ? null : [...asked],
  }
}

/** Whether the actor may see all that the file shows. */
export function maySee(actor: Actor, { made_with, made_of }: Pick<ExportRow, 'made_with' | 'made_of'>): boolean {
  const hasPermissions = (made_with ?? []).every((permission) => actor.permissions.has(permission))
  const hasStores = made_of === null ? actor.storeIds === 'all' : made_of.every((id) => mayActInStore(actor, id))
  return hasPermissions && hasStores
}
