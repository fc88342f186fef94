import type { ListedCategory } from '../api/index.ts'

/** A category with those under it. */
export type CategoryNode = {
  readonly id: number
  readonly name: string
  readonly parentId: number | null
  readonly position: number
  /** Products of this category itself, and with those of all under it. */
  readonly own: number
  readonly total: number
  readonly children: readonly CategoryNode[]
}

/** The tree as the API answers it, each level in its order. */
export function readTree(listed: readonly ListedCategory[]): CategoryNode[] {
  return listed
    .map(({ id = 0, name = '', children = [], ...rest }) => ({
      id,
      name,
      parentId: rest.parent_id ?? null,
      position: rest.position ?? 0,
      own: rest.products_count ?? 0,
      total: rest.products_count_total ?? 0,
      // The schema cannot say that a category holds categories.
      children: readTree(children as readonly ListedCategory[]),
    }))
    .sort((one, other) => one.position - other.position || one.id - other.id)
}

export type PlacedCategory = CategoryNode & { readonly path: string; readonly depth: number }

/** Every category in the order of the tree, with the names of those above it: `Épicerie › Cafés`. */
export function placeCategories(tree: readonly CategoryNode[], above = '', depth = 0): PlacedCategory[] {
  return tree.flatMap((node) => {
    const path = above === '' ? node.name : `${above} › ${node.name}`
    return [{ ...node, path, depth }, ...placeCategories(node.children, path, depth + 1)]
  })
}

/** Whether a category is another one, or stands somewhere under it. */
export function isWithin(tree: readonly CategoryNode[], id: number, branch: number): boolean {
  const root = findCategory(tree, branch)
  return root !== null && (root.id === id || findCategory(root.children, id) !== null)
}

export function findCategory(tree: readonly CategoryNode[], id: number): CategoryNode | null {
  for (const node of tree) {
    const found = node.id === id ? node : findCategory(node.children, id)
    if (found !== null) return found
  }
  return null
}

export type Place = { readonly parentId: number | null; readonly position: number }

/** Where a category goes that is dropped before, after or into another one; null: where it stands already. */
export function placeOfDrop(
  tree: readonly CategoryNode[],
  moved: number,
  target: number,
  where: 'before' | 'after' | 'inside',
): Place | null {
  const aim = findCategory(tree, target)
  if (aim === null || isWithin(tree, target, moved)) return null
  if (where === 'inside') return { parentId: aim.id, position: afterLast(aim.children) }
  const sisters = sistersOf(tree, aim.parentId).filter(({ id }) => id !== moved)
  const place = sisters.findIndex(({ id }) => id === target)
  if (where === 'before') return { parentId: aim.parentId, position: aim.position }
  const next = sisters[place + 1]
  return { parentId: aim.parentId, position: next === undefined ? aim.position + 1 : next.position }
}

/** One place up or down among its sisters; null at the end. */
export function placeBeside(tree: readonly CategoryNode[], id: number, step: -1 | 1): Place | null {
  const node = findCategory(tree, id)
  if (node === null) return null
  const sisters = sistersOf(tree, node.parentId)
  const neighbour = sisters[sisters.findIndex((sister) => sister.id === id) + step]
  if (neighbour === undefined) return null
  return placeOfDrop(tree, id, neighbour.id, step < 0 ? 'before' : 'after')
}

export const sistersOf = (tree: readonly CategoryNode[], parentId: number | null): readonly CategoryNode[] =>
  parentId === null ? tree : (findCategory(tree, parentId)?.children ?? [])

const afterLast = (sisters: readonly CategoryNode[]): number => (sisters.at(-1)?.position ?? -1) + 1
