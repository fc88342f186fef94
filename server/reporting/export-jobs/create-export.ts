import { type Actor, may } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { lockKeys } from '../../platform/database/lock-keys.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { JobQueue } from '../../platform/jobs/job-queue.ts'
import type { Language } from '../../platform/text.ts'
import { reportingErrors } from '../errors.ts'
import { checkParameters, type Exportable } from './exportable.ts'
import type { ExportRequest } from './schema.ts'

/** A person's exports are made one after the other; more would only wait. */
export const MOST_UNFINISHED = 10

/**
 * Leaves an export for the worker; answers its id.
 *
 * @throws forbidden without the permissions of its kind, validation_failed naming the parameter, not_found for a store that
 *   does not exist for this actor, too_many_exports.
 */
export async function createExport(
  tx: Tx,
  actor: Actor,
  { kind, format, separator, parameters = {} }: ExportRequest,
  options: { exportables: readonly Exportable[]; jobs: Pick<JobQueue, 'enqueue'>; language: Language },
): Promise<number> {
  const exportable = options.exportables.find(({ name }) => name === kind) as Exportable
  if (!exportable.needs.every((permission) => may(actor, permission))) throw platformErrors.forbidden()
  await lockKeys(tx, [`exports:${actor.key}`])
  const checked = await checkParameters(tx, actor, exportable, parameters)
  await refuseTooMany(tx, actor)
  const storeIds = actor.storeIds === 'all' ? null : `{${actor.storeIds.join()}}`
  const [row] = await tx<{ id: number }[]>`
    insert into exports (kind, format, separator, parameters, language, created_by, actor_key, actor_name, permissions,
      store_ids)
    values (${kind}, ${format}, ${separator ?? null}, ${JSON.stringify(checked)}::text::jsonb, ${options.language},
      ${actor.userId}, ${actor.key}, ${actor.name}, ${[...actor.permissions].sort()}::text[], ${storeIds}::text::bigint[])
    returning id`
  if (row === undefined) throw new Error('The export was not written.')
  await tx`insert into export_work (export_id) values (${row.id})`
  await options.jobs.enqueue(tx, 'run-export', { export_id: row.id })
  return row.id
}

async function refuseTooMany(tx: Tx, { key }: Actor): Promise<void> {
  const [{ count } = { count: 0 }] = await tx<{ count: number }[]>`
    select count(*)::int as count from exports where actor_key = ${key} and state in ('queued', 'running')`
  if (count >= MOST_UNFINISHED) throw reportingErrors.too_many_exports({ values: { count } })
}
