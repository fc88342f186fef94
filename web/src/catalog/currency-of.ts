type Store = { readonly id?: number; readonly currency?: string }

/** Where there is no store yet: the money of the product's home. */
const HOME = 'CAD'

/** The money that prices are in: the chosen store's, or else that of most stores, to which the chain's prices belong. */
export function currencyOf(stores: readonly Store[], chosen: number | null): string {
  const own = stores.find(({ id }) => id === chosen)?.currency
  if (own !== undefined) return own
  const counts = new Map<string, number>()
  for (const { currency } of stores) if (currency !== undefined) counts.set(currency, (counts.get(currency) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? HOME
}
