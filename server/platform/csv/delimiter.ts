const CANDIDATES = [',', ';', '\t', '|'] as const

const LINES_COMPARED = 50

/** What some spreadsheets write as a first line, for themselves. */
const SEPARATOR_HINT = /^sep=(.)\r?\n/i

export type DelimiterFound = {
  delimiter: string
  /** Whether the first line only names the delimiter. */
  isHinted: boolean
}

/**
 * Finds the delimiter of a CSV file from its beginning: the candidate that divides the first line and gives most of the
 * following ones the same number of fields; of equals, the one that divides into more. A comma when nothing divides.
 *
 * @param isWhole whether the sample is the whole file; otherwise its last line may be cut and is not counted.
 */
export function findDelimiter(sample: string, isWhole: boolean): DelimiterFound {
  const hint = SEPARATOR_HINT.exec(sample)
  if (hint?.[1] !== undefined) return { delimiter: hint[1], isHinted: true }
  const lines = splitRecords(sample)
  if (!isWhole && lines.length > 1) lines.pop()
  let best: string = ','
  let bestScore = 0
  for (const candidate of CANDIDATES) {
    const fields = lines.slice(0, LINES_COMPARED).map((line) => countOutsideQuotes(line, candidate))
    const inHeader = fields[0] ?? 0
    if (inHeader === 0) continue
    const agreeing = fields.filter((count) => count === inHeader).length
    const score = (agreeing / fields.length) * 1000 + Math.min(inHeader, 500)
    if (score > bestScore) {
      best = candidate
      bestScore = score
    }
  }
  return { delimiter: best, isHinted: false }
}

/** Splits at line ends that are not inside quotes; blank lines are left out. */
function splitRecords(sample: string): string[] {
  const records: string[] = []
  let start = 0
  let isQuoted = false
  for (let index = 0; index <= sample.length; index += 1) {
    const character = sample[index]
    if (character === '"') isQuoted = !isQuoted
    if (character !== undefined && (isQuoted || (character !== '\n' && character !== '\r'))) continue
    if (index > start && sample.slice(start, index).trim() !== '') records.push(sample.slice(start, index))
    start = index + 1
    if (records.length > LINES_COMPARED) break
  }
  return records
}

function countOutsideQuotes(line: string, wanted: string): number {
  let count = 0
  let isQuoted = false
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted
    else if (character === wanted && !isQuoted) count += 1
  }
  return count
}
