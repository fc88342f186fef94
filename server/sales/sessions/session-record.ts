import type { StoreFacts } from '../../stores/index.ts'
import type { PaymentMethod } from '../tickets/ticket.ts'

/**
 * What happens to a drawer, as a till or a person records it. Amounts are bigint minor units of the store's currency.
 * Whoever applies such a record holds the lock of its register, has claimed its id and given it its number.
 */
export type SessionRecordHead = {
  readonly id: string
  readonly registerId: number
  /** 0: numbered by the server. */
  readonly series: number
  readonly number: number
  readonly deviceId: string | null
  readonly cashierId: number | null
  readonly actorName: string
  readonly occurredAt: string
}

export type OpeningRecord = SessionRecordHead & {
  readonly kind: 'session_open'
  readonly sessionId: string
  readonly openingFloat: bigint
}

export type Denomination = { readonly denomination: bigint; readonly count: number }
/** Coins and notes one by one, or a sum for each payment method that was counted. */
export type Counted = readonly Denomination[] | Readonly<Partial<Record<PaymentMethod, bigint>>>

export type ClosingRecord = SessionRecordHead & {
  readonly kind: 'session_close'
  readonly sessionId: string
  readonly counted: Counted
  /** Of a closing that is not of the session's own series: the last number of that series, where it is known. */
  readonly lastNumber: number | null
  /** What the till has added up by itself; kept as it says it. */
  readonly totals: Readonly<Record<string, bigint>> | null
  readonly note: string | null
}

export const MOVEMENT_TYPES = ['in', 'out', 'drop', 'no_sale'] as const
export type MovementType = (typeof MOVEMENT_TYPES)[number]

export type MovementRecord = SessionRecordHead & {
  readonly kind: 'cash_movement'
  /** null: of no drawer session, so of the register's day. */
  readonly sessionId: string | null
  /** no_sale: the drawer was opened, and nothing moved. */
  readonly type: MovementType
  readonly amount: bigint
  readonly reason: string | null
}

export type SessionRecord = OpeningRecord | ClosingRecord | MovementRecord

export type SessionStore = Pick<StoreFacts, 'id' | 'currency' | 'timeZone'>
