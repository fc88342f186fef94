import type { Movement } from './post-movements.ts'

/** The latest approved count of a level: at that moment it held exactly what was counted. */
export type CountMark = {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly stocktakeId: number
}

/** Whether what occurred then had changed the shelf before somebody counted it; the moment itself is before. */
export const isBeforeCount = (count: CountMark | null, occurredAt: string): boolean =>
  count !== null && Date.parse(occurredAt) <= count.at

/**
 * The movements to be posted for these (architecture, rule 12): one that occurred before its level was counted was seen by
 * the count already, so the opposite in quantity and value follows it at once, names the count, and counts at its moment.
 * Both tell what happened, and the level stays as it was counted.
 */
export function withCountCorrections(movements: readonly Movement[]): Movement[] {
  return movements.flatMap((movement) => {
    const { lastCount, occurredAt } = movement
    if (lastCount === null || !isBeforeCount(lastCount, occurredAt)) return [movement]
    return [movement, correctionOf(movement, lastCount)]
  })
}

const correctionOf = (movement: Movement, { at, stocktakeId }: CountMark): Movement => ({
  ...movement,
  kind: 'count_correction',
  quantity: -movement.quantity,
  valueMinor: -movement.valueMinor,
  reason: null,
  referenceType: 'stocktake',
  referenceId: String(stocktakeId),
  referenceLine: null,
  occurredAt: new Date(at).toISOString(),
})

/**
 * When something occurs that is done to a level now, under its lock: after its latest count, even where that was made by a
 * clock that is ahead of ours.
 */
export const momentOfChange = (count: CountMark | null): string =>
  new Date(Math.max(Date.now(), count === null ? 0 : count.at + 1)).toISOString()
