import assert from 'node:assert/strict'
import { Shelf } from './shelf.ts'

/**
 * The chain as somebody would keep it on paper: whole units and cents. Prices are such that every discount of it is a
 * multiple of the smallest coin; what tax and the rounding of cash do is looked at where they are.
 */
export const ARTICLES = [
  { price: 1000, fee: 0, isTaxed: false },
  { price: 2000, fee: 0, isTaxed: false },
  // With a deposit, which no discount touches.
  { price: 500, fee: 100, isTaxed: false },
  // Its taxes are taken from the answers; it is paid in cash alone.
  { price: 1000, fee: 0, isTaxed: true },
] as const
export const FIRST_STOCK = 30

export type Method = 'cash' | 'card' | 'other' | 'credit'
export type Money = { readonly method: Method; readonly cents: number }
export type Policy = 'allow' | 'warn' | 'refuse'

export const NOTHING = {
  tickets: 0,
  returnTickets: 0,
  units: 0,
  gross: 0,
  discounts: 0,
  returns: 0,
  net: 0,
  total: 0,
  rounding: 0,
}
export type Measures = typeof NOTHING

export type Session = {
  readonly id: string
  readonly isDrawer: boolean
  readonly float: number
  /** What the drawer took since it was opened; what came after its closing is not in it. */
  cash: number
  isOpen: boolean
  z: number | null
  readonly inTime: Measures
  readonly late: Measures
}
export type Register = {
  readonly id: number
  /** The last number that the server gave. */
  last: number
  lastZ: number
  drawer: Session | null
  readonly sessions: Session[]
}
export type Store = {
  readonly id: number
  policy: Policy
  readonly shelves: readonly Shelf[]
  /** The virtual one first, then tills; the last is held by a device. */
  readonly registers: readonly Register[]
  readonly days: Map<string, Measures>
}

/** A sale and all that it was exchanged for: one account. */
export type Account = {
  /** What it has kept of each tender. */
  readonly kept: Record<Method, number>
  /** Of what is paid in cash to the cent: what came back, and what was given back for it. */
  due: number
  given: number
  readonly isRounded: boolean
}
export type Line = {
  readonly number: number
  readonly article: number
  readonly quantity: number
  /** Of all of it, without and with tax. */
  readonly net: number
  readonly total: number
  readonly isFee: boolean
  returned: number
}
export type Sold = {
  readonly id: string
  readonly customer: number | null
  readonly lines: readonly Line[]
  readonly account: Account
}
/** What was asked, and what was answered: the same again must answer the same. */
export type Recorded = { readonly path: string; readonly body: Record<string, unknown>; readonly data: unknown }
export type Reservation = { readonly id: number; readonly store: Store; readonly article: number; remaining: number }
export type Parked = {
  readonly id: string
  readonly store: Store
  readonly lines: readonly Asked[]
  isResumed: boolean
}
export type Asked = { readonly article: number; readonly quantity: number; readonly discount: number }
export type Stocktake = {
  readonly id: number
  readonly store: Store
  status: 'counting' | 'finished' | 'approved'
  readonly counts: Map<number, { at: number; quantity: number }>
  finished: { at: number; isZero: boolean } | null
}
export type Transfer = {
  readonly id: number
  readonly source: Store
  readonly destination: Store
  readonly article: number
  readonly requested: number
  approved: number
  underWay: number
  status: 'requested' | 'approved' | 'shipped' | 'over'
}
export type Model = {
  readonly stores: readonly Store[]
  readonly credit: number[]
  readonly sold: Sold[]
  readonly recorded: Recorded[]
  readonly reservations: Reservation[]
  readonly parked: Parked[]
  readonly stocktakes: Stocktake[]
  readonly transfers: Transfer[]
}

export function newStore(id: number, registerIds: readonly number[]): Store {
  return {
    id,
    policy: 'warn',
    shelves: ARTICLES.map(() => new Shelf(FIRST_STOCK)),
    registers: registerIds.map((registerId) => ({ id: registerId, last: 0, lastZ: 0, drawer: null, sessions: [] })),
    days: new Map(),
  }
}

export function newSession(register: Register, id: string, float: number | null): Session {
  const isDrawer = float !== null
  const session = { id, isDrawer, float: float ?? 0, cash: 0, isOpen: true, z: null }
  const made: Session = { ...session, inTime: { ...NOTHING }, late: { ...NOTHING } }
  register.sessions.push(made)
  return made
}

/** A ticket as the books see it: `cash` is what it brought into the drawer. */
export type Entry = {
  readonly store: Store
  readonly session: Session
  readonly day: string
  readonly measures: Measures
  readonly cash: number
  readonly isLate: boolean
}

/** Enters a ticket into its session and its day. */
export function enter({ store, session, day, measures, cash, isLate }: Entry): void {
  add(isLate ? session.late : session.inTime, measures)
  if (!isLate) session.cash += cash
  const ofDay = store.days.get(day) ?? { ...NOTHING }
  add(ofDay, measures)
  store.days.set(day, ofDay)
}

function add(sums: Measures, more: Measures): void {
  for (const name of Object.keys(sums) as (keyof Measures)[]) sums[name] += more[name]
}

/** What of a shelf is promised: to customers, and to transfers that have not left. */
export function reservedOf({ reservations, transfers }: Model, store: Store, article: number): number {
  const held = reservations.filter((one) => one.store === store && one.article === article)
  const leaving = transfers.filter(
    (one) => one.source === store && one.article === article && one.status === 'approved',
  )
  return leaving.reduce(
    (sum, { approved }) => sum + approved,
    held.reduce((sum, { remaining }) => sum + remaining, 0),
  )
}

/** What is on its way to a store. */
export const underWayTo = ({ transfers }: Model, store: Store, article: number): number =>
  transfers.reduce((sum, one) => (one.destination === store && one.article === article ? sum + one.underWay : sum), 0)

/** The item at this place, counted round; the caller has seen that there is one. */
export function pick<Item>(items: readonly Item[], place: number): Item {
  assert.ok(items.length > 0)
  return items[place % items.length] as Item
}

export const cents = (amount: string | number): number => Math.round(Number(amount) * 100)
export const money = (amount: number): string => (amount / 100).toFixed(2)
/** To the nearest five cents: the smallest coin of Canada. */
export const inCoins = (amount: number): number => Math.round(amount / 5) * 5

const TORONTO = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto', dateStyle: 'short' })
export const dayOf = (moment: string): string => TORONTO.format(new Date(moment))
