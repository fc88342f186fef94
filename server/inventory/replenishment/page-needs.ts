import { encodeCursor, type ListRequest, pageMeta, type SortTerm, sortText } from '../../platform/http/list.ts'
import type { PageMeta } from '../../platform/http/route.ts'
import { daysLeft, type Needed } from './propose.ts'
import type { ProposalSort } from './replenishment-schema.ts'

/** What a need is sorted by; numbers pass a cursor as texts. */
const KEYS: Readonly<Record<ProposalSort, (needed: Needed) => string | number>> = {
  id: ({ figures }) => figures.variantId,
  product_name: ({ figures }) => figures.productName,
  wanted: ({ need }) => Number(need.wanted),
  days_left: ({ need }) => Math.round(daysLeft(need) * 1000),
  shortfall: ({ need }) => Number(need.reorderPoint - need.position),
}

type Key = readonly (string | number)[]
type Keyed = { readonly needed: Needed; readonly key: Key }

const names = new Intl.Collator('fr-CA')
const compareParts = (left: string | number, right: string | number): number =>
  typeof left === 'number' && typeof right === 'number' ? left - right : names.compare(String(left), String(right))

function compareKeys(left: Key, right: Key, terms: readonly SortTerm[]): number {
  for (const [index, { descending }] of terms.entries()) {
    const order = compareParts(left[index] ?? 0, right[index] ?? 0)
    if (order !== 0) return descending ? -order : order
  }
  return 0
}

/** In the order of these terms. */
export function sortNeeds(found: readonly Needed[], terms: readonly SortTerm[]): Keyed[] {
  const keyed = found.map((needed) => ({
    needed,
    key: terms.map(({ field }) => KEYS[field as ProposalSort](needed)),
  }))
  return keyed.sort((left, right) => compareKeys(left.key, right.key, terms))
}

/**
 * A page of what was computed: by number with the count of all, or by cursor after a position, as lists that are read from
 * the database have them.
 */
export function pageOfNeeds(found: readonly Needed[], request: ListRequest): { shown: Needed[]; meta: PageMeta } {
  const { terms, perPage } = request
  const sorted = sortNeeds(found, terms)
  if (request.walk === null) {
    const shown = sorted.slice(request.offset, request.offset + perPage).map(({ needed }) => needed)
    return { shown, meta: pageMeta(found.length, request.page, perPage) }
  }
  const after = request.walk.after?.map((part, index) => (terms[index]?.field === 'product_name' ? part : Number(part)))
  const rest = after === undefined ? sorted : sorted.filter(({ key }) => compareKeys(key, after, terms) > 0)
  const last = rest.length > perPage ? rest[perPage - 1] : undefined
  const next_cursor = last === undefined ? null : encodeCursor(sortText(terms), last.key.map(String))
  return { shown: rest.slice(0, perPage).map(({ needed }) => needed), meta: { next_cursor, per_page: perPage } }
}
