import { fill, type Text } from '../text.ts'

/** refused: the record was not imported. warning: it was, but not quite as it stands in the file. */
export type Severity = 'refused' | 'warning'

export type Problem = {
  /** The physical line of the file on which the record begins; the first line is 1. */
  readonly line: number
  readonly severity: Severity
  /** The field, in Comptoir's name, where there is one to blame. */
  readonly field: string | null
  /** What the file has there. */
  readonly value: string | null
  readonly reason: Text
}

/** A value of a file may be a whole book; the list of problems shows its beginning. */
const VALUE_LENGTH_MAX = 120

export type ProblemDetails = {
  field?: string | undefined
  value?: string | undefined
  values?: Readonly<Record<string, string | number>> | undefined
}

/** What one batch of records came to. A batch that is tried again starts with a new one. */
export class BatchReport {
  readonly problems: Problem[] = []
  readonly counts: Record<string, number> = {}
  /** Families of cached pages that the batch ends once it commits. */
  readonly touched = new Set<string>()

  count(name: string, by = 1): void {
    if (by !== 0) this.counts[name] = (this.counts[name] ?? 0) + by
  }

  /** The record at this line is not imported. */
  refuse(line: number, reason: Text, details: ProblemDetails = {}): void {
    this.count('refused')
    this.#add(line, 'refused', reason, details)
  }

  /** The record at this line is imported, with a reservation. */
  warn(line: number, reason: Text, details: ProblemDetails = {}): void {
    this.count('warnings')
    this.#add(line, 'warning', reason, details)
  }

  #add(line: number, severity: Severity, reason: Text, { field, value, values }: ProblemDetails): void {
    const shown =
      value === undefined ? null : value.length > VALUE_LENGTH_MAX ? `${value.slice(0, VALUE_LENGTH_MAX)}…` : value
    this.problems.push({
      line,
      severity,
      field: field ?? null,
      value: shown,
      reason: values === undefined ? reason : fill(reason, values),
    })
  }
}
