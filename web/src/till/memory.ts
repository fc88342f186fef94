/**
 * The till's memory: the device and its key, its copy of the store, its outbox of records, its drawer and its recent tickets.
 * Everything here works without a network. Screens read one snapshot and ask the rest; they never touch the database.
 */
import type { Sale, TillFeed } from '../api/index.ts'

export type Store = NonNullable<TillFeed['store']>
export type Category = TillFeed['categories'][number]
export type Article = TillFeed['articles'][number]
export type Customer = TillFeed['customers'][number]
export type StockLevel = TillFeed['stock'][number]
export type PaymentMethod = Store['payment_methods'][number]
export type Fee = Article['fees'][number]

/** One memory per page: `openTillMemory()` gives it. */
export type TillMemory = {
  readonly device: TillDevice
  readonly copy: StoreCopy
  readonly outbox: Outbox
  readonly tickets: Tickets
  readonly parked: ParkedTickets
  /** For `useSyncExternalStore`: the same object until something of it changes. */
  getSnapshot(): TillSnapshot
  subscribe(listener: () => void): () => void
  /** Ends what runs in the background; for tests, and for a page that leaves the till. */
  close(): Promise<void>
}

export type TillSnapshot = {
  /**
   * `opening`: the memory is being read. `elsewhere`: another tab or window sells on this till (`device.takeHere()`).
   * `failed`: the browser gives no storage (private window, disk that is broken): `failure` says what it said.
   */
  readonly phase: 'opening' | 'ready' | 'elsewhere' | 'failed'
  readonly failure: string | null
  readonly device: DeviceState
  readonly copy: CopyState
  readonly outbox: OutboxState
  /** The open drawer of this register, as its records make it; null: it is closed. */
  readonly drawer: Drawer | null
  /** How many tickets are parked here. */
  readonly parked: number
  /** Whether the server has answered lately; null: not asked yet. */
  readonly isOnline: boolean | null
}

// ——— The device ———

export type DeviceState = {
  /** `new`: it has no key yet. `revoked`: a manager has revoked it; what it still delivers waits for them. */
  readonly state: 'new' | 'enrolled' | 'revoked'
  readonly id: string | null
  readonly name: string | null
  readonly storeId: number | null
  /** The register that it holds; null: none is chosen, and nothing can be recorded. */
  readonly registerId: number | null
  readonly series: number | null
  /**
   * Why the register must be chosen again before the next record: `taken_over` by another device, or `cleared` by
   * somebody who emptied this browser, so that the last number is not sure. Choosing it again begins another series.
   */
  readonly leaseLost: 'taken_over' | 'cleared' | null
  /** How far this clock is behind the server's, in milliseconds; null: it never answered. `device.now()` counts with it. */
  readonly clockOffsetMs: number | null
  /** Whether the browser has promised not to clear what stands here by itself. */
  readonly isStorageKept: boolean
}

export type TillDevice = {
  /** Gives the device its key by a manager's code. @throws ComptoirError (not_found, too_many_attempts …) */
  enrol(code: string): Promise<void>
  /**
   * Holds a register of the device's store; somebody who may `sessions.open` is signed in.
   * @throws ComptoirError: `register_leased` (ask, then `takeOver`), `device_is_revoked`; TillError `drawer_open`
   */
  chooseRegister(registerId: number, options?: { takeOver?: boolean }): Promise<void>
  /** Gives the register back. Everything must be delivered before. @throws TillError `records_wait`, `drawer_open` */
  release(): Promise<void>
  /** Takes the till from the other tab, which says so there. */
  takeHere(): Promise<void>
  /** The moment, by the server's clock as far as it is known. */
  now(): Date
}

// ——— The copy of the store ———

export type CopyState = {
  /** `none`: nothing to sell from yet. `complete`: all articles of one moment are here. */
  readonly state: 'none' | 'complete'
  /** How much of a first or another complete copy is here, and what is known of the whole; null: none is being made. */
  readonly progress: { readonly rows: number; readonly expected: number | null } | null
  /** The moment of the copy: since when prices may be old. */
  readonly at: string | null
  /** No answer for longer than a few polls: say since when prices may be old. */
  readonly isStale: boolean
  /** Somebody who may sell has to sign in before the copy is renewed. */
  readonly needsSignIn: boolean
  readonly store: Store | null
  readonly categories: readonly Category[]
  readonly articleCount: number
  /** Grows with each change of articles: what was read of them may be another now. */
  readonly version: number
}

/** What a code names. */
export type Match = {
  readonly article: Article
  readonly by: 'barcode' | 'sku' | 'plu' | 'label'
  /** Of the label of a scale, in kilograms; null: it says none. */
  readonly quantity: string | null
  /** Of the label of a scale: the price of what it is on; null: it says none. */
  readonly price: string | null
}

export type StoreCopy = {
  article(id: number): Promise<Article | null>
  articles(ids: readonly number[]): Promise<readonly Article[]>
  /** Of a category and of those below it; null: of none. In the order of their names. */
  articlesOf(categoryId: number | null, limit?: number): Promise<readonly Article[]>
  /** What sells most here, by the tickets of this till. */
  favourites(limit?: number): Promise<readonly Article[]>
  /** By the words of a name, by SKU, by barcode: accents and case do not count, one or two typing errors neither. */
  search(text: string, limit?: number): Promise<readonly Article[]>
  /** Everything that bears a code, as the server finds it: barcode, SKU, PLU, then the label of a scale. */
  lookUp(code: string): Promise<readonly Match[]>
  customers(text: string, limit?: number): Promise<readonly Customer[]>
  customer(id: number): Promise<Customer | null>
  /** What lies in the store less what was sold here since; an article without a level is left out. */
  stockOf(ids: readonly number[]): Promise<ReadonlyMap<number, StockLevel>>
  /** What the store asks at a moment, and what it is compared with; null: open price. */
  priceOf(article: Article, at?: Date): { readonly price: string | null; readonly compareAtPrice: string | null }
  /** Asks for changes at once, such as after somebody has signed in. */
  refresh(): Promise<void>
}

// ——— Records ———

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
  /** A UUID that the screen makes with the ticket (`newId()`): appending it twice records it once. */
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
   * resolves neither a reload nor a power cut loses it. The same `id` again answers the same record.
   * @throws TillError
   */
  append(record: NewRecord): Promise<AppendedRecord>
  /** Whether the next record can be written; ask before money is taken. */
  mayAppend(): Promise<TillErrorCode | null>
  /** The newest first; `refused` and `held` are what somebody has to look at. */
  list(options?: { state?: OutboxEntry['state']; limit?: number }): Promise<readonly OutboxEntry[]>
  /** Tries to deliver now. Resolves when what waits was tried. */
  deliver(): Promise<void>
  /** All that waits and all that was refused, as it would be sent: a file to hand over when all else fails. */
  exportText(): Promise<string>
}

// ——— The drawer ———

export type DrawerSums = {
  readonly tickets: number
  readonly returnTickets: number
  readonly gross: string
  readonly discounts: string
  readonly returns: string
  readonly net: string
  readonly tax: string
  readonly total: string
  readonly rounding: string
  readonly taxes: readonly {
    readonly code: string
    readonly name: string
    readonly base: string
    readonly amount: string
  }[]
  readonly payments: readonly {
    readonly method: PaymentMethod
    readonly count: number
    readonly received: string
    readonly change: string
    readonly refunded: string
    /** What stays of it. */
    readonly kept: string
  }[]
  readonly movements: readonly {
    readonly type: 'in' | 'out' | 'drop' | 'no_sale'
    readonly count: number
    readonly amount: string
  }[]
}

/** A drawer as this till's records make it: an X without a network. Amounts are decimal strings of the store's currency. */
export type Drawer = {
  readonly id: string
  readonly openedAt: string
  readonly openedBy: number
  readonly openingFloat: string
  /** What should lie in it: the float, cash kept, and what was moved. */
  readonly expectedCash: string
  readonly firstNumber: number
  readonly lastNumber: number
  readonly sums: DrawerSums
}

export type ClosedDrawer = Drawer & {
  readonly closedAt: string
  readonly closedBy: number
  readonly counted: Counted
  readonly countedCash: string
  readonly difference: string
  readonly note: string | null
  /** The seal of the closing: an anchor of the till's own chain. */
  readonly hash: string
}

// ——— Tickets of this till ———

export type Tickets = {
  /** The newest first, kept for thirty days after they were delivered. */
  recent(options?: { limit?: number; text?: string }): Promise<readonly Sale[]>
  get(id: string): Promise<Sale | null>
  /** By what stands on the receipt (`1-2-1-000042`), as typed or scanned. */
  byReference(reference: string): Promise<Sale | null>
  /** The returns of a ticket that this till knows: what came back of it already. */
  returnsOf(saleId: string): Promise<readonly Sale[]>
  /** Keeps a ticket of elsewhere, read from the server, so that its return may be made without a network. */
  keep(ticket: Sale): Promise<void>
  /** The last closings of this till. */
  closings(limit?: number): Promise<readonly ClosedDrawer[]>
}

// ——— Parked tickets ———

/** A cart that waits. What a cart is only the cart knows: it is kept as it was given. */
export type ParkedTicket = {
  readonly id: string
  readonly name: string
  readonly parkedAt: string
  readonly cashierId: number
  readonly total: string
  readonly lineCount: number
  readonly cart: unknown
}

export type ParkedTickets = {
  list(): Promise<readonly ParkedTicket[]>
  park(ticket: Omit<ParkedTicket, 'parkedAt'>): Promise<void>
  /** Takes it away: only one resumes it. null: it is gone. */
  resume(id: string): Promise<ParkedTicket | null>
  /** The cart on the screen, so that a power cut does not lose it; null forgets it. */
  saveCurrent(cart: unknown): Promise<void>
  readCurrent(): Promise<unknown>
}

// ——— Refusals of the till's own ———

/**
 * `no_register`: none is chosen. `lease_lost`: another series is needed. `no_drawer`, `drawer_open`: open it, close it.
 * `records_wait`: deliver first. `storage_full`: there may be no room for another record. `storage_failed`: the browser
 * could not write. `elsewhere`: another tab sells on this till. `offline`: this needs the server.
 */
export const TILL_ERROR_CODES = [
  'no_register',
  'lease_lost',
  'no_drawer',
  'drawer_open',
  'records_wait',
  'storage_full',
  'storage_failed',
  'elsewhere',
  'offline',
] as const
export type TillErrorCode = (typeof TILL_ERROR_CODES)[number]

export class TillError extends Error {
  override readonly name = 'TillError'
  readonly code: TillErrorCode

  constructor(code: TillErrorCode, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause })
    this.code = code
  }
}
