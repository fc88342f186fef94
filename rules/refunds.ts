/**
 * What is given back for goods that come back: over the tenders that paid, within what each of them paid. A sale and all
 * that it was exchanged for are one account, so that no chain of exchanges gives back more than was ever taken.
 */
import { CASH, cashRefundDue, type Payment, roundCash } from './cash.ts'
import type { Minor } from './money.ts'

/** Store credit may take the place of any tender. */
export const STORE_CREDIT = 'credit'

/** What a sale, and whatever came after it, has taken and given back, by tender. */
export type TenderLedger = {
  /** What the sale kept of each of its tenders: what was handed over, less the change. */
  readonly kept: Map<string, Minor>
  /** What later tickets gave back by each tender, less what they took by it. */
  readonly refunded: Map<string, Minor>
  /** What later tickets owed the customer, less what was bought in exchange; before cash was rounded. */
  dueBefore: Minor
  /** Whether any of them was paid in cash: then what is owed in cash is rounded. */
  hasCash: boolean
}

/** A ticket that came after the sale: its total, and its payments, those given back being negative. */
export type LaterTicket = {
  readonly total: Minor
  readonly payments: readonly { readonly method: string; readonly amount: Minor; readonly change: Minor }[]
}

/** Enters a return or an exchange into the account of its sale. */
export function enterTicket(ledger: TenderLedger, { total, payments }: LaterTicket): void {
  ledger.dueBefore -= total
  for (const { method, amount, change } of payments) {
    ledger.refunded.set(method, (ledger.refunded.get(method) ?? 0n) - (amount - change))
    if (method === CASH && amount > 0n) ledger.hasCash = true
  }
}

/** What a tender may still give back; never less than nothing. */
export function refundable({ kept, refunded }: TenderLedger, method: string): Minor {
  const left =
    method === STORE_CREDIT ? total(kept) - total(refunded) : (kept.get(method) ?? 0n) - (refunded.get(method) ?? 0n)
  return left > 0n ? left : 0n
}

export type RefundInput = {
  /** What the ticket owes the customer, before cash is rounded; not negative. */
  due: Minor
  refunds: readonly Payment[]
  /** null: without a receipt nobody knows what paid, and any tender may give back. */
  ledger: TenderLedger | null
  cashStep: bigint | null
}

export type RefundSettlement = {
  given: Minor
  /** Whether this is what had to be given back. */
  isExact: boolean
  /** What the refunds must add up to, those in other tenders than cash being what they are. */
  wanted: Minor
  /** The first refund beyond what its tender has left, and what that is. */
  beyond: { index: number; limit: Minor } | null
}

/**
 * Judges what is given back. In cash it is round(all that is due back in cash so far) − cash already given back, so that
 * parts give what the whole would; which may leave nothing to hand over, and then no refund in cash need be named. What no
 * cash paid comes back to the cent.
 */
export function settleRefunds({ due, refunds, ledger, cashStep }: RefundInput): RefundSettlement {
  const cash = sumOf(refunds, (method) => method === CASH)
  const other = sumOf(refunds, (method) => method !== CASH)
  const cashDue = ledger === null ? roundCash(due - other, cashStep) : cashOwed(ledger, due, other, cashStep)
  const isInCash = due > 0n && other <= due && (ledger === null || ledger.hasCash)
  return {
    given: cash + other,
    isExact: (cash === 0n && other === due) || (isInCash && cash === cashDue),
    wanted: isInCash ? other + cashDue : due,
    beyond: ledger === null ? null : findBeyond(refunds, ledger),
  }
}

function cashOwed(ledger: TenderLedger, due: Minor, other: Minor, cashStep: bigint | null): Minor {
  const cashAlreadyGiven = ledger.refunded.get(CASH) ?? 0n
  const refundedOther = total(ledger.refunded) - cashAlreadyGiven
  const dueSoFar = ledger.dueBefore + due - refundedOther - other
  const cashKept = ledger.kept.get(CASH) ?? 0n
  // Only rounding may be lost to what cash paid; what else is beyond it is owed by another tender.
  return cashRefundDue({ dueSoFar, cashAlreadyGiven, cashStep, ...(dueSoFar <= cashKept && { cashKept }) })
}

function findBeyond(refunds: readonly Payment[], ledger: TenderLedger): RefundSettlement['beyond'] {
  const wanted = new Map<string, Minor>()
  for (const [index, { method, amount }] of refunds.entries()) {
    wanted.set(method, (wanted.get(method) ?? 0n) + amount)
    const limit = refundable(ledger, method)
    const asked = method === STORE_CREDIT ? total(wanted) : (wanted.get(method) as Minor)
    if (asked > limit) return { index, limit }
  }
  return null
}

const sumOf = (tenders: readonly Payment[], counts: (method: string) => boolean): Minor =>
  tenders.reduce((sum, { method, amount }) => (counts(method) ? sum + amount : sum), 0n)

function total(amounts: ReadonlyMap<string, Minor>): Minor {
  let sum = 0n
  for (const amount of amounts.values()) sum += amount
  return sum
}
