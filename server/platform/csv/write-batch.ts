import { DatabaseError, type Tx } from '../database/connect.ts'
import { AppError } from '../errors.ts'
import { text } from '../text.ts'
import { BatchReport } from './problems.ts'
import type { CsvRecord } from './read-records.ts'
import type { ImportPlan } from './run-import.ts'

/** Writes a batch in a transaction. */
export type Writing = (tx: Tx) => Promise<BatchReport>

/** Has the plan write the records, and answers what became of them, in the order of the file. */
export async function writeBatch(tx: Tx, plan: ImportPlan, records: CsvRecord[]): Promise<BatchReport> {
  const report = new BatchReport()
  for (const record of records) checkWidth(record, plan.mapping.header.length, report)
  await plan.writeBatch(tx, records, report)
  report.problems.sort((left, right) => left.line - right.line)
  return report
}

const WRONG_WIDTH = text(
  '{found} champs au lieu de {expected} : ceux qui manquent sont pris pour vides.',
  '{found} fields instead of {expected}: those that are missing are taken as empty.',
)
const TOO_WIDE = text(
  '{found} champs au lieu de {expected} : les {expected} premiers sont importés, les autres non ; un saut de ligne manque sans doute.',
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

/** What is wrong with a value (22), breaks a rule of the schema (23) or is larger than an index can hold (54000). */
const ABOUT_VALUES = /^(22|23|54000)/

/** Whether some record is to blame, and not the line to the database, a deadlock or a fault of ours. */
export const isAboutRecords = (error: unknown): boolean =>
  error instanceof AppError ? error.status < 500 : error instanceof DatabaseError && ABOUT_VALUES.test(error.code)

/**
 * Does `attempt` with the records; when what some of them hold cannot be kept, with each half by itself, down to single
 * groups: one bad record harms no other. `refuse` hears of the records of a group that cannot be kept.
 */
export async function attemptInHalves(
  plan: ImportPlan,
  records: CsvRecord[],
  attempt: (records: CsvRecord[]) => Promise<void>,
  refuse: (records: CsvRecord[], error: unknown) => Promise<void>,
): Promise<void> {
  try {
    await attempt(records)
  } catch (error) {
    if (!isAboutRecords(error)) throw error
    const middle = middleOf(records, plan.groupOf)
    if (middle === 0) return refuse(records, error)
    await attemptInHalves(plan, records.slice(0, middle), attempt, refuse)
    await attemptInHalves(plan, records.slice(middle), attempt, refuse)
  }
}

/** Where the group in the middle begins; 0 when there is only one. */
function middleOf(records: readonly CsvRecord[], groupOf: ImportPlan['groupOf']): number {
  if (groupOf === null) return Math.floor(records.length / 2)
  const keys = records.map(groupOf)
  const starts = keys.flatMap((key, index) => (index > 0 && key === keys[index - 1] ? [] : [index]))
  return starts[Math.floor(starts.length / 2)] ?? 0
}

const UNKEEPABLE = text(
  'L’enregistrement ne peut pas être conservé : {reason}.',
  'The record cannot be kept: {reason}.',
)

/** Says of each record that it is not imported, and why. */
export function refuseAll(records: readonly CsvRecord[], error: unknown): BatchReport {
  const report = new BatchReport()
  for (const { line } of records) {
    if (error instanceof AppError) {
      const [[field, [sentence]] = [undefined, [undefined]]] = Object.entries(error.fields)
      report.refuse(line, sentence ?? error.text, { field })
    } else report.refuse(line, UNKEEPABLE, { values: { reason: messageOf(error) } })
  }
  return report
}

/** In the database's own words, which the log has too. */
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
