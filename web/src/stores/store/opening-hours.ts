import type { Store } from '../../api/index.ts'

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Day = (typeof DAYS)[number]
export type Span = { readonly opens: string; readonly closes: string }
/** Each day with its spans; a day without any is closed. */
export type Week = Readonly<Record<Day, readonly Span[]>>

const MORNING: Span = { opens: '09:00', closes: '18:00' }

export const weekOf = (hours: Store['opening_hours']): Week => {
  const {
    monday = [],
    tuesday = [],
    wednesday = [],
    thursday = [],
    friday = [],
    saturday = [],
    sunday = [],
  } = hours ?? {}
  return { monday, tuesday, wednesday, thursday, friday, saturday, sunday }
}

/** As the API takes it: closed days are left out, and a week without hours is none. */
export function hoursOf(week: Week): Store['opening_hours'] {
  const open = DAYS.filter((day) => week[day].length > 0)
  if (open.length === 0) return null
  return Object.fromEntries(open.map((day) => [day, week[day].map(({ opens, closes }) => ({ opens, closes }))]))
}

export const withSpans = (week: Week, day: Day, spans: readonly Span[]): Week => ({ ...week, [day]: spans })

/** Another span of the day: after the last one, as long as the day lasts. */
export function addSpan(spans: readonly Span[]): readonly Span[] {
  const last = spans.at(-1)
  if (last === undefined) return [MORNING]
  return [...spans, { opens: last.closes, closes: last.closes < '21:00' ? '21:00' : '24:00' }]
}

/** The hours of one day, given to every working day. */
export const copyToWorkdays = (week: Week, from: Day): Week =>
  DAYS.slice(0, 5).reduce((next, day) => withSpans(next, day, week[from]), week)
