/** What narrows the list, under the names of the API and of the address. */
export const FILTERS = [
  'category_id',
  'is_active',
  'is_featured',
  'availability',
  'vendor',
  'tag',
  'tax_class',
  'price_min',
  'price_max',
] as const
export type Filter = (typeof FILTERS)[number]
export type Filters = Readonly<Partial<Record<Filter, string>>>

/** The filters without some of them: what a facet counts if nobody had chosen among it. */
export function without(filters: Filters, left: readonly Filter[]): Partial<Record<Filter, never>> {
  const kept = Object.entries(filters).filter(([name]) => !left.includes(name as Filter))
  return Object.fromEntries(kept) as Partial<Record<Filter, never>>
}
