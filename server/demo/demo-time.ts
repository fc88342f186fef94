import { type DemoRandom, runningSums } from './demo-random.ts'
import { type DemoStore, TIME_ZONE } from './demo-stores.ts'

const MINUTE_MS = 60_000
const HALF_HOUR = 30

/** How busy each hour of the day is: lunch, the way home from work, and on Saturday and Sunday the afternoon. */
const WEEK_PROFILE = [0, 0, 0, 0, 0, 0, 2, 4, 5, 5, 6, 10, 14, 9, 7, 9, 14, 18, 15, 9, 6, 3, 0, 0]
const WEEKEND_PROFILE = [0, 0, 0, 0, 0, 0, 1, 2, 5, 9, 13, 15, 14, 15, 16, 15, 12, 9, 6, 4, 3, 2, 0, 0]

const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
/** How busy each day of the week is, Monday first. */
const WEEKDAY_FACTORS = [0.84, 0.86, 0.93, 1.04, 1.2, 1.28, 0.95]
/** The year goes up by a little each week. */
const WEEKLY_GROWTH = 0.006
const DAY_NOISE = 0.08

/** The dates that the demo plays, the last one today. */
export function listDays(now: Date, count: number): Temporal.PlainDate[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(TIME_ZONE).toPlainDate()
  return Array.from({ length: count }, (_, index) => today.subtract({ days: count - 1 - index }))
}

/** The epoch in milliseconds of a wall clock time of the chain. */
export const momentOf = (date: Temporal.PlainDate, clock: string): number =>
  date.toZonedDateTime({ timeZone: TIME_ZONE, plainTime: clock }).epochMilliseconds

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

const spansOf = (plan: DemoStore, date: Temporal.PlainDate) =>
  plan.openingHours[DAY_NAMES[date.dayOfWeek - 1] ?? 'monday'] ?? []

export const isOpen = (plan: DemoStore, date: Temporal.PlainDate): boolean => spansOf(plan, date).length > 0

/** How many tickets a store has on a date; `week` counts from the demo's first day. */
export function countTickets(random: DemoRandom, plan: DemoStore, date: Temporal.PlainDate, week: number): number {
  if (!isOpen(plan, date)) return 0
  const factor = (WEEKDAY_FACTORS[date.dayOfWeek - 1] ?? 1) * (1 + WEEKLY_GROWTH * week)
  return Math.max(1, Math.round(plan.ticketsPerDay * factor * (1 + DAY_NOISE * random.normal())))
}

/**
 * Moments within the opening hours, in milliseconds since the epoch and in no order; none on a day when the store is closed.
 * No clock changes while a store is open, so minutes after the opening are minutes of the day.
 */
export function drawMoments(random: DemoRandom, plan: DemoStore, date: Temporal.PlainDate, count: number): number[] {
  const profile = date.dayOfWeek >= 6 ? WEEKEND_PROFILE : WEEK_PROFILE
  const slots: { startMs: number; weight: number }[] = []
  for (const { opens, closes } of spansOf(plan, date)) {
    const openedAt = momentOf(date, opens)
    const first = minutesOf(opens)
    for (let minute = first; minute + HALF_HOUR <= minutesOf(closes); minute += HALF_HOUR) {
      const weight = profile[Math.floor(minute / 60)] ?? 0
      slots.push({ startMs: openedAt + (minute - first) * MINUTE_MS, weight })
    }
  }
  if (slots.length === 0) return []
  const sums = runningSums(slots.map((slot) => slot.weight))
  return Array.from({ length: count }, () => {
    const slot = slots[random.place(sums)]
    return (slot?.startMs ?? 0) + random.below(HALF_HOUR * MINUTE_MS)
  })
}
