/** A period as the address says it; empty: it has no end on that side. */
export type Period = { readonly from: string; readonly to: string }

export const PERIODS = ['always', 'today', 'yesterday', 'week', 'month', 'lastMonth'] as const
export type PeriodName = (typeof PERIODS)[number]

/** The days of a period by its name. @param today as `2026-11-27` */
export function periodOf(name: PeriodName, today: string): Period {
  const [year = 0, month = 1] = today.split('-').map(Number)
  switch (name) {
    case 'always':
      return { from: '', to: '' }
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: daysBefore(today, 1), to: daysBefore(today, 1) }
    case 'week':
      return { from: daysBefore(today, 6), to: today }
    case 'month':
      return { from: `${today.slice(0, 7)}-01`, to: today }
    case 'lastMonth':
      return { from: dayOf(year, month - 2, 1), to: dayOf(year, month - 1, 0) }
  }
}

/** Which of the usual periods this is; null: one of one's own. */
export const nameOfPeriod = ({ from, to }: Period, today: string): PeriodName | null =>
  PERIODS.find((name) => {
    const usual = periodOf(name, today)
    return usual.from === from && usual.to === to
  }) ?? null

export function daysBefore(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return dayOf(year, month - 1, date - count)
}

/** As the calendar goes on: the day 0 of a month is the last of the one before it. `month` from 0. */
const dayOf = (year: number, month: number, date: number): string =>
  new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10)

/** The day by a clock; that of the reader unless a time zone is given. */
export function todayIn(timeZone: string | undefined, now: Date = new Date()): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(timeZone !== undefined && { timeZone }),
  }).formatToParts(now)
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}
