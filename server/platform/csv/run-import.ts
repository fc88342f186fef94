import { raiseVersions } from '../cache/namespace-versions.ts'
import { DatabaseError, type Queryable, type Sql, type Tx, withTransaction } from '../database/connect.ts'
import type { AuditSettings } from '../database/with-transaction.ts'
import { type Language, text } from '../text.ts'
import { addCounts, eachBatch, problemsIn } from './each-batch.ts'
import { ErrorFile } from './error-file.ts'
import { ImportRefused } from './import-refused.ts'
import { advanceRun, beginRun, fingerprintOf, finishRun, type ImportRun, type RunSummary } from './import-run.ts'
import type { CsvFile } from './inspect-file.ts'
import type { Mapping } from './mapping.ts'
import type { BatchReport, Problem } from './problems.ts'
import { type CsvRecord, type RecordChunk, readRecords } from './read-records.ts'
import { rehearse } from './rehearse.ts'
import { attemptInHalves, refuseAll, type Writing, writeBatch } from './write-batch.ts'

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
  /** The transaction of the batch that was last written has committed: what was learnt in it may be kept. */
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

export type Counts = Readonly<Record<string, number>>

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
  const work = { plan, settings, run, errors }
  try {
    const isInterrupted = await eachBatch(plan, settings, takenUpAt, async ({ records }) => {
      await commitBatch(sql, work, records)
      return run.summary.counts
    })
    if (!isInterrupted) await finishRun(sql, run)
    return { records: run.recordsDone, counts: run.summary.counts, takenUpAt, isInterrupted }
  } finally {
    errors?.close()
  }
}

type Work = { plan: ImportPlan; settings: ImportSettings; run: ImportRun; errors: ErrorFile | null }

/** Commits what can be kept of the records, and the refusal of the rest. */
function commitBatch(sql: Sql, work: Work, records: CsvRecord[]): Promise<void> {
  const { plan } = work
  const attempt = async (some: CsvRecord[]) => {
    await commitRecords(sql, work, some, (tx) => writeBatch(tx, plan, some))
    plan.afterCommit?.()
  }
  const refuse = (some: CsvRecord[], error: unknown) =>
    commitRecords(sql, work, some, async () => refuseAll(some, error))
  return attemptInHalves(plan, records, attempt, refuse)
}

async function commitRecords(sql: Sql, work: Work, records: readonly CsvRecord[], write: Writing): Promise<void> {
  const { settings, run, errors } = work
  const { report, summary } = await untilFree(() => attemptRecords(sql, work, records.length, write))
  run.recordsDone += records.length
  run.summary = summary
  errors?.keep(summary.errorFileBytes)
  for (const problem of report.problems) settings.onProblem?.(problem)
}

const uniqueViolation = '23505'
const attemptsMax = 5

/**
 * A code that was free when the batch looked may be taken by somebody else before it is written. The batch is then done
 * again, and finds it taken.
 */
async function untilFree<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt()
    } catch (error) {
      const canRetry = error instanceof DatabaseError && error.code === uniqueViolation
      if (!canRetry || count === attemptsMax) throw error
    }
  }
}

function attemptRecords(sql: Sql, { settings, run, errors }: Work, count: number, write: Writing) {
  const { audit } = settings
  return withTransaction(sql, audit === undefined ? {} : { audit }, async (tx) => {
    const report = await write(tx)
    await settings.keepProblems?.(tx, report.problems, problemsIn(run.summary.counts))
    await raiseVersions(tx, [...report.touched])
    const summary: RunSummary = {
      counts: addCounts(run.summary.counts, report.counts),
      errorFileBytes: errors?.write(report.problems) ?? 0,
    }
    await advanceRun(tx, run, run.recordsDone + count, summary)
    return { report, summary }
  })
}

/** What cannot be a cell of a header: the file is a workbook, a picture, or something else that is no text. */
const UNREADABLE = /(?![\t\n\r])\p{Cc}|\ufffd/u
const NO_TEXT = text(
  'Ce fichier n’est pas un CSV\u00a0: enregistrez votre tableau au format CSV.',
  'This file is not a CSV: save your table as CSV.',
)

/**
 * Reads a file's header.
 *
 * @throws ImportRefused when the file holds nothing but blanks, or what is no text.
 */
export async function readHeader(file: CsvFile): Promise<string[]> {
  const chunks = readRecords(file)
  try {
    const { value } = await chunks.next()
    const first = value?.records[0]
    if (first !== undefined) {
      if (first.fields.some((cell: string) => UNREADABLE.test(cell))) throw new ImportRefused(NO_TEXT)
      return [...first.fields]
    }
  } finally {
    await chunks.return(undefined)
  }
  throw new ImportRefused(text('Le fichier {path} est vide.', 'The file {path} is empty.'), { path: file.name })
}
