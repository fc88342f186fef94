import { Dexie, type EntityTable, type Table } from 'dexie'
import type { Sale } from '../api/index.ts'
import type { Counted, OutboxEntry, ParkedTicket, RecordKind } from './memory.ts'
import type { DrawerTotals } from './outbox/drawer-totals.ts'

/** A device that this browser is or was: one that was enrolled again leaves records that only its own key may deliver. */
export type DeviceRow = {
  readonly id: string
  readonly name: string
  readonly storeId: number
  /** Ed25519; it cannot be read out of the browser. */
  readonly privateKey: CryptoKey
  readonly isRevoked: boolean
}

/** Where the till stands: the register that it holds, and the end of its series. */
export type PlaceRow = {
  readonly key: 'place'
  readonly deviceId: string
  readonly lease: { readonly registerId: number; readonly series: number } | null
  readonly lastNumber: number
  readonly lastHash: string
  readonly leaseLost: 'taken_over' | 'cleared' | null
  readonly clockOffsetMs: number | null
}

/** A record as it is sent: written once. Only what became of it changes. */
export type RecordRow = {
  /** In the order of writing. */
  sequence: number
  readonly id: string
  readonly deviceId: string
  readonly kind: RecordKind
  readonly registerId: number
  readonly series: number
  readonly number: number
  readonly reference: string
  readonly occurredAt: string
  readonly hash: string
  readonly total: string | null
  /** The JSON that is sent, as it is. */
  readonly text: string
  readonly state: OutboxEntry['state']
  readonly code: string | null
  readonly message: string | null
  /** By the server's clock, in milliseconds; null: not yet. */
  readonly answeredAtMs: number | null
}

export type TicketRow = {
  readonly id: string
  readonly reference: string
  /** The ticket that it takes back; empty for none. */
  readonly saleId: string
  readonly occurredAt: string
  readonly keptAtMs: number
  readonly sale: Sale
}

export type DrawerRow = {
  readonly id: string
  readonly deviceId: string
  readonly registerId: number
  readonly series: number
  readonly currency: string
  readonly openedAt: string
  readonly openedBy: number
  readonly openingFloat: string
  readonly firstNumber: number
  readonly lastNumber: number
  readonly totals: DrawerTotals
  /** `lost`: its register was taken over before it was closed. */
  readonly state: 'open' | 'closed' | 'lost'
  readonly closing: {
    readonly closedAt: string
    readonly closedBy: number
    readonly counted: Counted
    readonly note: string | null
    readonly hash: string
  } | null
}

/** What a record took from the stock, until the copy has heard of it. */
export type StockRow = {
  id: number
  readonly recordId: string
  readonly variantId: number
  /** Thousandths that left; negative for what came back. */
  readonly quantity: number
  /** When the server's answer came, by the clock of this machine; 0: not yet. */
  readonly deliveredAtMs: number
}

export type SoldRow = { readonly id: number; readonly count: number }
export type KeptRow = { readonly key: string; readonly value: unknown }

const NAME = 'comptoir-till'

/** Everything of the till that must not be lost; the copy of the store has a database of its own. */
export class TillDatabase extends Dexie {
  declare devices: Table<DeviceRow, string>
  declare place: Table<PlaceRow, string>
  declare records: EntityTable<RecordRow, 'sequence'>
  declare tickets: Table<TicketRow, string>
  declare drawers: Table<DrawerRow, string>
  declare stock: EntityTable<StockRow, 'id'>
  declare sold: Table<SoldRow, number>
  declare parked: Table<ParkedTicket, string>
  declare kept: Table<KeptRow, string>

  constructor() {
    // A commit is on the disk before it is answered: a power cut after a sale must not take it back.
    super(NAME, { chromeTransactionDurability: 'strict' })
    this.version(1).stores({
      devices: 'id',
      place: 'key',
      records: '++sequence, &id, state, [state+sequence], answeredAtMs',
      tickets: 'id, reference, saleId, occurredAt',
      drawers: 'id, state, openedAt',
      stock: '++id, recordId, deliveredAtMs',
      sold: 'id',
      parked: 'id',
      kept: 'key',
    })
  }
}
