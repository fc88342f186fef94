import {
  type Consumption,
  costOfIssue,
  entryIntoStock,
  type KnownReservation,
  type LockedLevel,
  type Movement,
} from '../../inventory/index.ts'
import type { ApprovalsOfSet } from '../approvals/approvals-of-set.ts'
import type { CreditAccount } from '../credit/lock-accounts.ts'
import type { CreditMovement } from '../credit/post-credit.ts'
import type { SessionsOfSet } from '../sessions/sessions-of-set.ts'
import { type SeriesState, seriesKey } from '../tills/series-state.ts'
import type { DeviceMark, EventDraft, HeldRecord, SetRecord } from '../tills/till-record.ts'
import { hashTicket } from './hash-ticket.ts'
import { type LevelState, moveLevel } from './move-level.ts'
import type { Flag, Ticket, TicketDraft, TicketLine } from './ticket.ts'

export type RegisterState = {
  storeId: number
  registerId: number
  isDeleted: boolean
  lastNumber: number
  position: number
  headHash: string
}

/** The rows that a set holds. */
export type LockedRows = {
  readonly registers: readonly RegisterState[]
  readonly levels: readonly LockedLevel[]
  readonly accounts: readonly CreditAccount[]
  readonly reservations: readonly KnownReservation[]
  readonly series: ReadonlyMap<string, SeriesState>
  readonly sessions: SessionsOfSet
  readonly approvals: ApprovalsOfSet
}

/** Where a record gets its number: in the series of its device, or from the server. */
type Numbered = Pick<TicketDraft | EventDraft, 'device' | 'accepted'>

const accountKey = (customerId: number, currency: string) => `${customerId}:${currency}`
const keyOf = (storeId: number, otherId: number) => `${storeId}:${otherId}`

/**
 * What a set of records changes, held in memory between the locks and the writes: the rows are locked, so nobody else can
 * change them meanwhile, and each record of the set starts from where the one before it ended.
 */
export class SetState {
  readonly #registers = new Map<string, RegisterState>()
  readonly #levels = new Map<string, LevelState>()
  readonly #credits = new Map<string, bigint>()
  readonly #reservations = new Map<number, { -readonly [Name in keyof KnownReservation]: KnownReservation[Name] }>()
  readonly #series: ReadonlyMap<string, SeriesState>
  readonly #details = new Map<string, Map<Flag, object>>()
  readonly sessions: SessionsOfSet
  readonly approvals: ApprovalsOfSet
  readonly tickets: Ticket[] = []
  readonly movements: Movement[] = []
  readonly creditMovements: CreditMovement[] = []
  readonly consumptions: Consumption[] = []
  /** Tickets and events alike, in the order in which they were composed. */
  readonly records: SetRecord[] = []
  readonly held: HeldRecord[] = []

  constructor(locked: LockedRows) {
    for (const register of locked.registers) {
      this.#registers.set(keyOf(register.storeId, register.registerId), { ...register })
    }
    for (const level of locked.levels) this.#levels.set(keyOf(level.storeId, level.variantId), { ...level })
    for (const { customerId, currency, balance } of locked.accounts) {
      this.#credits.set(accountKey(customerId, currency), balance)
    }
    for (const reservation of locked.reservations) this.#reservations.set(reservation.id, { ...reservation })
    this.#series = locked.series
    this.sessions = locked.sessions
    this.approvals = locked.approvals
  }

  register(storeId: number, registerId: number): RegisterState | undefined {
    return this.#registers.get(keyOf(storeId, registerId))
  }

  level(storeId: number, variantId: number): LevelState | undefined {
    return this.#levels.get(keyOf(storeId, variantId))
  }

  reservation(id: number): KnownReservation | undefined {
    return this.#reservations.get(id)
  }

  get registers(): Iterable<RegisterState> {
    return this.#registers.values()
  }

  /** The series in which a device numbers; undefined when there is none like it. */
  seriesOf(storeId: number, registerId: number, { series }: DeviceMark): SeriesState | undefined {
    return this.#series.get(seriesKey({ storeId, registerId, series }))
  }

  get series(): Iterable<SeriesState> {
    return this.#series.values()
  }

  /** Flags a ticket, once, and keeps what whoever reviews it must know. */
  flag(ticket: Ticket, flag: Flag, details: object = {}): void {
    if (!ticket.flags.includes(flag)) ticket.flags.push(flag)
    this.#keptOf(ticket.id).set(flag, details)
  }

  #keptOf(ticketId: string): Map<Flag, object> {
    const kept = this.#details.get(ticketId) ?? new Map<Flag, object>()
    this.#details.set(ticketId, kept)
    return kept
  }

  /** What was kept with a flag so far. */
  detailsOf(ticket: Ticket, flag: Flag): object {
    return this.#details.get(ticket.id)?.get(flag) ?? {}
  }

  /**
   * Takes a sold line out of stock and fixes its cost. Answers whether the level is now below zero where its store wants
   * to hear of it.
   * @param fallbackUnitCost ten-thousandths; what a unit costs when none is on hand
   */
  takeOut(ticket: Ticket, line: TicketLine, fallbackUnitCost: bigint, decimals: number): boolean {
    const level = this.#levels.get(keyOf(ticket.storeId, line.variantId as number))
    if (level === undefined) throw new Error(`The level of variant ${line.variantId} was not locked`)
    line.cost = costOfIssue({ ...level, quantity: line.quantity, fallbackUnitCost, decimals })
    this.movements.push(
      moveLevel(level, ticket, line, { kind: 'sale', quantity: -line.quantity, valueMinor: -line.cost }),
    )
    return level.onHand < 0n && level.belowZero !== 'allow'
  }

  /** Takes what a ticket sold of a reservation; at most what remains of it. */
  consume(taken: Consumption): void {
    const reservation = this.#reservations.get(taken.id)
    const level = this.#levels.get(keyOf(taken.storeId, taken.variantId))
    if (reservation === undefined || level === undefined) throw new Error(`Reservation ${taken.id} was not locked`)
    reservation.remaining -= taken.quantity
    if (level.belowZero === 'refuse') level.held -= taken.quantity
    this.consumptions.push(taken)
  }

  /** Puts returned goods back at the cost that their sale had; `line` is negative in quantity and cost. */
  putBack(ticket: Ticket, line: TicketLine): void {
    const level = this.#levels.get(keyOf(ticket.storeId, line.variantId as number))
    if (level === undefined) throw new Error(`The level of variant ${line.variantId} was not locked`)
    const quantity = -line.quantity
    const { costVarianceMinor } = entryIntoStock({ ...level, quantity, costMinor: -line.cost })
    this.movements.push(moveLevel(level, ticket, line, { kind: 'return', quantity, valueMinor: -line.cost }))
    if (costVarianceMinor === 0n) return
    const variance = { kind: 'cost_variance', quantity: 0n, valueMinor: costVarianceMinor } as const
    this.movements.push(moveLevel(level, ticket, line, variance))
  }

  /** What a customer is still owed, in minor units. */
  creditOf(customerId: number, currency: string): bigint {
    return this.#credits.get(accountKey(customerId, currency)) ?? 0n
  }

  /** @param amount minor units; negative for what the ticket takes */
  moveCredit(ticket: Ticket, customerId: number, amount: bigint): void {
    const { currency } = ticket
    const key = accountKey(customerId, currency)
    const balance = this.#credits.get(key)
    if (balance === undefined) throw new Error(`The credit of customer ${customerId} was not locked`)
    this.#credits.set(key, balance + amount)
    this.creditMovements.push({
      customerId,
      currency,
      kind: amount < 0n ? 'payment' : 'refund',
      amount,
      reason: null,
      storeId: ticket.storeId,
      ticketId: ticket.id,
      otherCustomerId: null,
      actorId: ticket.cashierId,
      actorName: ticket.actorName,
    })
  }

  /** Gives the ticket its number, its place in the register's chain and in its session, and keeps it. */
  seal(ticket: Ticket, draft: Numbered, settled: SetRecord['settled'] = []): void {
    const register = this.#registerOf(ticket)
    const { series, number, mark, flags } = this.#number(ticket, draft)
    for (const flag of flags) this.flag(ticket, flag)
    register.position += 1
    ticket.series = series
    ticket.number = number
    ticket.recordHash = mark?.hash ?? null
    ticket.position = register.position
    ticket.previousHash = register.headHash
    ticket.hash = hashTicket(ticket)
    register.headHash = ticket.hash
    const late = this.sessions.enter(ticket)
    if (late) this.flag(ticket, 'session_closed')
    this.tickets.push(ticket)
    const { storeId, registerId, id, kind, sessionId, deviceId, cashierId, occurredAt, businessDay } = ticket
    const place = {
      storeId,
      registerId,
      series,
      number,
      id,
      kind,
      sessionId,
      deviceId,
      cashierId,
      occurredAt,
      businessDay,
    }
    this.records.push({
      record: { ...place, previousHash: mark?.previousHash ?? null, hash: mark?.hash ?? null, flags: ticket.flags },
      ticket,
      event: null,
      details: this.#keptOf(id),
      settled: draft.accepted === undefined ? settled : [draft.accepted],
    })
  }

  /** The same for what is no ticket: it takes a number, and no place in the journal of tickets. */
  keep(event: EventDraft, businessDay: string, oddities: readonly Flag[]): SetRecord {
    this.#registerOf(event)
    const { series, number, mark, flags } = this.#number(event, event)
    const { storeId, registerId, id, kind, sessionId, cashierId, occurredAt, device, accepted } = event
    const deviceId = device?.deviceId ?? null
    const place = {
      storeId,
      registerId,
      series,
      number,
      id,
      kind,
      sessionId,
      deviceId,
      cashierId,
      occurredAt,
      businessDay,
    }
    const kept: SetRecord = {
      record: {
        ...place,
        previousHash: mark?.previousHash ?? null,
        hash: mark?.hash ?? null,
        flags: [...new Set([...oddities, ...flags])],
      },
      ticket: null,
      event,
      details: new Map(),
      settled: accepted === undefined ? [] : [accepted],
    }
    this.records.push(kept)
    return kept
  }

  #registerOf({ storeId, registerId }: { storeId: number; registerId: number }): RegisterState {
    const register = this.register(storeId, registerId)
    if (register === undefined) throw new Error(`Register ${registerId} was not locked`)
    return register
  }

  /**
   * The number that the record's device gave it, if it is free; otherwise, for a record that a manager has accepted all the
   * same, and for what has no device, the server's next. `mark` is the device's seal where it holds.
   */
  #number(at: { storeId: number; registerId: number; id: string }, { device, accepted }: Numbered) {
    const series = device === null ? undefined : this.seriesOf(at.storeId, at.registerId, device)
    const flags: Flag[] = accepted === undefined ? [] : [accepted]
    if (device !== null && series !== undefined && !series.isTaken(device.number)) {
      if (!series.isChained(device)) flags.push('chain_broken')
      series.add(at.id, device)
      return { series: device.series, number: device.number, mark: device, flags }
    }
    if (device !== null && accepted !== 'duplicate_number') flags.push('duplicate_number')
    const register = this.#registerOf(at)
    register.lastNumber += 1
    return { series: 0, number: register.lastNumber, mark: null, flags }
  }
}
