import { type Sql, type Tx, withTransaction } from '../../platform/database/connect.ts'
import { type Text, text } from '../../platform/text.ts'
import { type ExportRow, exportColumns, referenceOf } from './export-row.ts'

/** An export that was taken up so often without an end is given up. */
const MOST_ATTEMPTS = 5

const GIVEN_UP = text(
  'Il s’est interrompu plusieurs fois de suite\u00a0; le journal du serveur dit pourquoi.',
  'It broke off several times in a row; the server’s log says why.',
)

export const auditOf = (row: Pick<ExportRow, 'id' | 'actor_key'>) => ({
  actor: row.actor_key,
  operation: 'run-export',
  request: referenceOf(row.id),
})

/**
 * Takes an export, also from a worker that has died with it, or seems to have: whoever was at it finds itself overtaken.
 * null when there is nothing to do any more.
 */
export async function claimExport(sql: Sql, id: number, runner: string): Promise<ExportRow | null> {
  const row = await readUnfinished(sql, id)
  if (row === undefined) return null
  return withTransaction(sql, { audit: auditOf(row) }, async (tx) => {
    if (row.attempts >= MOST_ATTEMPTS) {
      await endAsFailed(tx, id, GIVEN_UP)
      return null
    }
    const claimed = await tx`
      update exports set state = 'running', started_at = coalesce(started_at, now())
      where id = ${id} and state in ('queued', 'running')`
    if (claimed.count === 0) return null
    await tx`
      update export_work set runner = ${runner}, attempts = attempts + 1, rows_done = 0, rows_total = null
      where export_id = ${id}`
    return row
  })
}

async function readUnfinished(sql: Sql, id: number): Promise<ExportRow | undefined> {
  const [row] = await sql<ExportRow[]>`
    select ${exportColumns(sql)} from exports e join export_work w on w.export_id = e.id
    where e.id = ${id} and e.state in ('queued', 'running')`
  return row
}

export async function endAsFailed(tx: Tx, id: number, failure: Text): Promise<void> {
  await tx`
    update exports set state = 'failed', failure = ${JSON.stringify(failure)}::text::jsonb, finished_at = now()
    where id = ${id} and state in ('queued', 'running')`
}
