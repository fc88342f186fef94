import type { Dimension } from '../dimensions.ts'
import type { Facts } from '../measures.ts'
import { CUSTOM_MEASURES, type CustomMeasureName } from './custom-measures.ts'
import type { CustomView, Pair } from './present-custom.ts'

type Compare = (left: Pair, right: Pair) => number
type FigureOf = (name: CustomMeasureName, facts: Facts) => bigint | null

/**
 * Puts rows in the order asked for, then in that of their keys; what has no value comes last. Unless asked: by time where
 * the first dimension is one, else the largest of the first measure first.
 */
export function sortRows(pairs: readonly Pair[], view: CustomView, figureOf: FigureOf): Pair[] {
  const { sort, names, dimensions, measures } = view
  const [measure] = measures
  const terms: Compare[] = sort.map(({ name, isDescending }) => {
    const index = (names as readonly string[]).indexOf(name)
    return index < 0
      ? byMeasure(pairs, name as CustomMeasureName, isDescending, figureOf)
      : byKey(dimensions[index] as Dimension, index, isDescending)
  })
  if (sort.length === 0 && dimensions[0]?.order === 'net' && measure !== undefined) {
    terms.push(byMeasure(pairs, measure, true, figureOf))
  }
  terms.push(...dimensions.map((dimension, index) => byKey(dimension, index, false)))
  return pairs.toSorted((left, right) => {
    for (const compare of terms) {
      const order = compare(left, right)
      if (order !== 0) return order
    }
    return 0
  })
}

function byMeasure(
  pairs: readonly Pair[],
  name: CustomMeasureName,
  isDescending: boolean,
  figureOf: FigureOf,
): Compare {
  if (!(name in CUSTOM_MEASURES)) return () => 0
  const figures = new Map(pairs.map((pair) => [pair, figureOf(name, pair.now)]))
  return (left, right) => compareValues(figures.get(left) ?? null, figures.get(right) ?? null, isDescending)
}

function byKey({ keyType, position = (key) => key }: Dimension, index: number, isDescending: boolean): Compare {
  const valueAt = ({ keys }: Pair): number | string | null => {
    const key = keys[index]?.key ?? null
    return key === null || keyType === 'text' ? key : position(Number(key))
  }
  return (left, right) => compareValues(valueAt(left), valueAt(right), isDescending)
}

function compareValues<Value extends bigint | number | string>(
  left: Value | null,
  right: Value | null,
  isDescending: boolean,
): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null)
  if (left === right) return 0
  return left < right === isDescending ? 1 : -1
}
