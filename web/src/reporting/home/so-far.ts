import {
  currencyDecimals,
  divideRounded,
  formatDecimal,
  parseDecimal,
  QUANTITY_SCALE,
} from '../../../../rules/index.ts'

const HOURS_PER_DAY = 24
const RATE_SCALE = 4

/**
 * How many hours of a day are over by the clocks of all these stores, so that each of them has them whole; null: the day is
 * over.
 *
 * @param zones of the stores; where none is known, the reader's own clock goes
 */
export function hoursOver(day: string, zones: readonly (string | undefined)[], now: Date): number | null {
  const clocks = zones.length === 0 ? [undefined] : zones
  const over = Math.min(...clocks.map((zone) => hoursOverIn(day, zone, now)))
  return over === HOURS_PER_DAY ? null : over
}

function hoursOverIn(day: string, zone: string | undefined, now: Date): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
    ...(zone !== undefined && { timeZone: zone }),
  })
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]))
  const today = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`
  if (today === day) return Number(parts.get('hour'))
  return today > day ? HOURS_PER_DAY : 0
}

type HourFigures = {
  readonly revenue?: string | null
  readonly tickets?: number
  readonly units?: string
}
export type Hour = HourFigures & {
  readonly hour: number
  readonly last_week: HourFigures
  readonly last_year: HourFigures
}

export type SoFarName = 'revenue' | 'tickets' | 'units' | 'average_ticket'
export type SoFar = Readonly<
  Record<SoFarName, { readonly last_week: string | null; readonly last_year: string | null }>
>

type Sums = { readonly revenue: bigint; readonly tickets: bigint; readonly units: bigint }

/** By how much the hours that are over changed beside the same hours of the other days; null where there is nothing beside. */
export function changesSoFar(hours: readonly Hour[], over: number, currency: string): SoFar {
  const past = hours.filter(({ hour }) => hour < over)
  const now = sumOf(past, currency)
  const changesBeside = (day: 'last_week' | 'last_year') =>
    changesOf(
      now,
      sumOf(
        past.map((hour) => hour[day]),
        currency,
      ),
    )
  const [week, year] = [changesBeside('last_week'), changesBeside('last_year')]
  const of = (name: SoFarName) => ({ last_week: week[name], last_year: year[name] })
  return { revenue: of('revenue'), tickets: of('tickets'), units: of('units'), average_ticket: of('average_ticket') }
}

function sumOf(figures: readonly HourFigures[], currency: string): Sums {
  const sum = { revenue: 0n, tickets: 0n, units: 0n }
  for (const { revenue, tickets, units } of figures) {
    sum.revenue += parseDecimal(revenue ?? '0', currencyDecimals(currency)) ?? 0n
    sum.tickets += BigInt(tickets ?? 0)
    sum.units += parseDecimal(units ?? '0', QUANTITY_SCALE) ?? 0n
  }
  return sum
}

const changesOf = (now: Sums, before: Sums): Readonly<Record<SoFarName, string | null>> => ({
  revenue: changeOf(now.revenue, before.revenue),
  tickets: changeOf(now.tickets, before.tickets),
  units: changeOf(now.units, before.units),
  // Revenue by tickets, of both on one denominator: no mean is rounded before it is compared.
  average_ticket:
    now.tickets === 0n || before.tickets === 0n
      ? null
      : changeOf(now.revenue * before.tickets, before.revenue * now.tickets),
})

/** (value − before) ÷ |before|, as the API has it. */
function changeOf(value: bigint, before: bigint): string | null {
  if (before === 0n) return null
  const size = before < 0n ? -before : before
  return formatDecimal(divideRounded((value - before) * 10n ** BigInt(RATE_SCALE), size), RATE_SCALE)
}
