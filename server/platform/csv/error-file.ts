import { closeSync, existsSync, ftruncateSync, openSync, statSync, writeSync } from 'node:fs'
import type { Language } from '../text.ts'
import { text } from '../text.ts'
import { formatCsvRecord, withoutFormulas } from './csv-cell.ts'
import type { Problem } from './problems.ts'

const SEVERITIES = { refused: text('refusée', 'refused'), warning: text('avertissement', 'warning') }

/** The byte order mark makes spreadsheets read UTF-8. */
const HEADER = `\ufeff${formatCsvRecord(['line', 'severity', 'field', 'value', 'reason'])}`

/**
 * The list of an import's problems as a CSV file. It is written before its batch commits and its length is kept with the
 * batch, so that an import that takes up again cuts off what a lost batch had written: nothing is listed twice.
 */
export class ErrorFile {
  readonly #file: number
  readonly #language: Language
  /** Up to here the file belongs to committed batches. */
  #keptBytes: number

  /** @param keptBytes what the last committed batch of an interrupted import had written; 0 to begin anew. */
  constructor(path: string, language: Language, keptBytes: number) {
    const canContinue = keptBytes > 0 && existsSync(path) && statSync(path).size >= keptBytes
    this.#file = openSync(path, canContinue ? 'r+' : 'w')
    this.#language = language
    this.#keptBytes = canContinue ? keptBytes : writeSync(this.#file, HEADER, 0)
    ftruncateSync(this.#file, this.#keptBytes)
  }

  /** Writes a batch's problems after the kept ones, over those of an attempt that failed; answers the file's new length. */
  write(problems: readonly Problem[]): number {
    const lines = problems.map(({ line, severity, field, value, reason }) =>
      formatCsvRecord([
        line,
        SEVERITIES[severity][this.#language],
        field ?? '',
        ...[value ?? '', reason[this.#language]].map(withoutFormulas),
      ]),
    )
    return this.#keptBytes + (lines.length === 0 ? 0 : writeSync(this.#file, lines.join(''), this.#keptBytes))
  }

  /** The batch committed: its problems stay. */
  keep(bytes: number): void {
    this.#keptBytes = bytes
  }

  close(): void {
    ftruncateSync(this.#file, this.#keptBytes)
    closeSync(this.#file)
  }
}
