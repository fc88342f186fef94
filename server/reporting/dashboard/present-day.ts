import { divideRounded } from '../../../rules/money.ts'
import type { Language } from '../../platform/text.ts'
import { changeOf } from '../change-of.ts'
import { labelKey } from '../labels.ts'
import { type Facts, type Measure, RATE_SCALE } from '../measures.ts'
import { type Figure, presentFigure } from '../present.ts'
import { type Changes, type Figures, presentChanges, presentFigures } from '../present-figures.ts'
import { type CurrencyFacts, NO_FACTS } from '../query-facts.ts'
import type { ComparedStore, ComparedStores } from '../stores/compare-stores.ts'
import { DAY_MEASURES, type DayMeasureName, HOUR_MEASURES, type HourMeasureName } from './dashboard-measures.ts'

/** A figure of the day, of the same weekday a week before and fifty-two weeks before. */
export type DayFigure = {
  value: Figure
  last_week: Figure
  last_week_change: string | null
  last_year: Figure
  last_year_change: string | null
}
type HourFigures = Figures<HourMeasureName>
export type HourRow = HourFigures & { hour: number; label: string; last_week: HourFigures; last_year: HourFigures }
export type StoreOfDay = Figures<DayMeasureName> & {
  rank: number | null
  last_week_rank: number | null
  key: number
  label: string
  share: Figure
  last_week: Figures<DayMeasureName>
  last_week_change: Changes<DayMeasureName>
  last_year: Figures<DayMeasureName>
  last_year_change: Changes<DayMeasureName>
  tickets_url: string
}
export type DayBlock = {
  currency: string | null
  figures: Partial<Record<DayMeasureName, DayFigure>>
  hours: HourRow[]
  stores: StoreOfDay[]
}

type Hours = Readonly<Record<'now' | 'lastWeek' | 'lastYear', readonly CurrencyFacts[]>>
export type DayView = {
  readonly day: string
  readonly names: readonly DayMeasureName[]
  readonly language: Language
}

/** The day of one currency. */
export function presentDay(block: ComparedStores, hours: Hours, view: DayView): DayBlock {
  const { currency, totals, stores } = block
  return {
    currency,
    figures: presentTotals(totals, view, currency),
    hours: presentHours(hours, view.language, currency),
    stores: stores
      .filter(({ store, rank }) => store.kind === 'store' || rank !== null)
      .map((compared) => presentStore(compared, totals.now, view, currency)),
  }
}

function presentTotals(totals: ComparedStores['totals'], { names }: DayView, currency: string | null) {
  const figures: DayBlock['figures'] = {}
  for (const name of names) {
    const measure: Measure = DAY_MEASURES[name]
    const write = (facts: Facts) => presentFigure(measure.value(facts), measure.unit, currency)
    figures[name] = {
      value: write(totals.now),
      last_week: write(totals.before),
      last_week_change: changeOf(measure, totals.now, totals.before),
      last_year: write(totals.lastYear),
      last_year_change: changeOf(measure, totals.now, totals.lastYear),
    }
  }
  return figures
}

/** From the first hour in which anything was sold on one of the three days to the last, none left out. */
function presentHours(hours: Hours, language: Language, currency: string | null): HourRow[] {
  const factsByHour = (blocks: readonly CurrencyFacts[]): ReadonlyMap<number, Facts> =>
    new Map(blocks.find((block) => block.currency === currency)?.groups.map(({ key, facts }) => [Number(key), facts]))
  const [now, lastWeek, lastYear] = [hours.now, hours.lastWeek, hours.lastYear].map(factsByHour) as [
    ReadonlyMap<number, Facts>,
    ReadonlyMap<number, Facts>,
    ReadonlyMap<number, Facts>,
  ]
  const known = [...now.keys(), ...lastWeek.keys(), ...lastYear.keys()]
  const rows: HourRow[] = []
  for (let hour = Math.min(...known); hour <= Math.max(...known); hour += 1) {
    const figuresIn = (facts: ReadonlyMap<number, Facts>) =>
      presentFigures(HOURLY, facts.get(hour) ?? NO_FACTS, currency)
    rows.push({
      hour,
      label: labelKey('hour', String(hour), language),
      ...figuresIn(now),
      last_week: figuresIn(lastWeek),
      last_year: figuresIn(lastYear),
    })
  }
  return rows
}

const HOURLY = { table: HOUR_MEASURES, names: Object.keys(HOUR_MEASURES) as HourMeasureName[] }

function presentStore(
  { store, now, before, lastYear, rank, previousRank }: ComparedStore,
  totals: Facts,
  { day, names }: DayView,
  currency: string | null,
): StoreOfDay {
  const view = { table: DAY_MEASURES, names }
  return {
    rank,
    last_week_rank: previousRank,
    key: store.id,
    label: store.name,
    share:
      totals.net <= 0n
        ? null
        : presentFigure(divideRounded(now.net * 10n ** BigInt(RATE_SCALE), totals.net), 'rate', null),
    ...presentFigures(view, now, currency),
    last_week: presentFigures(view, before, currency),
    last_week_change: presentChanges(view, now, before),
    last_year: presentFigures(view, lastYear, currency),
    last_year_change: presentChanges(view, now, lastYear),
    tickets_url: `/api/v1/sales?store_id=${store.id}&date_from=${day}&date_to=${day}`,
  }
}
