import { divideRounded } from '../../../rules/money.ts'
import { type Facts, KPI_MEASURES, type Measure, RATE_SCALE } from '../measures.ts'
import { type Figure, presentFigure } from '../present.ts'
import { NO_FACTS } from '../query-facts.ts'

/** What a trend may be of, as the key figures have it. */
export const TREND_MEASURES = {
  revenue: KPI_MEASURES.revenue,
  tickets: KPI_MEASURES.tickets,
  average_ticket: KPI_MEASURES.average_ticket,
  units: KPI_MEASURES.units,
  margin: KPI_MEASURES.margin,
} as const satisfies Record<string, Measure>
export type TrendMeasureName = keyof typeof TREND_MEASURES
export const TREND_MEASURE_NAMES = Object.keys(TREND_MEASURES) as TrendMeasureName[]

/** How many days, and what was sold on all of them together. A ticket is of one day, so that its facts add up over days. */
export type DaysTogether = { readonly days: number; readonly facts: Facts }

export const NO_DAYS: DaysTogether = { days: 0, facts: NO_FACTS }

export function addDaysTogether(left: DaysTogether, right: DaysTogether): DaysTogether {
  const facts = { ...left.facts }
  for (const name of Object.keys(facts) as (keyof Facts)[]) facts[name] += right.facts[name]
  return { days: left.days + right.days, facts }
}

export function takeDaysOff(from: DaysTogether, some: DaysTogether): DaysTogether {
  const facts = { ...from.facts }
  for (const name of Object.keys(facts) as (keyof Facts)[]) facts[name] -= some.facts[name]
  return { days: from.days - some.days, facts }
}

/** How high something stands on an ordinary day: so much a day, or what it is anyway where it is a quotient itself. */
type Level = { readonly numerator: bigint; readonly denominator: bigint }
function levelOf(name: TrendMeasureName, { days, facts }: DaysTogether): Level {
  if (name === 'average_ticket') return { numerator: facts.net, denominator: facts.tickets }
  return { numerator: TREND_MEASURES[name].value(facts) ?? 0n, denominator: BigInt(days) }
}

/** The mean of a day; of a count, with two decimals. */
export function presentMean(name: TrendMeasureName, together: DaysTogether, currency: string | null): Figure {
  const { numerator, denominator } = levelOf(name, together)
  if (denominator === 0n) return null
  const { unit } = TREND_MEASURES[name]
  if (unit === 'count') return presentFigure(divideRounded(numerator * 100n, denominator), 'number', currency)
  return presentFigure(divideRounded(numerator, denominator), unit, currency)
}

const INDEX_ONE = 10n ** BigInt(RATE_SCALE)
/** Kept beyond what is shown, so that a mean of indexes is rounded once. */
const GUARD = 10_000n

/** The level of a part relative to that of the whole, as a rate times GUARD; null where the whole has none. */
function relativeLevel(name: TrendMeasureName, part: DaysTogether, whole: DaysTogether): bigint | null {
  const [one, all] = [levelOf(name, part), levelOf(name, whole)]
  if (all.numerator <= 0n || all.denominator === 0n || one.denominator === 0n) return null
  return divideRounded(one.numerator * all.denominator * INDEX_ONE * GUARD, one.denominator * all.numerator)
}

/** 1 is as the whole; of several pairs, the mean of those that have an index. */
export function presentIndex(
  name: TrendMeasureName,
  pairs: readonly { readonly part: DaysTogether; readonly whole: DaysTogether }[],
): Figure {
  const levels = pairs.flatMap(({ part, whole }) => relativeLevel(name, part, whole) ?? [])
  if (levels.length === 0) return null
  const sum = levels.reduce((total, level) => total + level, 0n)
  return presentFigure(divideRounded(sum, BigInt(levels.length) * GUARD), 'rate', null)
}
