import type { Tx } from '../server/platform/database/connect.ts'
import { type Column, forSet, givenRows } from '../server/platform/database/insert-set.ts'

/** Where a bare ticket is summed up. */
export type SumPlace = { readonly storeId: number; readonly sessionId: string; readonly businessDay: string }

type Sum = SumPlace & { readonly tickets: number }
type Share = Sum & { readonly kind: string; readonly key: string; readonly base: number; readonly amount: number }

/** Two taxes and one payment, the invented amounts of every bare ticket. */
const SHARES = [
  { kind: 'tax', key: 'TPS', base: 8997, amount: 450 },
  { kind: 'tax', key: 'TVQ', base: 8997, amount: 897 },
  { kind: 'payment', key: 'cash', base: 100_000, amount: 10_345 },
] as const

const places: readonly Column<Sum>[] = [
  ['store_id', 'bigint', (sum) => sum.storeId],
  ['session_id', 'uuid', (sum) => sum.sessionId],
  ['business_day', 'date', (sum) => sum.businessDay],
  ['tickets', 'bigint', (sum) => sum.tickets],
]

const addTotals = forSet(
  places,
  `insert into session_totals as kept (store_id, session_id, business_day, is_late, tickets, return_tickets, units, gross_minor,
     discount_minor, returns_minor, net_minor, tax_minor, total_minor, rounding_minor)
   select store_id, session_id, business_day, false, tickets, 0, 3 * tickets, 8997 * tickets, 0, 0, 8997 * tickets, 1347 * tickets,
     10344 * tickets, tickets from ${givenRows(places)}
   on conflict (store_id, session_id, business_day, is_late) do update
   set tickets = kept.tickets + excluded.tickets, units = kept.units + excluded.units,
     gross_minor = kept.gross_minor + excluded.gross_minor, net_minor = kept.net_minor + excluded.net_minor,
     tax_minor = kept.tax_minor + excluded.tax_minor, total_minor = kept.total_minor + excluded.total_minor,
     rounding_minor = kept.rounding_minor + excluded.rounding_minor`,
)

const shares: readonly Column<Share>[] = [
  ...(places as readonly Column<Share>[]),
  ['kind', 'text', (share) => share.kind],
  ['key', 'text', (share) => share.key],
  ['base', 'bigint', (share) => share.base],
  ['amount', 'bigint', (share) => share.amount],
]

const addShares = forSet(
  shares,
  `insert into session_shares as kept (store_id, session_id, business_day, is_late, kind, key, occurrences, base_minor, amount_minor)
   select store_id, session_id, business_day, false, kind, key, tickets, base * tickets, amount * tickets from ${givenRows(shares)}
   on conflict (store_id, session_id, business_day, is_late, kind, key) do update
   set occurrences = kept.occurrences + excluded.occurrences, base_minor = kept.base_minor + excluded.base_minor,
     amount_minor = kept.amount_minor + excluded.amount_minor`,
)

/** What the server adds to its sessions' sums for such tickets: two statements, in the order of their keys. */
export function addSums(tx: Tx, tickets: readonly SumPlace[]): PromiseLike<unknown>[] {
  const counted = new Map<string, Sum>()
  for (const place of tickets) {
    counted.set(place.sessionId, { ...place, tickets: (counted.get(place.sessionId)?.tickets ?? 0) + 1 })
  }
  const sums = [...counted.values()].sort((left, right) => (left.sessionId < right.sessionId ? -1 : 1))
  return [
    addTotals(tx, sums),
    addShares(
      tx,
      sums.flatMap((sum) => SHARES.map((share) => ({ ...sum, ...share }))),
    ),
  ]
}
