import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { TicketData } from '../../server/sales/tickets/schema.ts'
import {
  dayOf,
  enter,
  type Measures,
  type Model,
  type Money,
  money,
  newSession,
  pick,
  type Register,
  type Store,
} from './model.ts'

/** Where and when a ticket is made: in which session it is, and how long ago it was. */
export const place = fc.record({
  store: fc.nat(1),
  register: fc.nat(2),
  session: fc.constantFrom('drawer' as const, 'drawer' as const, 'closed' as const, 'day' as const),
  hoursAgo: fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 60 }) },
  ),
})
export type Place = typeof place extends fc.Arbitrary<infer Value> ? Value : never

export type Spot = {
  readonly store: Store
  readonly register: Register
  /** null: the day's. */
  readonly sessionId: string | null
  readonly hoursAgo: number
  readonly head: Readonly<Record<string, unknown>>
}

export function findSpot(model: Model, { store: at, register: which, session, hoursAgo }: Place): Spot {
  const store = pick(model.stores, at)
  const register = pick(store.registers, which)
  const sessionId = findSession(register, session)
  const head = {
    id: crypto.randomUUID(),
    store_id: store.id,
    // Without a register, the virtual one.
    ...(which !== 0 && { register_id: register.id }),
    ...(sessionId !== null && { session_id: sessionId }),
    ...(hoursAgo > 0 && { occurred_at: momentOf(hoursAgo) }),
  }
  return { store, register, sessionId, hoursAgo, head }
}

function findSession(register: Register, session: Place['session']): string | null {
  if (session === 'drawer') return register.drawer?.id ?? null
  if (session === 'day') return null
  return register.sessions.findLast(({ isDrawer, isOpen }) => isDrawer && !isOpen)?.id ?? null
}

export const momentOf = (hoursAgo: number): string => new Date(Date.now() - hoursAgo * 3_600_000).toISOString()

/** Enters a ticket that was recorded, with the next number of its register; answers the flags that its session gives. */
export function bookTicket({ store, register, sessionId }: Spot, data: TicketData, measures: Measures, cash: number) {
  register.last += 1
  assert.deepEqual([data.series, data.number, data.register_id], [0, register.last, register.id])
  assert.equal(data.business_day, dayOf(data.occurred_at))
  if (sessionId !== null) assert.equal(data.session_id, sessionId)
  const known = register.sessions.find(({ id }) => id === data.session_id)
  const session = known ?? newSession(register, data.session_id, null)
  assert.equal(session.isDrawer, sessionId !== null)
  const isLate = !session.isOpen
  enter({ store, session, day: data.business_day, measures, cash, isLate })
  return isLate ? ['session_closed'] : []
}

/** In a store that wants to hear of it, a ticket that sells what is not there is flagged. */
export const flagsOfStock = ({ policy, shelves }: Store, articles: readonly number[]): string[] =>
  policy !== 'allow' && articles.some((article) => (shelves[article]?.onHand ?? 0) < 0) ? ['stock_negative'] : []

export const asPayments = (tenders: readonly Money[]) =>
  tenders.map(({ method, cents }) => ({ method, amount: money(cents) }))

export const sumOf = (tenders: readonly Money[], method?: Money['method']): number =>
  tenders.reduce((sum, tender) => (method === undefined || tender.method === method ? sum + tender.cents : sum), 0)
