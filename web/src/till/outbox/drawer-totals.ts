import {
  CASH,
  currencyDecimals,
  divideRounded,
  formatDecimal,
  type Minor,
  PRICE_SCALE,
  parseDecimal,
} from '../../../../rules/index.ts'
import type { Sale } from '../../api/index.ts'
import type { DrawerSums, PaymentMethod } from '../memory.ts'

type Movement = DrawerSums['movements'][number]['type']
type Measure = 'gross' | 'discounts' | 'returns' | 'net' | 'tax' | 'total' | 'rounding'

/** What a drawer's records add up to, in minor units and in the measures of the server's reports: an X without a network. */
export type DrawerTotals = Readonly<Record<Measure, Minor>> & {
  readonly tickets: number
  readonly returnTickets: number
  readonly taxes: readonly {
    readonly code: string
    readonly name: string
    readonly base: Minor
    readonly amount: Minor
  }[]
  readonly payments: readonly {
    readonly method: PaymentMethod
    readonly count: number
    readonly received: Minor
    readonly change: Minor
    readonly refunded: Minor
  }[]
  readonly movements: readonly { readonly type: Movement; readonly count: number; readonly amount: Minor }[]
}

export const NO_TOTALS: DrawerTotals = {
  tickets: 0,
  returnTickets: 0,
  gross: 0n,
  discounts: 0n,
  returns: 0n,
  net: 0n,
  tax: 0n,
  total: 0n,
  rounding: 0n,
  taxes: [],
  payments: [],
  movements: [],
}

const METHODS: readonly PaymentMethod[] = ['cash', 'card', 'cheque', 'credit', 'other']
const MOVEMENTS: readonly Movement[] = ['in', 'out', 'drop', 'no_sale']

/** @throws RangeError for what is no amount */
export function readMinor(amount: string, currency: string): Minor {
  const minor = parseDecimal(amount, currencyDecimals(currency))
  if (minor === null) throw new RangeError(`${amount} is no amount.`)
  return minor
}

export function addTicket(totals: DrawerTotals, ticket: Sale): DrawerTotals {
  const minor = (amount: string) => readMinor(amount, ticket.currency)
  const isSale = ticket.kind === 'sale'
  const sums = sumLines(ticket, minor)
  return {
    ...totals,
    tickets: totals.tickets + (isSale ? 1 : 0),
    returnTickets: totals.returnTickets + (isSale ? 0 : 1),
    gross: totals.gross + sums.gross,
    discounts: totals.discounts + sums.discounts,
    returns: totals.returns + sums.returns,
    net: totals.net + sums.net,
    tax: totals.tax + minor(ticket.tax_total),
    total: totals.total + minor(ticket.total),
    rounding: totals.rounding + minor(ticket.rounding),
    taxes: ticket.taxes.reduce(
      (taxes, { code, name, base, amount }) => addTax(taxes, { code, name, base: minor(base), amount: minor(amount) }),
      totals.taxes,
    ),
    payments: ticket.payments.reduce(
      (payments, { method, amount, change }) =>
        addPayment(payments, method as PaymentMethod, minor(amount), minor(change)),
      totals.payments,
    ),
  }
}

/** All measures are without tax: where printed prices hold it, it is taken out of the discounts as a sale's pricing does. */
function sumLines(ticket: Sale, minor: (amount: string) => Minor) {
  const sums = { gross: 0n, discounts: 0n, returns: 0n, net: 0n }
  const rates = new Map(ticket.taxes.map(({ code, rate }) => [code, parseDecimal(rate, PRICE_SCALE) ?? 0n]))
  for (const line of ticket.lines) {
    const net = minor(line.net)
    sums.net += net
    if (line.kind === 'return') {
      sums.returns += net
      continue
    }
    const printed = minor(line.discount) + minor(line.ticket_discount)
    const discounts = ticket.prices_include_tax ? withoutTax(printed, line.taxes, rates) : printed
    sums.discounts += discounts
    sums.gross += net + discounts
  }
  return sums
}

const MILLION = 1_000_000n

/** Rates are per cent with four decimals: parts per million. */
function withoutTax(amount: Minor, taxes: readonly { code: string }[], rates: ReadonlyMap<string, bigint>): Minor {
  const denominator = taxes.reduce((sum, { code }) => sum + (rates.get(code) ?? 0n), MILLION)
  return divideRounded(amount * MILLION, denominator)
}

type TaxTotal = DrawerTotals['taxes'][number]

function addTax(taxes: readonly TaxTotal[], tax: TaxTotal): TaxTotal[] {
  const known = taxes.find(({ code }) => code === tax.code)
  if (known === undefined) return [...taxes, tax]
  const sum = { ...known, base: known.base + tax.base, amount: known.amount + tax.amount }
  return taxes.map((candidate) => (candidate === known ? sum : candidate))
}

type PaymentTotal = DrawerTotals['payments'][number]

/** What is given back is negative on the ticket. */
function addPayment(
  payments: readonly PaymentTotal[],
  method: PaymentMethod,
  amount: Minor,
  change: Minor,
): PaymentTotal[] {
  const known = payments.find((payment) => payment.method === method) ?? NO_PAYMENT(method)
  const sum = {
    method,
    count: known.count + 1,
    received: known.received + (amount < 0n ? 0n : amount),
    change: known.change + change,
    refunded: known.refunded + (amount < 0n ? -amount : 0n),
  }
  const others = payments.filter((payment) => payment !== known)
  return [...others, sum].sort((left, right) => METHODS.indexOf(left.method) - METHODS.indexOf(right.method))
}

const NO_PAYMENT = (method: PaymentMethod): PaymentTotal => ({
  method,
  count: 0,
  received: 0n,
  change: 0n,
  refunded: 0n,
})

export function addMovement(totals: DrawerTotals, type: Movement, amount: Minor): DrawerTotals {
  const known = totals.movements.find((movement) => movement.type === type) ?? { type, count: 0, amount: 0n }
  const others = totals.movements.filter((movement) => movement !== known)
  const movements = [...others, { type, count: known.count + 1, amount: known.amount + amount }]
  return {
    ...totals,
    movements: movements.sort((left, right) => MOVEMENTS.indexOf(left.type) - MOVEMENTS.indexOf(right.type)),
  }
}

/** What should lie in the drawer: the float, the cash that was kept, and what was put in less what was taken out. */
export function expectedCash(openingFloat: Minor, { payments, movements }: DrawerTotals): Minor {
  let cash = openingFloat
  for (const payment of payments) if (payment.method === CASH) cash += keptOf(payment)
  for (const { type, amount } of movements) cash += type === 'in' ? amount : -amount
  return cash
}

const keptOf = ({ received, change, refunded }: PaymentTotal): Minor => received - change - refunded

export function presentTotals(totals: DrawerTotals, currency: string): DrawerSums {
  const money = (amount: Minor) => formatDecimal(amount, currencyDecimals(currency))
  return {
    tickets: totals.tickets,
    returnTickets: totals.returnTickets,
    gross: money(totals.gross),
    discounts: money(totals.discounts),
    returns: money(totals.returns),
    net: money(totals.net),
    tax: money(totals.tax),
    total: money(totals.total),
    rounding: money(totals.rounding),
    taxes: totals.taxes.map((tax) => ({ ...tax, base: money(tax.base), amount: money(tax.amount) })),
    payments: totals.payments.map((payment) => ({
      method: payment.method,
      count: payment.count,
      received: money(payment.received),
      change: money(payment.change),
      refunded: money(payment.refunded),
      kept: money(keptOf(payment)),
    })),
    movements: totals.movements.map((movement) => ({ ...movement, amount: money(movement.amount) })),
  }
}
