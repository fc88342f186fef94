import type { Ticket } from '../tickets/ticket.ts'
import type { SessionKey } from './session-key.ts'
import { SessionTotals } from './session-totals.ts'

export type SessionState = {
  /** The store whose record names it; the session may turn out to be another's. */
  readonly askedOf: number
  readonly storeId: number
  readonly id: string
  readonly registerId: number
  readonly series: number
  readonly lastNumber: number | null
  readonly isClosed: boolean
}

const keyOf = (storeId: number, id: string) => `${storeId}:${id}`

/**
 * Beyond the closing: numbered after it in the session's own series; where the server numbers, or another series does,
 * recorded after it.
 */
export const isBeyondClosing = (session: SessionState, series: number, number: number): boolean =>
  session.isClosed && (series !== session.series || series === 0 || number > (session.lastNumber ?? 0))

/** The sessions of a set's tickets, whose registers are locked, and what the tickets add to them. */
export class SessionsOfSet {
  readonly #known = new Map<string, SessionState>()
  readonly #beginnings = new Map<string, SessionKey>()
  readonly #begun = new Map<string, SessionKey>()
  readonly totals = new SessionTotals()

  constructor(keys: readonly SessionKey[], found: readonly SessionState[]) {
    for (const session of found) this.#known.set(keyOf(session.askedOf, session.id), session)
    for (const key of keys) if (key.begins !== null) this.#beginnings.set(keyOf(key.storeId, key.id), key)
  }

  /** Whether there is such a session of this register, or it begins with its first ticket. */
  has(key: SessionKey): boolean {
    const known = this.#known.get(keyOf(key.storeId, key.id))
    if (known === undefined) return key.begins !== null
    return known.storeId === key.storeId && known.registerId === key.registerId
  }

  /** Whether the store has such a session, at whatever register. */
  isOfStore(key: SessionKey): boolean {
    return this.#known.get(keyOf(key.storeId, key.id))?.storeId === key.storeId
  }

  /**
   * Adds a numbered ticket to its session, which begins with it if need be. One that is late is counted apart, and for the
   * caller to flag.
   *
   * @returns whether it is late
   */
  enter(ticket: Ticket): boolean {
    const key = keyOf(ticket.storeId, ticket.sessionId)
    const session = this.#known.get(key)
    const beginning = this.#beginnings.get(key)
    if (session === undefined && beginning === undefined) throw new Error(`Session ${ticket.sessionId} was not found`)
    const isLate = session !== undefined && isBeyondClosing(session, ticket.series, ticket.number)
    if (session === undefined && beginning !== undefined) this.#begun.set(key, beginning)
    this.totals.add(ticket, isLate)
    return isLate
  }

  /** The sessions that begin with tickets of this set. */
  get begun(): SessionKey[] {
    return [...this.#begun.values()]
  }
}
