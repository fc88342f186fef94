import { isGoods } from '../tickets/goods-lines.ts'
import type { Ticket } from '../tickets/ticket.ts'

type TotalsKey = { storeId: number; sessionId: string; businessDay: string; isLate: boolean }

/** What tickets add up to in the measures of the reports: amounts in minor units, units in thousandths. */
export type Measures = TotalsKey & {
  tickets: number
  returnTickets: number
  units: bigint
  gross: bigint
  discount: bigint
  returns: bigint
  net: bigint
  tax: bigint
  total: bigint
  rounding: bigint
}

export const SHARE_KINDS = ['tax', 'payment', 'refund', 'movement'] as const
export type ShareKind = (typeof SHARE_KINDS)[number]

/** The same by tax, by payment method, by kind of cash movement (see the table). */
export type Share = TotalsKey & { kind: ShareKind; key: string; occurrences: number; base: bigint; amount: bigint }

type ShareInput = TotalsKey & { kind: ShareKind; key: string; base: bigint; amount: bigint }

/** What a set of records adds to the totals of their sessions, gathered so that each row is written once. */
export class SessionTotals {
  readonly #measures = new Map<string, Measures>()
  readonly #shares = new Map<string, Share>()

  get measures(): Measures[] {
    return [...this.#measures.values()]
  }

  get shares(): Share[] {
    return [...this.#shares.values()]
  }

  /** @param sign -1 takes the ticket out again */
  add(ticket: Ticket, isLate: boolean, sign: 1 | -1 = 1): void {
    const { storeId, sessionId, businessDay } = ticket
    const key = { storeId, sessionId, businessDay, isLate }
    this.#addMeasures(key, ticket, sign)
    for (const { code, base, amount } of ticket.taxes)
      this.addShare({ ...key, kind: 'tax', key: code, base, amount }, sign)
    for (const { method, amount, change } of ticket.payments) {
      const kind = amount < 0n ? 'refund' : 'payment'
      this.addShare({ ...key, kind, key: method, base: amount, amount: amount - change }, sign)
    }
  }

  addShare(share: ShareInput, sign: 1 | -1 = 1): void {
    const name = `${nameOf(share)}|${share.kind}|${share.key}`
    let sum = this.#shares.get(name)
    if (sum === undefined) {
      sum = { ...share, occurrences: 0, base: 0n, amount: 0n }
      this.#shares.set(name, sum)
    }
    sum.occurrences += sign
    sum.base += BigInt(sign) * share.base
    sum.amount += BigInt(sign) * share.amount
  }

  #addMeasures(key: TotalsKey, ticket: Ticket, sign: 1 | -1): void {
    let sum = this.#measures.get(nameOf(key))
    if (sum === undefined) {
      sum = { ...key, ...NOTHING }
      this.#measures.set(nameOf(key), sum)
    }
    const factor = BigInt(sign)
    if (ticket.kind === 'sale') sum.tickets += sign
    else sum.returnTickets += sign
    for (const line of ticket.lines) {
      if (isGoods(line)) sum.units += factor * line.quantity
      if (line.kind === 'return') sum.returns += factor * line.net
      else {
        sum.gross += factor * line.gross
        sum.discount += factor * line.discount
      }
      sum.net += factor * line.net
      sum.tax += factor * line.tax
    }
    sum.total += factor * ticket.total
    sum.rounding += factor * ticket.rounding
  }
}

const NOTHING = {
  tickets: 0,
  returnTickets: 0,
  units: 0n,
  gross: 0n,
  discount: 0n,
  returns: 0n,
  net: 0n,
  tax: 0n,
  total: 0n,
  rounding: 0n,
}

const nameOf = ({ storeId, sessionId, businessDay, isLate }: TotalsKey) =>
  `${storeId}|${sessionId}|${businessDay}|${isLate}`
