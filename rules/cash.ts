/**
 * What a customer owes in cash. Where the smallest coin is larger than the minor unit, only the part of a ticket that
 * is paid in cash is rounded; taxes and other payments keep their cents. Source for Canada: Department of Finance,
 * end of the penny's distribution on 4 February 2013 (cash totals after tax go to the nearest five cents).
 */
import { divideRounded, type Minor } from './money.ts'

/** The method whose payments are coins and notes: rounded, and the only one that change is given in. */
export const CASH = 'cash'

/** Rounds to the nearest multiple of the step, half away from zero. A null step, or one of 1 or less, rounds nothing. */
export function roundCash(amount: Minor, stepMinor: bigint | null): Minor {
  if (stepMinor === null || stepMinor <= 1n) return amount
  return divideRounded(amount, stepMinor) * stepMinor
}

export type Payment = {
  /** `cash`, or any other word for a tender that is neither rounded nor gives change. */
  method: string
  /** What was handed over, in minor units, never negative: a refund is no payment (`cashRefundDue`). */
  amount: Minor
}

export type SettlementInput = {
  /** The ticket's total, before rounding. Nothing is due when it is zero or negative. */
  total: Minor
  payments: readonly Payment[]
  /** The smallest cash amount in minor units (5n in Canada); null where cash is not rounded. */
  cashStep: bigint | null
}

export type Settlement = {
  /** The sum of all payments as handed over. */
  paid: Minor
  /** What is to be paid in cash once the other payments are counted, rounded to the step; never negative. */
  cashDue: Minor
  /** Added to the total by paying in cash: negative when rounded down; zero without a covering cash payment. */
  rounding: Minor
  /** To be given back in cash; never more than the cash handed over. */
  changeDue: Minor
  /** Whether nothing remains to be paid. */
  isCovered: boolean
  /** What remains to be paid by another tender than cash, exact; zero when covered. */
  remaining: Minor
  /** What remains to be handed over in cash, rounded; zero when covered. */
  remainingCash: Minor
  /** What payments other than cash give beyond the total: no change is due for it, and the caller must report it. */
  overpaid: Minor
  /** The change given on each payment, in their order; it comes from the last cash payment first. */
  changes: Minor[]
}

/**
 * Settles a ticket: other payments count first, and only what they leave is rounded and paid in cash. Cash that equals
 * the unrounded remainder covers it as well, so that a program which pays to the cent is not refused for a coin that it
 * does not need. Always: paid - changeDue = max(total, 0) + rounding + overpaid - remaining.
 */
export function settlePayments({ total, payments, cashStep }: SettlementInput): Settlement {
  let cash = 0n
  let other = 0n
  let hasCash = false
  for (const { method, amount } of payments) {
    if (amount < 0n) throw new RangeError('A payment is never negative: money given back is a refund.')
    if (method === CASH) {
      hasCash = true
      cash += amount
    } else other += amount
  }
  const due = (total > 0n ? total : 0n) - other
  const exactCash = due > 0n ? due : 0n
  const cashDue = roundCash(exactCash, cashStep)
  const isCovered = exactCash === 0n || (hasCash && cash >= (cashDue < exactCash ? cashDue : exactCash))
  const kept = isCovered && cash > cashDue ? cashDue : cash
  const changeDue = cash - kept
  return {
    paid: cash + other,
    cashDue,
    rounding: isCovered ? kept - exactCash : 0n,
    changeDue,
    isCovered,
    remaining: isCovered ? 0n : exactCash - cash,
    remainingCash: isCovered ? 0n : cashDue - cash,
    overpaid: due < 0n ? -due : 0n,
    changes: changesOf(payments, changeDue),
  }
}

function changesOf(payments: readonly Payment[], changeDue: Minor): Minor[] {
  const changes: Minor[] = payments.map(() => 0n)
  let left = changeDue
  for (let index = payments.length - 1; index >= 0 && left > 0n; index -= 1) {
    const payment = payments[index] as Payment
    if (payment.method !== CASH) continue
    let change = left
    if (payment.amount < left) change = payment.amount
    changes[index] = change
    left -= change
  }
  return changes
}

export type CashRefundInput = {
  /**
   * All that is due back in cash for the ticket so far, this return included, before rounding; negative while what was
   * bought in exchange has brought in more.
   */
  dueSoFar: Minor
  /** Cash that earlier returns of the ticket gave back, less what exchanges took. */
  cashAlreadyGiven: Minor
  cashStep: bigint | null
  /** Cash that the ticket kept (handed over less change): no more is ever given back. Unlimited when left out. */
  cashKept?: Minor
}

/**
 * Cash to give back now: all that is due so far, rounded once, less what was given. Returning in parts therefore gives
 * back what returning at once does. Never negative.
 */
export function cashRefundDue({ dueSoFar, cashAlreadyGiven, cashStep, cashKept }: CashRefundInput): Minor {
  const rounded = roundCash(dueSoFar, cashStep)
  const limited = cashKept !== undefined && rounded > cashKept ? cashKept : rounded
  return limited > cashAlreadyGiven ? limited - cashAlreadyGiven : 0n
}
