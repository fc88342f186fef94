import { addDays, type Period } from '../resolve-scope.ts'
import { earlier, lastOfMonth, later, monthsOfYear } from '../rollups/calendar.ts'
import { CHAIN, LEVELS, type Level } from '../rollups/levels.ts'
import type { Cover, Live, RolledUp } from './cover.ts'

/** A mark: the roll-ups of these days stand. That of a month or a year says the same of each of its parts. */
export type Mark = {
  readonly store_id: number
  readonly level: Level
  readonly first_day: string
  readonly last_day: string
  /** The transaction that made it: another one makes another mark of the same span. */
  readonly made_by: string
}

type Piece = { level: Level; from: string; to: string }

/**
 * Cuts periods that do not overlap into spans whose roll-ups stand, the longest that are allowed, and days whose tickets
 * are read.
 */
export function planCover(
  owners: readonly number[],
  marks: readonly Mark[],
  periods: readonly Period[],
  levels: readonly Level[],
): Cover {
  const ofOwner = Map.groupBy(marks, (mark) => mark.store_id)
  const rolledUp = new Map<string, { piece: Piece; storeIds: number[] }>()
  const live = new Map<string, { gap: Period; storeIds: number[] }>()
  for (const owner of owners) {
    const own = (ofOwner.get(owner) ?? []).toSorted((left, right) => (left.first_day < right.first_day ? -1 : 1))
    for (const period of periods) {
      const pieces = join(own.flatMap((mark) => readMark(mark, period, levels)))
      for (const piece of pieces) {
        const key = `${piece.level} ${piece.from} ${piece.to}`
        const found = rolledUp.get(key)
        if (found === undefined) rolledUp.set(key, { piece, storeIds: [owner] })
        else found.storeIds.push(owner)
      }
      for (const gap of findGaps(pieces, period)) {
        const key = `${gap.date_from} ${gap.date_to}`
        const found = live.get(key)
        if (found === undefined) live.set(key, { gap, storeIds: [owner] })
        else found.storeIds.push(owner)
      }
    }
  }
  return {
    rolledUp: [...rolledUp.values()].map(({ piece, storeIds }): RolledUp => ({ ...piece, storeIds })),
    live: [...live.values()].map(
      ({ gap, storeIds }): Live => ({
        from: gap.date_from,
        to: gap.date_to,
        storeIds: storeIds.includes(CHAIN) ? null : storeIds,
      }),
    ),
  }
}

/** How the days that a mark and a period share can be read: as what it marks if the whole of it is asked for, else by parts. */
function readMark(mark: Mark, period: Period, levels: readonly Level[]): Piece[] {
  const { level, first_day: first, last_day: last } = mark
  if (last < period.date_from || first > period.date_to) return []
  const isWhole = first >= period.date_from && last <= period.date_to
  if (isWhole && levels.includes(level)) return [{ level, from: first, to: last }]
  if (level === 'year') {
    return monthsOfYear(first).flatMap((month) =>
      readMark({ ...mark, level: 'month', first_day: month, last_day: lastOfMonth(month) }, period, levels),
    )
  }
  if (level === 'day' || !levels.includes('day')) return []
  return [{ level: 'day', from: later(first, period.date_from), to: earlier(last, period.date_to) }]
}

/** Neighbours of one level become one piece. */
function join(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const before = joined.at(-1)
    if (before !== undefined && before.level === piece.level && addDays(before.to, 1) === piece.from)
      before.to = piece.to
    else joined.push({ ...piece })
  }
  return joined
}

/** The days of a period that no piece holds; pieces are in the order of their days. */
function findGaps(pieces: readonly { from: string; to: string }[], period: Period): Period[] {
  const gaps: Period[] = []
  let from = period.date_from
  for (const piece of pieces) {
    if (piece.from > from) gaps.push({ date_from: from, date_to: addDays(piece.from, -1) })
    if (piece.to === period.date_to) return gaps
    from = addDays(piece.to, 1)
  }
  return [...gaps, { date_from: from, date_to: period.date_to }]
}

/** From the finest on fewer and fewer levels, down to none: where marks are full of holes, longer spans have fewer of them. */
export const coarserLevels = (levels: readonly Level[]): Level[][] =>
  [0, 1, 2, 3].map((fewer) => LEVELS.slice(fewer).filter((level) => levels.includes(level)))
