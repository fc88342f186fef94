import { type Sql, type Tx, withTransaction } from '../../platform/database/connect.ts'
import { lockKeys } from '../../platform/database/lock-keys.ts'
import { text } from '../../platform/text.ts'
import { type ImportRow, importColumns } from './import-row.ts'

/** A process that says nothing for so long is taken for dead. */
export const LEASE_SECONDS = 10

/** An import that was taken up so often without coming any further is given up. */
const MOST_ATTEMPTS = 5

const GIVEN_UP = text(
  'Il s’est interrompu plusieurs fois de suite au même endroit ; le journal du serveur dit pourquoi.',
  'It broke off several times in a row at the same place; the server’s log says why.',
)

export type Claim =
  | { readonly kind: 'work'; readonly task: 'import' | 'undo'; readonly row: ImportRow }
  /** Somebody else is at work. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'nothing' }

/**
 * Takes the next work: what a dead process left, or else what waits longest. Only one import or undo is under way at a
 * time in the whole installation, so that none works on what another has half done.
 */
export function claimWork(sql: Sql, runner: string): Promise<Claim> {
  return withTransaction(sql, {}, async (tx): Promise<Claim> => {
    await lockKeys(tx, ['import-work'])
    const [busy] = await tx`select 1 from import_work where leased_until > now() limit 1`
    if (busy !== undefined) return { kind: 'busy' }
    for (;;) {
      const row = await findNext(tx)
      if (row === undefined) return { kind: 'nothing' }
      const task = row.state === 'queued' || row.state === 'running' ? 'import' : 'undo'
      if (row.attempts >= MOST_ATTEMPTS) await giveUp(tx, row.id, task)
      else {
        await take(tx, row.id, task, runner)
        return { kind: 'work', task, row }
      }
    }
  })
}

const findNext = async (tx: Tx): Promise<ImportRow | undefined> => {
  const [row] = await tx<ImportRow[]>`
    select ${importColumns(tx)} from imports i join import_work w on w.import_id = i.id
    where i.state in ('queued', 'running') or i.undo_state in ('queued', 'running')
    order by i.state = 'running' or i.undo_state is not distinct from 'running' desc, i.id
    limit 1`
  return row
}

async function take(tx: Tx, id: number, task: 'import' | 'undo', runner: string): Promise<void> {
  if (task === 'import') {
    await tx`update imports set state = 'running', started_at = coalesce(started_at, now())
      where id = ${id} and state in ('queued', 'running')`
  } else await tx`update imports set undo_state = 'running' where id = ${id} and undo_state in ('queued', 'running')`
  await tx`
    update import_work set runner = ${runner}, leased_until = now() + make_interval(secs => ${LEASE_SECONDS}),
      attempts = attempts + 1
    where import_id = ${id}`
}

async function giveUp(tx: Tx, id: number, task: 'import' | 'undo'): Promise<void> {
  const failure = JSON.stringify(GIVEN_UP)
  if (task === 'import') {
    await tx`update imports set state = 'failed', failure = ${failure}::text::jsonb, finished_at = now() where id = ${id}`
  } else {
    await tx`
      update imports set undo_state = 'failed', undo_failure = ${failure}::text::jsonb, undo_finished_at = now()
      where id = ${id}`
  }
}
