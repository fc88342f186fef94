import type { Chart } from '../../identity/index.ts'
import type { PaymentMethod } from '../../sales/index.ts'
import type { PostingKind } from './accounting-schema.ts'
import type { DayFacts, SoldRow } from './read-day-facts.ts'

/** A tax at its rate, in parts per million. */
export type Rate = { readonly code: string; readonly ratePpm: number }

/** One line of the books. `amount` in minor units: debits are positive, credits negative. */
export type Posting = {
  readonly kind: PostingKind
  readonly account: string
  readonly amount: bigint
  /** A tax class, a tax's code or a payment method. */
  readonly about: string | null
  readonly rates: readonly Rate[]
}

/**
 * The postings of one store's day, which balance because its tickets do: payments less change are lines, taxes and
 * rounding. What is zero is not posted.
 */
export function composePostings(facts: DayFacts, chart: Chart): Posting[] {
  const postings: Posting[] = []
  const post = (
    kind: PostingKind,
    account: string,
    amount: bigint,
    about: string | null,
    rates: readonly Rate[] = [],
  ) => {
    if (amount !== 0n) postings.push({ kind, account, amount, about, rates })
  }
  for (const { row, rates, amount } of byRate(facts.sold)) {
    if (row.is_return) post('returns', chart.returns, -amount, row.tax_class, rates)
    else post('sales', salesAccount(chart, row.tax_class), -amount, row.tax_class, rates)
  }
  for (const { code, amount } of facts.taxes) post('tax', taxAccount(chart, code), -BigInt(amount), code)
  for (const { method, amount } of facts.payments) post('payment', methodAccount(chart, method), BigInt(amount), method)
  for (const { amount } of facts.roundings) post('rounding', chart.rounding, -BigInt(amount), null)
  for (const { method, amount } of facts.differences) {
    const difference = BigInt(amount)
    post('cash_difference', methodAccount(chart, method), difference, method)
    post('cash_difference', difference < 0n ? chart.cash_short : chart.cash_over, -difference, method)
  }
  for (const { kind, amount } of facts.movements) {
    const into = kind === 'in' ? BigInt(amount) : -BigInt(amount)
    post(`cash_${kind}`, chart.cash, into, null)
    post(`cash_${kind}`, chart[`cash_${kind}`], -into, null)
  }
  return postings
}

/**
 * Of one class at the same taxes and rates, whatever other taxes its tickets bore. An exchange across a change of rate has
 * a tax twice: first at the rate of what comes back, then at that of what is bought.
 */
function byRate(sold: readonly SoldRow[]): { row: SoldRow; rates: Rate[]; amount: bigint }[] {
  const sums = new Map<string, { row: SoldRow; rates: Rate[]; amount: bigint }>()
  for (const row of sold) {
    const placeOf = (code: string) => (row.is_return ? row.taxes?.indexOf(code) : row.taxes?.lastIndexOf(code))
    const rates = row.codes.map((code) => ({ code, ratePpm: row.rates?.[placeOf(code) ?? -1] ?? 0 }))
    const name = JSON.stringify([row.is_return, row.tax_class, rates])
    const sum = sums.get(name) ?? { row, rates, amount: 0n }
    sum.amount += BigInt(row.amount)
    sums.set(name, sum)
  }
  return [...sums].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, sum]) => sum)
}

const salesAccount = (chart: Chart, taxClass: string): string =>
  chart.sales_by_tax_class.find(({ tax_class }) => tax_class === taxClass)?.account ?? chart.sales

const taxAccount = (chart: Chart, code: string): string =>
  chart.taxes_by_code.find((tax) => tax.code === code)?.account ?? chart.taxes

const methodAccount = (chart: Chart, method: string): string => chart[method as PaymentMethod] ?? chart.other
