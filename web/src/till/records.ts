/** What happens at a till, as its screens say it and as its outbox shows it. */
import type { Sale, TillFeed } from '../api/index.ts'
import type { ClosedDrawer } from './drawers.ts'
import type { TillErrorCode } from './till-error.ts'

export type PaymentMethod = NonNullable<TillFeed['store']>['payment_methods'][number]

export type Discount = { readonly type: 'percent' | 'amount'; readonly value: string }
export type Payment = { readonly method: PaymentMethod; readonly amount: string }

/** Given at the till: nobody has checked it yet. */
export type GivenApproval = {
  readonly approver_id: number
  readonly action: 'discount' | 'price_override' | 'return_without_receipt'
  readonly reason: string
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
  readonly given_at?: string
}

export type SoldLine = {
  readonly variant_id?: number
  readonly description?: string
  readonly tax_class?: string
  readonly quantity: string
  readonly unit_price: string
  readonly discount?: Discount
  /** Of which line of this list (from 1) it is the deposit or the eco-fee. */
  readonly fee_of?: number
}

type TicketContent = {
  /** A UUID that the screen makes with the ticket (`newId()` of `new-id.ts`): appending it twice records it once. */
  readonly id: string
  readonly cashier_id: number
  readonly customer_id?: number
  readonly note?: string
  readonly total: string
  readonly taxes: readonly { readonly code: string; readonly amount: string }[]
  readonly approvals?: readonly GivenApproval[]
}

export type SaleContent = TicketContent & {
  readonly lines: readonly SoldLine[]
  readonly discount?: Discount
  readonly payments: readonly Payment[]
}

export type ReturnContent = TicketContent & {
  readonly sale_id: string
  readonly lines: readonly {
    readonly sale_line: number
    readonly quantity: string
    readonly restock?: boolean
    readonly with_fees?: boolean
  }[]
  readonly refunds?: readonly Payment[]
  readonly exchange_lines?: readonly SoldLine[]
  readonly discount?: Discount
  readonly payments?: readonly Payment[]
}

/** Without a receipt: `note` is the reason. */
export type OpenReturnContent = TicketContent & {
  readonly lines: readonly (SoldLine & { readonly restock?: boolean })[]
  readonly refunds: readonly Payment[]
}

/** Coins and notes one by one, or sums by method. */
export type Counted =
  | readonly { readonly denomination: string; readonly count: number }[]
  | Readonly<{ cash: string } & Partial<Record<PaymentMethod, string>>>

/** What the memory itself puts into a ticket: place, number, time and seal. */
type Marks =
  | 'id'
  | 'reference'
  | 'kind'
  | 'store_id'
  | 'register_id'
  | 'session_id'
  | 'device_id'
  | 'series'
  | 'number'
  | 'cashier_id'
  | 'occurred_at'
  | 'business_day'
  | 'training'
  | 'previous_hash'
  | 'hash'
  | 'flags'
  | 'external_id'

/**
 * A ticket with all its sums as the API presents it (`GET /sales/{id}`), so that its receipt, its copies and its returns are
 * the same whether it comes from here or from the server. Its lines are those of the receipt, returned ones negative.
 */
export type TicketSums = Omit<Sale, Marks>

/** What happens at a till. Number, session, time and seal are the memory's. */
export type NewRecord =
  | { readonly kind: 'sale'; readonly content: SaleContent; readonly ticket: TicketSums }
  | { readonly kind: 'return'; readonly content: ReturnContent | OpenReturnContent; readonly ticket: TicketSums }
  | {
      readonly kind: 'session_open'
      readonly content: { readonly opening_float: string; readonly cashier_id: number }
    }
  | {
      readonly kind: 'session_close'
      readonly content: { readonly counted: Counted; readonly note?: string; readonly cashier_id: number }
    }
  | {
      readonly kind: 'cash_movement'
      readonly content: {
        readonly type: 'in' | 'out' | 'drop'
        readonly amount: string
        readonly reason: string
        readonly cashier_id: number
      }
    }
  | { readonly kind: 'drawer_open'; readonly content: { readonly reason: string; readonly cashier_id: number } }

export type RecordKind = NewRecord['kind']

/** A record once it stands in the outbox: nothing can lose it any more. */
export type AppendedRecord = {
  readonly id: string
  readonly kind: RecordKind
  readonly series: number
  readonly number: number
  /** As on the receipt: `1-2-1-000042`. */
  readonly reference: string
  readonly occurredAt: string
  readonly hash: string
  /** Of a sale or a return. */
  readonly ticket: Sale | null
  /** Of a closing: the drawer as it was closed. */
  readonly closed: ClosedDrawer | null
}

export type OutboxState = {
  /** Written, and not yet answered. */
  readonly waiting: number
  /** Refused by the server, and kept: somebody has to look. */
  readonly refused: number
  /** Taken by the server, and waiting there for a manager. */
  readonly held: number
  readonly oldestWaitingAt: string | null
  readonly isDelivering: boolean
  readonly lastDeliveredAt: string | null
  /** Too little space is left to be sure of another record: `append` refuses, so nothing must be paid before. */
  readonly isFull: boolean
}

export type OutboxEntry = {
  readonly id: string
  readonly kind: RecordKind
  readonly reference: string
  readonly occurredAt: string
  readonly state: 'waiting' | 'delivered' | 'held' | 'refused'
  /** What the server said of it, in the reader's language at that time. */
  readonly message: string | null
  readonly code: string | null
  readonly total: string | null
}

export type Outbox = {
  /**
   * Writes a record as it will be sent, with its number, seal and all that it changes here, in one transaction. Once this
   * resolves neither a reload nor a power cut loses it. The same `id` again answers the same record; what brings no id is the
   * same when it is asked for again after it could not be written.
   * @throws TillError
   */
  append(record: NewRecord): Promise<AppendedRecord>
  /** Whether the next record can be written; ask before money is taken. */
  mayAppend(): Promise<TillErrorCode | null>
  /** The newest first; `refused` and `held` are what somebody has to look at. */
  list(options?: { state?: OutboxEntry['state']; limit?: number }): Promise<readonly OutboxEntry[]>
  /** Tries to deliver now, then once more what was refused. Resolves when what waits was tried. */
  deliver(): Promise<void>
  /** All that waits and all that was refused, as it would be sent: a file to hand over when all else fails. */
  exportText(): Promise<string>
}
