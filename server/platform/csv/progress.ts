import type { Language } from '../text.ts'
import type { ImportProgress } from './run-import.ts'

/** What is shown of it. */
type Shown = Omit<ImportProgress, 'counts'>

const REWRITE_INTERVAL_MS = 100
const LINE_INTERVAL_MS = 5_000

type Output = { write(text: string): unknown; isTTY?: boolean; columns?: number }

/**
 * Shows how far an import is: rows, rows per second, share of the file. On a terminal one line is rewritten; elsewhere
 * a line is added every few seconds.
 */
export class ProgressLine {
  readonly #output: Output
  readonly #language: Language
  readonly #startedAt: number
  #startRecords = 0
  #shownAt = 0
  #isShown = false

  constructor(output: Output, language: Language, now: number = performance.now()) {
    this.#output = output
    this.#language = language
    this.#startedAt = now
    this.#shownAt = output.isTTY === true ? 0 : now
  }

  show(progress: Shown, now: number = performance.now()): void {
    const interval = this.#output.isTTY === true ? REWRITE_INTERVAL_MS : LINE_INTERVAL_MS
    if (now - this.#shownAt < interval) return
    this.#shownAt = now
    const line = this.#describe(progress, now)
    if (this.#output.isTTY !== true) {
      this.#output.write(`${line}\n`)
      return
    }
    this.#output.write(`\r\u001b[2K${line.slice(0, (this.#output.columns ?? 80) - 1)}`)
    this.#isShown = true
  }

  /** Records that an earlier attempt had done do not count in the rate. */
  startAt(records: number): void {
    this.#startRecords = records
  }

  /** Clears the rewritten line, so that something else can be printed. */
  clear(): void {
    if (!this.#isShown) return
    this.#output.write('\r\u001b[2K')
    this.#isShown = false
  }

  #describe({ records, bytesRead, totalBytes }: Shown, now: number): string {
    const seconds = Math.max((now - this.#startedAt) / 1000, 0.001)
    const rate = Math.round((records - this.#startRecords) / seconds)
    const percent = totalBytes === 0 ? 100 : Math.min(100, Math.floor((bytesRead / totalBytes) * 100))
    const number = (value: number) => formatCount(value, this.#language)
    return this.#language === 'fr'
      ? `${number(records)} lignes, ${number(rate)} lignes/s, ${percent} % du fichier`
      : `${number(records)} rows, ${number(rate)} rows/s, ${percent}% of the file`
  }
}

/** A whole number with its thousands marked as the language does it. */
export function formatCount(value: number, language: Language): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, language === 'fr' ? '\u00a0' : ',')
}
