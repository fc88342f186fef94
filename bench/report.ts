/** A line of the report: what was measured, beside its limit from the same run. */
export type Measurement = { what: string; measured: string; ratio?: number; atLeast?: number; atMost?: number }

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Prints each measurement as it comes and remembers whether all budgets were kept. */
export class Report {
  #missed = 0

  add({ what, measured, ratio, atLeast, atMost }: Measurement): void {
    const isMissed =
      ratio !== undefined && ((atLeast !== undefined && ratio < atLeast) || (atMost !== undefined && ratio > atMost))
    if (isMissed) this.#missed += 1
    const budget =
      atLeast !== undefined ? `budget ≥ ${atLeast}` : atMost !== undefined ? `budget ≤ ${atMost}` : 'reported'
    const verdict = atLeast === undefined && atMost === undefined ? ' ' : isMissed ? '✗' : '✓'
    console.log(
      `${verdict} ${what}\n    ${measured}${ratio === undefined ? '' : `  =  ${ratio.toFixed(2)}`}   (${budget})`,
    )
  }

  get missed(): number {
    return this.#missed
  }
}
