import {
  type BelowZero,
  type Consumption,
  costOfIssue,
  entryIntoStock,
  type KnownReservation,
  type LockedLevel,
  type Movement,
} from '../../inventory/index.ts'
import type { CreditAccount } from '../credit/lock-accounts.ts'
import type { CreditMovement } from '../credit/post-credit.ts'
import type { SessionsOfSet } from '../sessions/sessions-of-set.ts'
import { hashTicket } from './hash-ticket.ts'
import type { Ticket, TicketLine } from './ticket.ts'

export type RegisterState = {
  storeId: number
  registerId: number
  lastNumber: number
  position: number
  headHash: string
}
export type LevelState = { onHand: bigint; valueMinor: bigint; belowZero: BelowZero; held: bigint }

const accountKey = (customerId: number, currency: string) => `${customerId}:${currency}`
const keyOf = (storeId: number, otherId: number) => `${storeId}:${otherId}`

/**
 * What a set of tickets changes, held in memory between the locks and the writes: the rows are locked, so nobody else can
 * change them meanwhile, and each ticket of the set starts from where the one before it ended.
 */
export class SetState {
  readonly #registers = new Map<string, RegisterState>()
  readonly #levels = new Map<string, LevelState>()
  readonly #credits = new Map<string, bigint>()
  readonly sessions: SessionsOfSet
  readonly tickets: Ticket[] = []
  readonly #reservations = new Map<number, { -readonly [Name in keyof KnownReservation]: KnownReservation[Name] }>()
  readonly movements: Movement[] = []
  readonly creditMovements: CreditMovement[] = []
  readonly consumptions: Consumption[] = []

  constructor(
    registers: readonly RegisterState[],
    levels: readonly LockedLevel[],
    accounts: readonly CreditAccount[],
    reservations: readonly KnownReservation[],
    sessions: SessionsOfSet,
  ) {
    this.sessions = sessions
    for (const register of registers) this.#registers.set(keyOf(register.storeId, register.registerId), { ...register })
    for (const level of levels) this.#levels.set(keyOf(level.storeId, level.variantId), { ...level })
    for (const { customerId, currency, balance } of accounts)
      this.#credits.set(accountKey(customerId, currency), balance)
    for (const reservation of reservations) this.#reservations.set(reservation.id, { ...reservation })
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

  /**
   * Takes a sold line out of stock and fixes its cost. Answers whether the level is now below zero where its store wants
   * to hear of it.
   * @param fallbackUnitCost ten-thousandths; what a unit costs when none is on hand
   */
  takeOut(ticket: Ticket, line: TicketLine, fallbackUnitCost: bigint, decimals: number): boolean {
    const level = this.#levels.get(keyOf(ticket.storeId, line.variantId as number))
    if (level === undefined) throw new Error(`The level of variant ${line.variantId} was not locked`)
    line.cost = costOfIssue({ ...level, quantity: line.quantity, fallbackUnitCost, decimals })
    this.#move(ticket, line, level, 'sale', -line.quantity, -line.cost)
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
    this.#move(ticket, line, level, 'return', quantity, -line.cost)
    if (costVarianceMinor !== 0n) this.#move(ticket, line, level, 'cost_variance', 0n, costVarianceMinor)
  }

  #move(
    ticket: Ticket,
    line: TicketLine,
    level: LevelState,
    kind: 'sale' | 'return' | 'cost_variance',
    quantity: bigint,
    valueMinor: bigint,
  ): void {
    level.onHand += quantity
    level.valueMinor += valueMinor
    this.movements.push({
      storeId: ticket.storeId,
      variantId: line.variantId as number,
      kind,
      quantity,
      valueMinor,
      reason: null,
      referenceType: 'ticket',
      referenceId: ticket.id,
      referenceLine: line.lineNumber,
      actorId: ticket.cashierId,
      actorName: ticket.actorName,
      occurredAt: ticket.occurredAt,
    })
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
  seal(ticket: Ticket): void {
    const register = this.register(ticket.storeId, ticket.registerId)
    if (register === undefined) throw new Error(`Register ${ticket.registerId} was not locked`)
    register.lastNumber += 1
    register.position += 1
    ticket.number = register.lastNumber
    ticket.position = register.position
    ticket.previousHash = register.headHash
    ticket.hash = hashTicket(ticket)
    register.headHash = ticket.hash
    this.sessions.enter(ticket)
    this.tickets.push(ticket)
  }
}
