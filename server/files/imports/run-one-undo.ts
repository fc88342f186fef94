import { raiseVersions } from '../../platform/cache/namespace-versions.ts'
import { ImportOvertaken, isAboutRecords } from '../../platform/csv/index.ts'
import { type Sql, type Tx, withTransaction } from '../../platform/database/connect.ts'
import { fill, text } from '../../platform/text.ts'
import type { ImportUndo, Kept, UndoReport } from './import-kind.ts'
import { askerOf, type ImportRow, referenceOf, undoReferenceOf } from './import-row.ts'
import { keepKept } from './keep-problems.ts'
import type { Lease } from './lease.ts'

class StepReport implements UndoReport {
  readonly kept: Kept[] = []
  readonly counts: Record<string, number> = {}

  count(name: string, by = 1): void {
    if (by !== 0) this.counts[name] = (this.counts[name] ?? 0) + by
  }

  keep(record: Kept): void {
    this.kept.push(record)
    this.count('kept')
  }
}

/**
 * Takes an import back, or the rest of it. Each step commits with the note of how far the undo has come.
 *
 * @returns whether it ended; otherwise somebody takes up later.
 */
export async function runOneUndo(sql: Sql, row: ImportRow, undo: ImportUndo, lease: Lease): Promise<boolean> {
  const step = { actor: askerOf(row, 'undo'), reference: referenceOf(row.id) }
  const audit = { actor: step.actor.key, operation: 'undoImport', request: undoReferenceOf(row.id) }
  const keys = await undo.find(sql, step.reference)
  let state: State = { position: row.undone_keys, counts: row.undo_counts }
  let most = undo.keysPerStep
  const commit = (some: readonly string[], work: (tx: Tx, report: StepReport) => Promise<void> | void) =>
    withTransaction(sql, { audit }, async (tx) => {
      const report = new StepReport()
      await work(tx, report)
      return keepStep(tx, { undo, lease, state, total: keys.length }, state.position + some.length, report)
    })
  while (state.position < keys.length) {
    if (lease.signal.aborted) return false
    const some = keys.slice(state.position, state.position + most)
    try {
      state = await commit(some, (tx, report) => undo.undo(tx, step, some, report))
      most = undo.keysPerStep
    } catch (error) {
      // One record that the database will not have as it was does not keep the others from being undone.
      if (!isAboutRecords(error)) throw error
      if (some.length > 1) most = Math.ceil(some.length / 2)
      else state = await commit(some, (_tx, report) => tellUnkept(some, report, { undo, error }))
    }
  }
  await withTransaction(sql, { audit }, async (tx) => {
    const report = new StepReport()
    await undo.finish?.(tx, step, report)
    await keepStep(tx, { undo, lease, state, total: keys.length }, state.position, report)
    await tx`
      update imports set state = 'undone', undo_state = 'done', undo_finished_at = now()
      where id = ${row.id} and state in ('done', 'failed') and undo_state = 'running'`
  })
  return true
}

const NOT_UNDONE = text('la base de données le refuse : {reason}.', 'the database refuses it: {reason}.')

function tellUnkept(
  keys: readonly string[],
  report: StepReport,
  { undo, error }: { undo: ImportUndo; error: unknown },
) {
  const reason = fill(NOT_UNDONE, { reason: error instanceof Error ? error.message : String(error) })
  for (const id of keys) report.keep({ type: undo.keyType, id, name: id, reason })
}

type State = { readonly position: number; readonly counts: Readonly<Record<string, number>> }
type Course = { undo: ImportUndo; lease: Lease; state: State; total: number }

const OVERTAKEN = text('Un autre processus annule cet import.', 'Another process undoes this import.')

/** Moves the undo on, in the transaction that undoes. @throws ImportOvertaken when another process is at it. */
async function keepStep(
  tx: Tx,
  { undo, lease, state, total }: Course,
  position: number,
  report: StepReport,
): Promise<State> {
  const counts: Record<string, number> = { ...state.counts }
  for (const [name, count] of Object.entries(report.counts)) counts[name] = (counts[name] ?? 0) + count
  await keepKept(tx, lease.importId, report.kept)
  await raiseVersions(tx, undo.touches)
  const moved = await tx`
    update import_work set undone_keys = ${position}, undo_keys = ${total}, attempts = 0,
      undo_counts = ${JSON.stringify(counts)}::text::jsonb
    where import_id = ${lease.importId} and runner = ${lease.runner} and undone_keys = ${state.position}`
  if (moved.count !== 1) throw new ImportOvertaken(OVERTAKEN)
  return { position, counts }
}
