/** A decimal as the API sends it, or a count; null: there is none. */
export type ChartValue = string | number | null | undefined

export type ChartSeries = {
  readonly label: string
  readonly values: readonly ChartValue[]
  /** Something to compare with: paler, and behind. */
  readonly isBefore?: boolean
  /** Drawn as a line over bars, such as an average. */
  readonly isLine?: boolean
}

/** Where a value is drawn. A drawing is not exact; what is read beside it is the value itself. */
export function toPoint(value: ChartValue): number | null {
  if (value === null || value === undefined) return null
  return typeof value === 'number' ? value : Number.parseFloat(value)
}

const TONES = 6

/** The token of the colour of each series: those to compare with have one of their own. */
export function tonesOf(series: readonly ChartSeries[]): string[] {
  let next = 0
  return series.map(({ isBefore }) => {
    if (isBefore === true) return '--chart-before'
    next += 1
    return `--chart-${((next - 1) % TONES) + 1}`
  })
}

/** A name that would push the drawing aside is cut; the whole of it is read beside it. */
export const shorten = (name: string, most: number): string =>
  name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`

/** The place that a key leads to from one of `count` places; null: the key means nothing here. */
export function moveTo(key: string, place: number | null, count: number): number | null {
  if (count === 0) return null
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return place === null ? 0 : Math.min(place + 1, count - 1)
    case 'ArrowLeft':
    case 'ArrowUp':
      return place === null ? count - 1 : Math.max(place - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
