import { Change, ChangeInPoints, pointsBetween } from '../../ui/index.ts'
import type { Unit } from '../fields/use-fields.ts'

type Figure = string | number | null | undefined
type FigureChangeProps = {
  readonly unit: Unit
  readonly value: Figure
  readonly previous: Figure
  /** As the API sends it. */
  readonly change: Figure
  readonly isBadWhenUp?: boolean
}

/** By how much a figure changed: a rate in points, anything else relatively. */
export function FigureChange({ unit, value, previous, change, isBadWhenUp = false }: FigureChangeProps) {
  if (unit === 'rate') return <ChangeInPoints points={pointsBetween(value, previous)} isBadWhenUp={isBadWhenUp} />
  return <Change ratio={String(change ?? '') || null} isBadWhenUp={isBadWhenUp} />
}
