/**
 * The till's memory: the device and its key, its copy of the store, its outbox of records, its drawer and its recent tickets.
 * Everything here works without a network. Screens read one snapshot and ask the rest; they never touch the database.
 */
import type { Sale, TillFeed } from '../api/index.ts'
import type { ClosedDrawer, Drawer } from './drawers.ts'
import type { Outbox, OutboxState } from './records.ts'

export * from './drawers.ts'
export * from './records.ts'
export * from './till-error.ts'

export type Store = NonNullable<TillFeed['store']>
export type Category = TillFeed['categories'][number]
export type Article = TillFeed['articles'][number]
export type Customer = TillFeed['customers'][number]
export type StockLevel = TillFeed['stock'][number]
export type Fee = Article['fees'][number]

/** One memory per page: `openTillMemory()` of `open-memory.ts` gives it. */
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
   * `failed`: no till can be here, and `failure` says why.
   */
  readonly phase: 'opening' | 'ready' | 'elsewhere' | 'failed'
  /**
   * `insecure`: the page came neither encrypted nor from this machine, so the browser gives it no keys. `unsupported`: the
   * browser is too old. `storage`: it keeps nothing (a private window, a broken disk).
   */
  readonly failure: 'insecure' | 'unsupported' | 'storage' | null
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
  /** Puts the cart on the screen aside. */
  park(ticket: Omit<ParkedTicket, 'parkedAt'>): Promise<void>
  /** Makes it the cart on the screen, under another id: only one resumes it. null: it is gone. */
  resume(id: string, nextId: string): Promise<unknown>
  /** The cart on the screen, so that a power cut does not lose it; null forgets it. */
  saveCurrent(cart: unknown): Promise<void>
  readCurrent(): Promise<unknown>
}
