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

/** What is added to one session, of one day. */
type Sums = { readonly key: TotalsKey; measures: Measures | null; readonly shares: Map<string, Share> }

/** What a set of records adds to the totals of their sessions, gathered so that each row is written once. */
export class SessionTotals {
  readonly #sums = new Map<string, Sums>()

  get measures(): Measures[] {
    return [...this.#sums.values()].flatMap(({ measures }) => measures ?? [])
  }

  get shares(): Share[] {
    return [...this.#sums.values()].flatMap(({ shares }) => [...shares.values()])
  }

  /** @param sign -1 takes the ticket out again */
  add(ticket: Ticket, isLate: boolean, sign: 1 | -1 = 1): void {
    const sums = this.#sumsOf(ticket, isLate)
    addMeasures(sums, ticket, sign)
    for (const { code, base, amount } of ticket.taxes) addTo(sums, 'tax', code, { base, amount }, sign)
    for (const { method, amount, change } of ticket.payments) {
      addTo(sums, amount < 0n ? 'refund' : 'payment', method, { base: amount, amount: amount - change }, sign)
    }
  }

  addShare(share: ShareInput, sign: 1 | -1 = 1): void {
    addTo(this.#sumsOf(share, share.isLate), share.kind, share.key, share, sign)
  }

  #sumsOf({ storeId, sessionId, businessDay }: Omit<TotalsKey, 'isLate'>, isLate: boolean): Sums {
    const name = `${storeId}|${sessionId}|${businessDay}|${isLate}`
    let sums = this.#sums.get(name)
    if (sums === undefined) {
      sums = { key: { storeId, sessionId, businessDay, isLate }, measures: null, shares: new Map() }
      this.#sums.set(name, sums)
    }
    return sums
  }
}

function addTo(
  { key, shares }: Sums,
  kind: ShareKind,
  of: string,
  { base, amount }: Pick<Share, 'base' | 'amount'>,
  sign: 1 | -1,
): void {
  const name = `${kind}|${of}`
  let sum = shares.get(name)
  if (sum === undefined) {
    sum = { ...key, kind, key: of, occurrences: 0, base: 0n, amount: 0n }
    shares.set(name, sum)
  }
  sum.occurrences += sign
  sum.base += BigInt(sign) * base
  sum.amount += BigInt(sign) * amount
}

function addMeasures(sums: Sums, ticket: Ticket, sign: 1 | -1): void {
  sums.measures ??= { ...sums.key, ...NOTHING }
  const { measures: sum } = sums
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
