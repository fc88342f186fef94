import type { Category } from '../../memory.ts'

/** Far enough from each other to be told apart, and none of them the red of a warning. */
const HUES = [165, 85, 250, 325, 205, 55, 290, 130] as const

const roots = new WeakMap<readonly Category[], ReadonlyMap<number, number>>()

/** The colour of a category, which those below it share; in degrees. */
export function hueOf(categoryId: number | null, categories: readonly Category[]): number {
  const known = roots.get(categories) ?? readHues(categories)
  roots.set(categories, known)
  return (categoryId === null ? undefined : known.get(categoryId)) ?? HUES[0]
}

function readHues(categories: readonly Category[]): ReadonlyMap<number, number> {
  const byId = new Map(categories.map((category) => [category.id, category]))
  const tops = categories.filter(({ parent_id: parentId }) => parentId === null || !byId.has(parentId))
  const places = new Map(tops.map(({ id }, place) => [id, place]))
  const rootOf = (category: Category): number => {
    let found = category
    for (let step = 0; step < categories.length; step += 1) {
      const parent = found.parent_id === null ? undefined : byId.get(found.parent_id)
      if (parent === undefined) break
      found = parent
    }
    return found.id
  }
  return new Map(
    categories.map((category) => [category.id, HUES[(places.get(rootOf(category)) ?? 0) % HUES.length] ?? HUES[0]]),
  )
}
