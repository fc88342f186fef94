import type { Actor } from '../../platform/actor.ts'
import type { Counted } from '../sessions/session-record.ts'
import type { Flag, Ticket } from '../tickets/ticket.ts'

/**
 * What a till makes: tickets, and what happens to its drawer. All of them take the next number of one series and a place
 * in one chain. Amounts are bigint minor units of the store's currency.
 */
export const TILL_RECORD_KINDS = [
  'sale',
  'return',
  'session_open',
  'session_close',
  'cash_movement',
  'drawer_open',
] as const
export type TillRecordKind = (typeof TILL_RECORD_KINDS)[number]
/** The kinds that are no tickets. */
export type TillEventKind = Exclude<TillRecordKind, 'sale' | 'return'>

/** What an enrolled device says of a record that it made, beside its content. */
export type DeviceMark = {
  readonly deviceId: string
  readonly series: number
  readonly number: number
  /** Hashes are 64 lower-case hexadecimal digits. */
  readonly previousHash: string
  readonly hash: string
  /** Whether the hash is that of what was delivered. */
  readonly isHashRight: boolean
  /** The record as it was delivered, for whoever must look at it before it counts. */
  readonly body: Readonly<Record<string, unknown>>
}

/** A row of `till_records`: what the records of every kind have in common. */
export type TillRecord = {
  readonly storeId: number
  readonly registerId: number
  /** 0: numbered by the server, without a device. */
  readonly series: number
  readonly number: number
  readonly id: string
  readonly kind: TillRecordKind
  readonly sessionId: string | null
  readonly deviceId: string | null
  readonly cashierId: number | null
  readonly occurredAt: string
  /** The store's day on which it counts. */
  readonly businessDay: string
  /** As the device chained it; null in series 0, whose chain is the register's journal. */
  readonly previousHash: string | null
  readonly hash: string | null
  readonly flags: readonly Flag[]
}

type EventHead = {
  readonly id: string
  /** SHA-256 of the validated input, before defaults, in hexadecimal digits. */
  readonly bodyHash: string
  readonly actor: Actor
  readonly storeId: number
  readonly registerId: number
  readonly cashierId: number | null
  readonly occurredAt: string
  /** null: made through the API without a device, and numbered by the server. */
  readonly device: DeviceMark | null
  /** A manager has accepted what it was held for. */
  readonly accepted?: Flag
}

export type SessionOpenDraft = EventHead & {
  readonly kind: 'session_open'
  readonly sessionId: string
  readonly openingFloat: bigint
  readonly openedAt: string
}

export type SessionCloseDraft = EventHead & {
  readonly kind: 'session_close'
  readonly sessionId: string
  readonly counted: Counted
  readonly closedAt: string
  /** Of a closing that is not of the session's own series: the last number of that series. */
  readonly lastNumber: number | null
  /** What the till has added up by itself. */
  readonly totals: Readonly<Record<string, bigint>> | null
  readonly note: string | null
}

export type CashMovementDraft = EventHead & {
  readonly kind: 'cash_movement'
  readonly sessionId: string
  readonly type: 'in' | 'out' | 'drop'
  readonly amount: bigint
  readonly reason: string | null
}

/** The drawer was opened without a sale. */
export type DrawerOpenDraft = EventHead & {
  readonly kind: 'drawer_open'
  readonly sessionId: string | null
  readonly reason: string | null
}

export type EventDraft = SessionOpenDraft | SessionCloseDraft | CashMovementDraft | DrawerOpenDraft

/** Why a record that a device delivered waits and does not count yet. */
export const HELD_REASONS = ['device_revoked', 'duplicate_id', 'duplicate_number', 'sale_missing'] as const
export type HeldReason = (typeof HELD_REASONS)[number]

/** A row of `held_records`. */
export type HeldRecord = {
  readonly storeId: number
  readonly registerId: number
  readonly kind: TillRecordKind
  readonly recordId: string
  readonly bodyHash: string
  readonly mark: DeviceMark
  readonly reason: HeldReason
  /** The sale that a return waits for. */
  readonly waitsFor: string | null
}

/** A record that a set has composed, under the lock of its register: what sessions count from, once per set. */
export type SetRecord = {
  readonly record: TillRecord
  /** The ticket whose record it is; null for an event. */
  readonly ticket: Ticket | null
  readonly event: EventDraft | null
  /** What whoever reviews a flag must know, by flag. */
  readonly details: ReadonlyMap<Flag, object>
  /** A flag that was settled before the record was recorded, or one of a history: nobody need look at it (again). */
  readonly settled: readonly Flag[] | 'all'
}
