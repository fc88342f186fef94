import type { Dimension } from './dimensions.ts'
import type { FactGroup } from './query-facts.ts'

/** Puts groups in the order in which their dimension is read; the group without a key comes last among its equals. */
export function sortGroups(groups: readonly FactGroup[], dimension: Dimension): FactGroup[] {
  const compare = (left: FactGroup, right: FactGroup) => compareKeys(left.key, right.key, dimension)
  if (dimension.order === 'key') return groups.toSorted(compare)
  return groups.toSorted((left, right) => {
    if (left.facts.net !== right.facts.net) return left.facts.net > right.facts.net ? -1 : 1
    return compare(left, right)
  })
}

function compareKeys(left: string | null, right: string | null, dimension: Dimension): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null)
  if (dimension.keyType === 'integer') {
    const position = dimension.position ?? ((key: number) => key)
    return position(Number(left)) - position(Number(right))
  }
  if (left === right) return 0
  return left < right ? -1 : 1
}
