import { add, isPositive, type Quantity, sum } from '../../quantity.ts'

/** What is counted of one article in one zone, by this browser. */
export type CountLine = {
  /** Of the zone and the article, or of the code while nobody knows the article. */
  readonly key: string
  readonly zone: string
  readonly variantId: number | null
  /** What was scanned, where the article is not known yet. */
  readonly code: string | null
  readonly name: string
  readonly sku: string | null
  readonly quantity: Quantity
  /** The count's own name: another quantity is another count, and sent twice it counts once. */
  readonly countId: string
  readonly countedAt: string
  readonly isSent: boolean
  /** Whether the server has any count of the line: what it never heard of can be forgotten. */
  readonly isKnown: boolean
  /** Of a code whose article is still looked for: the quantity was typed, and stands in place of what was counted before. */
  readonly isWhole?: boolean
  /** Why it is not taken; it stays until somebody dismisses it. */
  readonly problem: string | null
}

export type CountedArticle = { readonly variantId: number; readonly name: string; readonly sku: string | null }

type Step = { readonly key: string; readonly before: CountLine | null }

/** The counts of a stocktake's round in this browser, the last one first. Kept until the server has each of them. */
export type CountSheet = {
  readonly lines: readonly CountLine[]
  /** How each of the last counts is taken back. */
  readonly steps: readonly Step[]
  /** The articles of the codes scanned so far: the next scan needs no network. */
  readonly codes: Readonly<Record<string, CountedArticle>>
}

export const EMPTY_SHEET: CountSheet = { lines: [], steps: [], codes: {} }

/** When and under which name something is counted. */
export type Stamp = { readonly id: string; readonly at: string }

const MOST_STEPS = 50

const keyOf = (zone: string, what: number | string): string =>
  typeof what === 'number' ? `${zone}|${what}` : `${zone}|code ${what}`

const find = (sheet: CountSheet, key: string) => sheet.lines.find((line) => line.key === key)

/** The line comes first, where one looks. */
function put(sheet: CountSheet, line: CountLine, before: CountLine | null): CountSheet {
  return {
    ...sheet,
    lines: [line, ...sheet.lines.filter(({ key }) => key !== line.key)],
    steps: [{ key: line.key, before }, ...sheet.steps].slice(0, MOST_STEPS),
  }
}

/** So many more of an article. */
export function countArticle(
  sheet: CountSheet,
  zone: string,
  article: CountedArticle,
  stamp: Stamp,
  more: Quantity = '1',
): CountSheet {
  const key = keyOf(zone, article.variantId)
  const before = find(sheet, key) ?? null
  const line = { ...(before ?? emptyLine(key, zone)), ...article, code: null }
  return put(sheet, restated(line, add(before?.quantity ?? '0', more), stamp), before)
}

/** One more of a code: of its article where it is known, else of the code until it is looked up. */
export function countCode(sheet: CountSheet, zone: string, code: string, stamp: Stamp): CountSheet {
  const article = sheet.codes[code]
  if (article !== undefined) return countArticle(sheet, zone, article, stamp)
  const key = keyOf(zone, code)
  const before = find(sheet, key) ?? null
  const line = before ?? { ...emptyLine(key, zone), code, name: code }
  return put(sheet, restated(line, add(before?.quantity ?? '0', '1'), stamp), before)
}

/** So many of a line, whatever was counted before. */
export function setQuantity(sheet: CountSheet, key: string, quantity: Quantity, stamp: Stamp): CountSheet {
  const before = find(sheet, key)
  if (before === undefined || before.quantity === quantity) return sheet
  const line = restated(before, quantity, stamp)
  return put(sheet, before.variantId === null ? { ...line, isWhole: true } : line, before)
}

/** Takes the last count back: what the server has heard of is counted anew as it was before, or as none. */
export function undo(sheet: CountSheet, stamp: Stamp): CountSheet {
  const [last, ...steps] = sheet.steps
  if (last === undefined) return sheet
  const line = find(sheet, last.key)
  const others = sheet.lines.filter(({ key }) => key !== last.key)
  if (line === undefined) return undo({ ...sheet, steps }, stamp)
  if (last.before === null && !line.isKnown) return { ...sheet, lines: others, steps }
  return { ...sheet, lines: [restated(line, last.before?.quantity ?? '0', stamp), ...others], steps }
}

/** The article of a code has been found: its count joins what was counted of the article. */
export function resolveCode(
  sheet: CountSheet,
  code: string,
  article: CountedArticle & { readonly quantity: Quantity | null },
  makeStamp: () => Stamp,
): CountSheet {
  const { quantity: labelled, ...named } = article
  // A scale's label says how much; the same one is not scanned for another piece.
  const codes = labelled === null ? { ...sheet.codes, [code]: named } : sheet.codes
  const waiting = sheet.lines.filter((line) => line.code === code && line.variantId === null)
  const rest = { ...sheet, codes, lines: sheet.lines.filter((line) => !waiting.includes(line)) }
  return waiting.reduceRight<CountSheet>(
    (joined, line) => {
      if (line.isWhole !== true) return countArticle(joined, line.zone, named, makeStamp(), labelled ?? line.quantity)
      const met = countArticle(joined, line.zone, named, makeStamp(), '0')
      return setQuantity(met, keyOf(line.zone, named.variantId), line.quantity, makeStamp())
    },
    { ...rest, steps: rest.steps.filter(({ key }) => !waiting.some((line) => line.key === key)) },
  )
}

/** A count that the server has. */
export type ServerCount = CountedArticle & Pick<CountLine, 'zone' | 'quantity' | 'countId' | 'countedAt'>

/** What another device or an earlier visit has counted in the zone; what waits here is newer. */
export function adopt(sheet: CountSheet, counts: readonly ServerCount[]): CountSheet {
  const lines = [...sheet.lines]
  for (const count of counts) {
    const key = keyOf(count.zone, count.variantId)
    const index = lines.findIndex((line) => line.key === key)
    const line: CountLine = { ...count, key, code: null, isSent: true, isKnown: true, problem: null }
    const here = lines[index]
    if (here === undefined) lines.push(line)
    else if (here.isSent && here.countedAt < count.countedAt) lines[index] = line
  }
  return { ...sheet, lines }
}

export const markSent = (sheet: CountSheet, countIds: ReadonlySet<string>): CountSheet =>
  change(sheet, countIds, (line) => ({ ...line, isSent: true, isKnown: true }))

export const refuse = (sheet: CountSheet, countId: string, problem: string): CountSheet =>
  change(sheet, new Set([countId]), (line) => ({ ...line, problem }))

/** Nobody knows the code: it comes first, where one looks. */
export function refuseCode(sheet: CountSheet, code: string, problem: string): CountSheet {
  const isIt = (line: CountLine) => line.code === code && line.variantId === null
  const refused = sheet.lines.filter(isIt).map((line) => ({ ...line, problem }))
  return { ...sheet, lines: [...refused, ...sheet.lines.filter((line) => !isIt(line))] }
}

export const dismiss = (sheet: CountSheet, key: string): CountSheet => ({
  ...sheet,
  lines: sheet.lines.filter((line) => line.key !== key),
  steps: sheet.steps.filter((step) => step.key !== key),
})

function change(sheet: CountSheet, countIds: ReadonlySet<string>, to: (line: CountLine) => CountLine): CountSheet {
  return { ...sheet, lines: sheet.lines.map((line) => (countIds.has(line.countId) ? to(line) : line)) }
}

/** What is ready to be sent. */
export const unsent = (sheet: CountSheet): (CountLine & { readonly variantId: number })[] =>
  sheet.lines.flatMap((line) =>
    line.isSent || line.problem !== null || line.variantId === null ? [] : [{ ...line, variantId: line.variantId }],
  )

/** The codes whose article is still to be found. */
export const unresolved = (sheet: CountSheet): string[] => [
  ...new Set(
    sheet.lines.flatMap(({ code, variantId, problem }) =>
      code === null || variantId !== null || problem !== null ? [] : [code],
    ),
  ),
]

export const refused = (sheet: CountSheet): number => sheet.lines.filter(({ problem }) => problem !== null).length

/** What has not reached the server, refused counts among it. */
export const pending = (sheet: CountSheet): number => sheet.lines.filter(({ isSent }) => !isSent).length

export const linesIn = (sheet: CountSheet, zone: string): CountLine[] =>
  sheet.lines.filter((line) => line.zone === zone && (line.isKnown || isPositive(line.quantity)))

/** What counts of a zone; a line that is refused counts for nothing. */
export const countedIn = (sheet: CountSheet, zone: string): CountLine[] =>
  linesIn(sheet, zone).filter(({ problem }) => problem === null)

export const unitsIn = (sheet: CountSheet, zone: string): Quantity =>
  sum(countedIn(sheet, zone).map(({ quantity }) => quantity))

const emptyLine = (key: string, zone: string): CountLine => ({
  key,
  zone,
  variantId: null,
  code: null,
  name: '',
  sku: null,
  quantity: '0',
  countId: '',
  countedAt: '',
  isSent: false,
  isKnown: false,
  problem: null,
})

const restated = (line: CountLine, quantity: Quantity, { id, at }: Stamp): CountLine => ({
  ...line,
  quantity,
  countId: id,
  countedAt: at,
  isSent: false,
  problem: null,
})
