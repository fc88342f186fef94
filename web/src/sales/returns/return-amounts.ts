import {
  CASH,
  currencyDecimals,
  feeQuantity,
  formatDecimal,
  type Payment,
  parseDecimal,
  QUANTITY_SCALE,
  refundable,
  returnShares,
  STORE_CREDIT,
  settleRefunds,
  type TenderLedger,
} from '../../../../rules/index.ts'
import type { LookUpSaleData } from '../../api/index.ts'

/** What of a line comes back, as one has chosen it. */
export type ChosenLine = {
  /** As one types it; empty: nothing. */
  readonly quantity: string
  /** false: damaged, it does not go back on the shelf. */
  readonly isRestocked: boolean
  /** Whether its deposits and eco-fees come back with it. */
  readonly withFees: boolean
}
/** By the number of the line that was sold. */
export type Chosen = Readonly<Record<number, ChosenLine>>

export const NOT_CHOSEN: ChosenLine = { quantity: '', isRestocked: true, withFees: true }

type Sold = LookUpSaleData['lines'][number]

const thousandths = (quantity: string): bigint => parseDecimal(quantity, QUANTITY_SCALE) ?? 0n

/** What the lines that are chosen give back, in minor units: their exact shares, by the rules that the server goes by. */
export function sumOfReturn(sale: LookUpSaleData, chosen: Chosen): bigint {
  let sum = 0n
  for (const line of sale.lines) {
    const { quantity, withFees } = chosen[line.line] ?? NOT_CHOSEN
    const returning = thousandths(quantity)
    if (returning <= 0n || returning > thousandths(line.returnable)) continue
    sum += shareOf(sale, line, returning)
    if (withFees) for (const fee of feesOf(sale, line, chosen)) sum += shareOf(sale, fee, feeBack(fee, line, returning))
  }
  return sum
}

/** The fees of a line that come back with it: not those that are chosen by themselves. */
export const feesOf = (sale: LookUpSaleData, { line: article }: Sold, chosen: Chosen): Sold[] =>
  sale.lines.filter(
    ({ line, fee_of: of, kind }) =>
      of === article && kind === 'sale' && thousandths(chosen[line]?.quantity ?? '') <= 0n,
  )

const feeBack = (fee: Sold, article: Sold, returning: bigint): bigint =>
  feeQuantity({
    feeSold: thousandths(fee.quantity),
    feeReturned: thousandths(fee.quantity) - thousandths(fee.returnable),
    sold: thousandths(article.quantity),
    returnedBefore: thousandths(article.quantity) - thousandths(article.returnable),
    returning,
  })

function shareOf(sale: LookUpSaleData, line: Sold, returning: bigint): bigint {
  const money = (amount: string) => parseDecimal(amount, currencyDecimals(sale.currency)) ?? 0n
  const sold = thousandths(line.quantity)
  if (returning <= 0n || sold <= 0n) return 0n
  const net = money(line.net)
  return returnShares({
    soldQuantity: sold,
    returnedBefore: sold - thousandths(line.returnable),
    returning,
    pricesIncludeTax: sale.prices_include_tax,
    line: {
      gross: money(line.gross),
      lineDiscount: money(line.discount),
      ticketDiscount: money(line.ticket_discount),
      // What reports tell apart says nothing of what is given back.
      grossNet: net,
      discountNet: 0n,
      net,
      tax: money(line.tax),
      total: money(line.total),
      cost: 0n,
      taxAmounts: line.taxes.map(({ code, amount }) => ({ code, amount: money(amount), base: net })),
    },
  }).total
}

/** The account of what paid for a sale, as the server keeps it. */
export function ledgerOf(sale: LookUpSaleData): TenderLedger {
  const money = (amount: string) => parseDecimal(amount, currencyDecimals(sale.currency)) ?? 0n
  return {
    kept: new Map(sale.tenders.map(({ method, kept }) => [method, money(kept)])),
    refunded: new Map(sale.tenders.map(({ method, refunded }) => [method, money(refunded)])),
    dueBefore: money(sale.due_before),
    hasCash: sale.tenders.some(({ method }) => method === CASH),
  }
}

const cashStepOf = ({ cash_step: step, currency }: LookUpSaleData): bigint | null =>
  step === null ? null : parseDecimal(step, currencyDecimals(currency))

/** Each tender gives back what it paid, cash last and rounded; what none of them has left becomes store credit. */
export function proposeRefunds(sale: LookUpSaleData, due: bigint): Payment[] {
  const ledger = ledgerOf(sale)
  const refunds: Payment[] = []
  let left = due
  for (const { method } of sale.tenders) {
    if (method === CASH) continue
    const limit = refundable(ledger, method)
    if (limit <= 0n || left <= 0n) continue
    let amount = left
    if (limit < left) amount = limit
    refunds.push({ method, amount })
    left -= amount
  }
  if (left <= 0n) return refunds
  if (!ledger.hasCash) return [...refunds, { method: STORE_CREDIT, amount: left }]
  const { wanted } = settleRefunds({ due, refunds, ledger, cashStep: cashStepOf(sale) })
  const cash = wanted - (due - left)
  return cash > 0n ? [...refunds, { method: CASH, amount: cash }] : refunds
}

export type Judged = {
  /** What the refunds must add up to, and what they do. */
  readonly wanted: bigint
  readonly given: bigint
  readonly isExact: boolean
  /** The tender that would give back more than it has left. */
  readonly beyond: string | null
}

/** Judges refunds as the server will. */
export function judgeRefunds(sale: LookUpSaleData, due: bigint, refunds: readonly Payment[]): Judged {
  const { wanted, given, isExact, beyond } = settleRefunds({
    due,
    refunds,
    ledger: ledgerOf(sale),
    cashStep: cashStepOf(sale),
  })
  return { wanted, given, isExact, beyond: beyond === null ? null : (refunds[beyond.index]?.method ?? null) }
}

/** The lines as the API takes them. */
export function linesOfReturn(sale: LookUpSaleData, chosen: Chosen) {
  return sale.lines
    .map(({ line }) => ({ line, ...(chosen[line] ?? NOT_CHOSEN) }))
    .filter(({ quantity }) => thousandths(quantity) > 0n)
    .map(({ line, quantity, isRestocked, withFees }) => ({
      sale_line: line,
      quantity,
      ...(!isRestocked && { restock: false }),
      ...(!withFees && { with_fees: false }),
    }))
}

/** The ways in which something may be given back: those that paid and have some left, and store credit. */
export function methodsOf(sale: LookUpSaleData): { method: string; limit: string }[] {
  const ledger = ledgerOf(sale)
  const methods = [...new Set([...sale.tenders.map(({ method }) => method), STORE_CREDIT])]
  return methods
    .map((method) => ({ method, limit: refundable(ledger, method) }))
    .filter(({ limit }) => limit > 0n)
    .map(({ method, limit }) => ({ method, limit: formatDecimal(limit, currencyDecimals(sale.currency)) }))
}

/** More or less of a line by whole units, within what may come back. */
export function stepQuantity(quantity: string, by: bigint, returnable: string): string {
  const next = thousandths(quantity) + by * 1000n
  const most = thousandths(returnable)
  const within = next < 0n ? 0n : next > most ? most : next
  return within === 0n ? '' : formatDecimal(within, QUANTITY_SCALE, 0)
}
