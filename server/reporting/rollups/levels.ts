/**
 * What roll-ups hold. A *span* is a day, a month or a year of one store, or of all stores together; a *family* is what the
 * tickets of a span are divided by: nothing (`totals`), or one of the dimensions that a day and a store do not tell.
 */
export const LEVELS = ['day', 'month', 'year'] as const
export type Level = (typeof LEVELS)[number]

export const GROUP_FAMILIES = [
  'hour',
  'category',
  'cashier',
  'country',
  'payment_method',
  'product',
  'variant',
  'customer',
] as const
export type GroupFamily = (typeof GROUP_FAMILIES)[number]
export type Family = 'totals' | GroupFamily

/** The store id under which all stores stand together. */
export const CHAIN = 0

type Kept = { readonly store: readonly Level[]; readonly chain: readonly Level[] }

const OF_FEW: Kept = { store: ['month', 'year'], chain: ['day', 'month', 'year'] }
/**
 * Where a store sells an article once or twice a month, its month by article is as long as its lines, and would only be
 * another copy of them.
 */
const OF_MANY: Kept = { store: ['year'], chain: ['month', 'year'] }

/** The spans that are kept of each family. */
export const KEPT: Readonly<Record<Family, Kept>> = {
  totals: { store: LEVELS, chain: LEVELS },
  hour: OF_FEW,
  category: OF_FEW,
  cashier: OF_FEW,
  country: OF_FEW,
  payment_method: OF_FEW,
  product: OF_MANY,
  variant: OF_MANY,
  customer: OF_MANY,
}

/** Whose spans: those of one store, or of all stores together. */
export type Owner = keyof Kept
export const ownerOf = (storeId: number): Owner => (storeId === CHAIN ? 'chain' : 'store')

/** The families of groups of which a level is kept. */
export const keptFamilies = (owner: Owner, level: Level): GroupFamily[] =>
  GROUP_FAMILIES.filter((family) => KEPT[family][owner].includes(level))
