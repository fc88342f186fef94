/** What remains to be paid of a ticket, or to be given back; change, and the rounding of cash. */
import {
  CASH,
  refundable,
  type Settlement,
  STORE_CREDIT,
  settlePayments,
  settleRefunds,
} from '../../../../rules/index.ts'
import type { Payment, PaymentMethod, Store } from '../memory.ts'
import type { Cart } from './cart.ts'
import { fromMinor, toMinor } from './decimals.ts'
import { exactLedger } from './take-back.ts'

/** Amounts in minor units, never negative. */
export type CartSettlement = {
  /** Who owes: the customer `pay`s, or the till gives back (`refund`); `none`: they are quits. */
  readonly direction: 'pay' | 'refund' | 'none'
  /** By another tender than cash, to the cent. */
  readonly remaining: bigint
  /** In cash, rounded. */
  readonly remainingCash: bigint
  readonly isSettled: boolean
  readonly changeDue: bigint
  /** The change on each payment, in their order. */
  readonly changes: readonly bigint[]
  /** Signed, added to the total. */
  readonly rounding: bigint
  /** What a tender may still give back; null: as much as remains. */
  mostOf(method: PaymentMethod): bigint | null
}

export function settleCart(cart: Cart, total: bigint, store: Store): CartSettlement {
  const { currency } = store
  const cashStep = store.cash_step === null ? null : toMinor(store.cash_step, currency)
  const payments = cart.payments.map(({ method, amount }) => ({ method, amount: toMinor(amount, currency) }))
  if (total < 0n) return settleBack(cart, { due: -total, refunds: payments, cashStep, currency })
  const settled = settlePayments({ total, payments, cashStep })
  return {
    direction: total > 0n ? 'pay' : 'none',
    remaining: settled.remaining,
    remainingCash: settled.remainingCash,
    isSettled: settled.isCovered && settled.overpaid === 0n,
    changeDue: settled.changeDue,
    changes: settled.changes,
    rounding: roundingOf(settled, total),
    mostOf: (method) => (method === CASH ? null : settled.remaining),
  }
}

/** The ticket's rounding as the server has it: what stays of the payments, less the total. */
const roundingOf = ({ paid, changeDue, isCovered }: Settlement, total: bigint): bigint =>
  isCovered ? paid - changeDue - total : 0n

type Due = {
  readonly due: bigint
  readonly refunds: readonly { readonly method: string; readonly amount: bigint }[]
  readonly cashStep: bigint | null
  readonly currency: string
}

function settleBack(cart: Cart, { due, refunds, cashStep, currency }: Due): CartSettlement {
  const ledger = cart.returned?.kind === 'receipt' ? exactLedger(cart.returned.ticket.ledger, currency) : null
  const { given, isExact, wanted } = settleRefunds({ due, refunds, ledger, cashStep })
  const sumOf = (counts: (method: string) => boolean) =>
    refunds.reduce((sum, { method, amount }) => (counts(method) ? sum + amount : sum), 0n)
  const remaining = due - given
  const leftOf = (method: string): bigint | null => {
    if (ledger === null) return null
    const own = method === STORE_CREDIT ? sumOf(() => true) : sumOf((other) => other === method)
    const left = refundable(ledger, method) - own
    return left > 0n ? left : 0n
  }
  const inCash = wanted > given ? wanted - given : 0n
  return {
    direction: 'refund',
    remaining: remaining > 0n ? remaining : 0n,
    remainingCash: ledger === null || ledger.hasCash ? inCash : 0n,
    isSettled: isExact,
    changeDue: 0n,
    changes: refunds.map(() => 0n),
    rounding: isExact ? due - given : 0n,
    mostOf: leftOf,
  }
}

/** What one more payment by this method would be, if it settled the rest. */
export function proposedAmount(settled: CartSettlement, method: PaymentMethod): bigint {
  const rest = method === CASH ? settled.remainingCash : settled.remaining
  const most = settled.direction === 'refund' ? settled.mostOf(method) : null
  return most !== null && most < rest ? most : rest
}

/** What of the ticket is paid by store credit so far. */
export const creditOn = ({ payments }: Cart, currency: string): bigint =>
  payments.reduce((sum, { method, amount }) => (method === STORE_CREDIT ? sum + toMinor(amount, currency) : sum), 0n)

/** The ticket's payments as its record has them. */
export const asPayments = (cart: Cart): Payment[] => cart.payments.map(({ method, amount }) => ({ method, amount }))

/** Notes and coins by currency, the largest first. */
const DENOMINATIONS: Readonly<Record<string, readonly string[]>> = {
  CAD: ['100.00', '50.00', '20.00', '10.00', '5.00', '2.00', '1.00', '0.25', '0.10', '0.05'],
  USD: ['100.00', '50.00', '20.00', '10.00', '5.00', '2.00', '1.00', '0.25', '0.10', '0.05', '0.01'],
  EUR: '200.00 100.00 50.00 20.00 10.00 5.00 2.00 1.00 0.50 0.20 0.10 0.05 0.02 0.01'.split(' '),
  CHF: ['200.00', '100.00', '50.00', '20.00', '10.00', '5.00', '2.00', '1.00', '0.50', '0.20', '0.10', '0.05'],
}
const NOTE_MIN = '5.00'

/** What is counted in a drawer; of a currency that is not known here: by ones, twos and fives. */
export const denominationsOf = (currency: string): readonly string[] =>
  DENOMINATIONS[currency] ??
  ['100', '50', '20', '10', '5', '2', '1'].map((unit) => fromMinor(toMinor(unit, currency), currency))

/** What a customer is likely to hand over: the sum itself, then the next sums that notes make. */
export function quickCash(due: bigint, currency: string): bigint[] {
  if (due <= 0n) return []
  const notes = denominationsOf(currency)
    .map((note) => toMinor(note, currency))
    .filter((note) => note >= toMinor(NOTE_MIN, currency))
    .reverse()
  const sums = new Set([due])
  for (const note of notes) sums.add(((due + note - 1n) / note) * note)
  return [...sums].sort((left, right) => (left < right ? -1 : 1)).slice(0, QUICK_AMOUNTS)
}
const QUICK_AMOUNTS = 5
