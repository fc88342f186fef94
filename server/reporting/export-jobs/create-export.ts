import { type Actor, may } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { lockKeys } from '../../platform/database/lock-keys.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { JobQueue } from '../../platform/jobs/job-queue.ts'
import type { Language } from '../../platform/text.ts'
import { reportingErrors } from '../errors.ts'
import { checkParameters, type Exportable } from './exportable.ts'
import type { ExportRequest } from './schema.ts'

/** More of one person would only wait. */
export const MOST_UNFINISHED = 10
/** Of one person; the oldest expire before their time. */
const MOST_KEPT = 100

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
  const unfinished = await countUnfinished(tx, actor)
  if (unfinished >= MOST_UNFINISHED) throw reportingErrors.too_many_exports({ values: { count: unfinished } })
  await expireOldest(tx, actor)
  const storeIds = actor.storeIds === 'all' ? null : `{${actor.storeIds.join()}}`
  const [row] = await tx<{ id: number }[]>`
    insert into exports (kind, format, separator, parameters, language, created_by, actor_key, actor_name, permissions,
      store_ids)
    values (${kind}, ${format}, ${separator ?? null}, ${JSON.stringify(checked)}::text::jsonb, ${options.language},
      ${actor.userId}, ${actor.key}, ${actor.name}, ${[...actor.permissions].sort()}::text[], ${storeIds}::text::bigint[])
    returning id`
  if (row === undefined) throw new Error('The export was not written.')
  await tx`insert into export_work (export_id) values (${row.id})`
  // Whoever asks for ten does not have everybody else wait for the tenth.
  await options.jobs.enqueue(tx, 'run-export', { export_id: row.id }, { priority: -unfinished })
  return row.id
}

async function countUnfinished(tx: Tx, { key }: Actor): Promise<number> {
  const [{ count } = { count: 0 }] = await tx<{ count: number }[]>`
    select count(*)::int as count from exports where actor_key = ${key} and state in ('queued', 'running')`
  return count
}

const expireOldest = (tx: Tx, { key }: Actor) => tx`
  update exports set expires_at = now() where id in (
    select id from exports where actor_key = ${key} and state = 'done' and expires_at > now()
    order by id desc offset ${MOST_KEPT - 1})`
