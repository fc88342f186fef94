import { raiseVersions } from '../cache/page-cache.ts'
import { DatabaseError, type Queryable, type Sql, type Tx, withTransaction } from '../database/connect.ts'
import type { AuditSettings } from '../database/with-transaction.ts'
import { type Language, text } from '../text.ts'
import { collectBatches, type RecordBatch } from './collect-batches.ts'
import { ErrorFile } from './error-file.ts'
import { ImportRefused } from './import-refused.ts'
import { advanceRun, beginRun, fingerprintOf, finishRun, type ImportRun, type RunSummary } from './import-run.ts'
import type { CsvFile } from './inspect-file.ts'
import type { Mapping } from './mapping.ts'
import { BatchReport, type Problem } from './problems.ts'
import { type CsvRecord, type RecordChunk, readRecords } from './read-records.ts'

/** One kind of import, prepared for one file. */
export type ImportPlan = {
  /** Its name in `import_runs`. */
  readonly kind: string
  readonly file: CsvFile
  readonly mapping: Mapping
  /** Everything else that decides what becomes of the records; part of the fingerprint. */
  readonly options: unknown
  /** Consecutive records with the same key are handed over together. Null: each stands alone. */
  readonly groupOf: ((record: CsvRecord) => string) | null
  readonly groupsPerBatch: number
  readonly recordsPerBatch: number
  /** Writes a batch. It may be called again for the same batch, in another transaction. */
  readonly writeBatch: (tx: Tx, records: CsvRecord[], report: BatchReport) => Promise<void>
  /** The transaction of the batch has committed: what was learnt in it may be kept. */
  readonly afterCommit?: () => void
  /**
   * No batch builds on what an earlier one wrote. A dry run then undoes each as it goes, so that nobody waits for what a
   * long one has locked.
   */
  readonly isIndependent?: boolean
  /** Where the records come from, the header first; the file itself unless given. */
  readonly records?: (file: CsvFile) => AsyncGenerator<RecordChunk>
}

export type ImportSettings = {
  /** Do all the work, say what it came to, and keep nothing. */
  readonly dryRun: boolean
  /** Begin at the first record even if an earlier attempt was interrupted. */
  readonly restart: boolean
  readonly language: Language
  readonly errorFile?: string | undefined
  /**
   * Keeps the problems of a batch, in its transaction (in none where nothing is kept of a dry run). `before` is how many
   * there were before this batch.
   */
  readonly keepProblems?: (sql: Queryable, problems: readonly Problem[], before: number) => Promise<void>
  /** Who acts, for the audit log; the operator unless given. */
  readonly audit?: AuditSettings | undefined
  /** Stops after the batch at hand when aborted. */
  readonly signal?: AbortSignal | undefined
  /** Told before the first record: how many an interrupted attempt had done. */
  readonly onStart?: (takenUpAt: number) => void
  readonly onProgress?: (progress: ImportProgress) => void
  readonly onProblem?: (problem: Problem) => void
}

type Counts = Readonly<Record<string, number>>

export type ImportProgress = {
  readonly records: number
  readonly bytesRead: number
  readonly totalBytes: number
  readonly counts: Counts
}

export type ImportOutcome = {
  /** Records read, those of an interrupted attempt included. */
  readonly records: number
  readonly counts: Counts
  /** How many records an earlier attempt had already done. */
  readonly takenUpAt: number
  readonly isInterrupted: boolean
}

/** Thrown to undo a dry run. */
class DryRunDone extends Error {
  readonly result: unknown

  constructor(result: unknown) {
    super('dry run')
    this.result = result
  }
}

/**
 * Imports a file batch by batch, each in a transaction that also moves the import on. Killed at any moment, the same
 * import takes up after the last committed batch.
 *
 * @throws ImportRefused for what makes the whole file unreadable; single bad records are reported, not thrown.
 */
export async function runImport(sql: Sql, plan: ImportPlan, settings: ImportSettings): Promise<ImportOutcome> {
  if (settings.dryRun) return rehearse(sql, plan, settings)
  const run = await beginRun(sql, {
    kind: plan.kind,
    fingerprint: fingerprintOf(plan.file.sha256, plan.kind, plan.options),
    sourceName: plan.file.name,
    restart: settings.restart,
  })
  const takenUpAt = run.recordsDone
  settings.onStart?.(takenUpAt)
  const errors =
    settings.errorFile === undefined
      ? null
      : new ErrorFile(settings.errorFile, settings.language, takenUpAt === 0 ? 0 : run.summary.errorFileBytes)
  try {
    const isInterrupted = await eachBatch(plan, settings, takenUpAt, async (batch) => {
      const { report, summary } = await commitBatch(sql, { plan, settings, run, errors }, batch)
      run.recordsDone += batch.records.length
      run.summary = summary
      plan.afterCommit?.()
      errors?.keep(summary.errorFileBytes)
      for (const problem of report.problems) settings.onProblem?.(problem)
      return summary.counts
    })
    if (!isInterrupted) await finishRun(sql, run)
    return { records: run.recordsDone, counts: run.summary.counts, takenUpAt, isInterrupted }
  } finally {
    errors?.close()
  }
}

const uniqueViolation = '23505'
const attemptsMax = 5

/**
 * A code that was free when the batch looked may be taken by somebody else before it is written. The batch is then done
 * again, and finds it taken.
 */
async function commitBatch(sql: Sql, work: Work, batch: RecordBatch) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptBatch(sql, work, batch)
    } catch (error) {
      const canRetry = error instanceof DatabaseError && error.code === uniqueViolation
      if (!canRetry || attempt === attemptsMax) throw error
    }
  }
}

type Work = { plan: ImportPlan; settings: ImportSettings; run: ImportRun; errors: ErrorFile | null }

function attemptBatch(sql: Sql, { plan, settings, run, errors }: Work, batch: RecordBatch) {
  const { audit } = settings
  return withTransaction(sql, audit === undefined ? {} : { audit }, async (tx) => {
    const report = await writeBatch(tx, plan, batch)
    await settings.keepProblems?.(tx, report.problems, problemsIn(run.summary.counts))
    await raiseVersions(tx, [...report.touched])
    const summary: RunSummary = {
      counts: addCounts(run.summary.counts, report.counts),
      errorFileBytes: errors?.write(report.problems) ?? 0,
    }
    await advanceRun(tx, run, run.recordsDone + batch.records.length, summary)
    return { report, summary }
  })
}

const problemsIn = (counts: Counts): number => (counts.refused ?? 0) + (counts.warnings ?? 0)

/**
 * Does everything in one transaction, which is undone at the end (or in one for each batch, where none builds on
 * another); nobody else sees any of it, and no cached page ends.
 */
async function rehearse(sql: Sql, plan: ImportPlan, settings: ImportSettings): Promise<ImportOutcome> {
  const errors = settings.errorFile === undefined ? null : new ErrorFile(settings.errorFile, settings.language, 0)
  let counts: Record<string, number> = {}
  let records = 0
  let isInterrupted = false
  try {
    const tryBatch = async (tx: Tx, batch: RecordBatch) => {
      const report = await writeBatch(tx, plan, batch)
      await settings.keepProblems?.(sql, report.problems, problemsIn(counts))
      counts = addCounts(counts, report.counts)
      records += batch.records.length
      errors?.keep(errors.write(report.problems))
      for (const problem of report.problems) settings.onProblem?.(problem)
      return counts
    }
    if (plan.isIndependent === true) {
      isInterrupted = await eachBatch(plan, settings, 0, (batch) => undone(sql, (tx) => tryBatch(tx, batch)))
    } else {
      await undone(sql, async (tx) => {
        isInterrupted = await eachBatch(plan, settings, 0, async (batch) => {
          const counted = await tryBatch(tx, batch)
          plan.afterCommit?.()
          return counted
        })
      })
    }
  } finally {
    errors?.close()
  }
  return { records, counts, takenUpAt: 0, isInterrupted }
}

/** Does some work in a transaction and undoes it; answers what the work did. */
async function undone<Result>(sql: Sql, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  try {
    await sql.begin(async (tx) => {
      throw new DryRunDone(await work(tx))
    })
  } catch (error) {
    if (error instanceof DryRunDone) return error.result as Result
    throw error
  }
  throw new Error('A dry run was committed.')
}

async function writeBatch(tx: Tx, plan: ImportPlan, batch: RecordBatch): Promise<BatchReport> {
  const report = new BatchReport()
  for (const record of batch.records) checkWidth(record, plan.mapping.header.length, report)
  await plan.writeBatch(tx, batch.records, report)
  report.problems.sort((left, right) => left.line - right.line)
  return report
}

const WRONG_WIDTH = text(
  '{found} champs au lieu de {expected} : ceux qui manquent sont pris pour vides.',
  '{found} fields instead of {expected}: those that are missing are taken as empty.',
)
const TOO_WIDE = text(
  '{found} champs au lieu de {expected} : les {expected} premiers sont importés, les autres non ; un saut de ligne manque sans doute.',
  '{found} fields instead of {expected}: the first {expected} are imported, the others not; a line break is probably missing.',
)

/** Empty fields at the end are nobody's concern, whichever way the count is wrong. */
function checkWidth(record: CsvRecord, expected: number, report: BatchReport): void {
  const found = record.fields.length
  if (found === expected) return
  const values = { found, expected }
  if (found < expected) report.warn(record.line, WRONG_WIDTH, { values })
  else if (record.fields.slice(expected).some((field) => field !== '')) report.warn(record.line, TOO_WIDE, { values })
}

/** Calls `work` for every batch after the first `skip` records; the next one is read meanwhile. Answers whether it was stopped. */
async function eachBatch(
  plan: ImportPlan,
  settings: ImportSettings,
  skip: number,
  work: (batch: RecordBatch) => Promise<Counts>,
): Promise<boolean> {
  const batches = collectBatches(plan, skip)
  let next = batches.next()
  let records = skip
  try {
    for (;;) {
      const { done, value: batch } = await next
      if (done === true) return false
      if (settings.signal?.aborted === true) return true
      next = batches.next()
      // A failure while reading ahead is answered when its turn comes, not as an unhandled one.
      next.catch(() => {})
      const counts = await work(batch)
      records += batch.records.length
      settings.onProgress?.({ records, bytesRead: batch.bytesRead, totalBytes: plan.file.sizeBytes, counts })
    }
  } finally {
    await next.catch(() => {})
    await batches.return(undefined)
  }
}

function addCounts(left: Counts, right: Counts): Record<string, number> {
  const sum: Record<string, number> = { ...left }
  for (const [name, count] of Object.entries(right)) sum[name] = (sum[name] ?? 0) + count
  return sum
}

/**
 * Reads a file's header.
 *
 * @throws ImportRefused when the file holds nothing but blanks.
 */
export async function readHeader(file: CsvFile): Promise<string[]> {
  const chunks = readRecords(file)
  try {
    const { value } = await chunks.next()
    const first = value?.records[0]
    if (first !== undefined) return [...first.fields]
  } finally {
    await chunks.return(undefined)
  }
  throw new ImportRefused(text('Le fichier {path} est vide.', 'The file {path} is empty.'), { path: file.name })
}
