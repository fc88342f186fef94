import type { Sql, Tx } from '../database/connect.ts'
import { addCounts, eachBatch, problemsIn } from './each-batch.ts'
import { ErrorFile } from './error-file.ts'
import type { BatchReport } from './problems.ts'
import type { CsvRecord } from './read-records.ts'
import type { ImportOutcome, ImportPlan, ImportSettings } from './run-import.ts'
import { attemptInHalves, refuseAll, type Writing, writeBatch } from './write-batch.ts'

/** Thrown to undo a dry run. */
class DryRunDone extends Error {
  readonly result: unknown

  constructor(result: unknown) {
    super('dry run')
    this.result = result
  }
}

/**
 * Does everything in one transaction, which is undone at the end (or in one for each batch, where none builds on
 * another); nobody else sees any of it, and no cached page ends.
 */
export async function rehearse(sql: Sql, plan: ImportPlan, settings: ImportSettings): Promise<ImportOutcome> {
  const errors = settings.errorFile === undefined ? null : new ErrorFile(settings.errorFile, settings.language, 0)
  let counts: Record<string, number> = {}
  let records = 0
  let isInterrupted = false
  const keep = async (report: BatchReport, count: number) => {
    await settings.keepProblems?.(sql, report.problems, problemsIn(counts))
    counts = addCounts(counts, report.counts)
    records += count
    errors?.keep(errors.write(report.problems))
    for (const problem of report.problems) settings.onProblem?.(problem)
  }
  const rehearseBatch = async (batch: CsvRecord[], attempt: (write: Writing) => Promise<BatchReport>) => {
    await attemptInHalves(
      plan,
      batch,
      async (some) => keep(await attempt((tx) => writeBatch(tx, plan, some)), some.length),
      async (some, error) => keep(refuseAll(some, error), some.length),
    )
    return counts
  }
  try {
    if (plan.isIndependent === true) {
      isInterrupted = await eachBatch(plan, settings, 0, (batch) =>
        rehearseBatch(batch.records, (write) => undone(sql, (tx) => settled(tx, write))),
      )
    } else {
      await undone(sql, async (tx) => {
        isInterrupted = await eachBatch(plan, settings, 0, (batch) =>
          rehearseBatch(batch.records, async (write) => {
            const report = await orUndone(tx, () => settled(tx, write))
            plan.afterCommit?.()
            return report
          }),
        )
      })
    }
  } finally {
    errors?.close()
  }
  return { records, counts, takenUpAt: 0, isInterrupted }
}

/** With what the database would find out only at the commit. */
async function settled(tx: Tx, write: Writing): Promise<BatchReport> {
  const report = await write(tx)
  await tx`set constraints all immediate`
  await tx`set constraints all deferred`
  return report
}

/** Does some work within a transaction, and undoes only that when it fails. */
async function orUndone<Result>(tx: Tx, work: () => Promise<Result>): Promise<Result> {
  await tx`savepoint batch`
  try {
    const result = await work()
    await tx`release savepoint batch`
    return result
  } catch (error) {
    await tx`rollback to savepoint batch`
    throw error
  }
}

/** Does some work in a transaction, which says that it is a rehearsal, and undoes it; answers what the work did. */
async function undone<Result>(sql: Sql, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  try {
    await sql.begin(async (tx) => {
      await tx`select set_config('comptoir.is_rehearsal', 'yes', true)`
      throw new DryRunDone(await work(tx))
    })
  } catch (error) {
    if (error instanceof DryRunDone) return error.result as Result
    throw error
  }
  throw new Error('A dry run was committed.')
}
