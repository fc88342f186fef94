type KnownStore = { readonly id?: number; readonly name?: string }

/** Where the stores of a report come from. */
export type StoresOrigin = 'asked' | 'chosen' | 'yours'

export type CoveredStores = {
  /** In the order of the reader's stores. */
  readonly names: readonly string[]
  readonly origin: StoresOrigin
  /** How many stores are asked for that do not exist for the reader: nothing is counted of them. */
  readonly unseen: number
}

export type AskedStores = {
  /** Ids by comma; null: all of the reader's. */
  readonly stores: string | null
  /** Whether they are those of the choice at the top of every page. */
  readonly isChosen?: boolean
  /** Ids that a filter narrows the report to; null: none does. */
  readonly filtered?: readonly number[] | null
}

/**
 * Which stores the figures of a report cover, where that is not the whole chain: two people who open one report may see
 * different figures, and are told why. null: all stores there are.
 *
 * @param known the stores of the reader
 * @param seesAll whether those are all of the chain
 */
export function coveredStores(
  { stores, isChosen = false, filtered = null }: AskedStores,
  known: readonly KnownStore[],
  seesAll: boolean,
): CoveredStores | null {
  const asked = stores === null ? null : stores.split(',').map(Number)
  const isAsked = asked !== null || filtered !== null
  if (!isAsked && seesAll) return null
  const isCovered = (id: number) => (asked?.includes(id) ?? true) && (filtered?.includes(id) ?? true)
  const there = new Set(known.map(({ id }) => id))
  const wanted = new Set([...(asked ?? []), ...(filtered ?? [])])
  const ofFilter = filtered === null ? (isChosen ? 'chosen' : 'asked') : 'asked'
  return {
    names: known.filter(({ id }) => id !== undefined && isCovered(id)).map(({ id, name }) => name ?? String(id)),
    origin: isAsked ? ofFilter : 'yours',
    unseen: [...wanted].filter((id) => !there.has(id)).length,
  }
}

type Filter = { readonly dimension: string; readonly values: readonly unknown[] }

/** The stores that filters leave; null: they say nothing of stores. */
export function filteredStores(filters: readonly Filter[] | undefined): number[] | null {
  const filter = filters?.find(({ dimension, values }) => dimension === 'store' && values.length > 0)
  return filter === undefined ? null : filter.values.map(Number)
}
