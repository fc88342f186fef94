/**
 * The text of a period's closing that its hash protects: what the store's registers took in a day, a month or a year of
 * acceptance, and since the beginning. It is canonical JSON (see `canonical-json.ts`) with amounts as texts of minor units,
 * so that any reader of JSON reads them exactly. Like the entries that it covers it holds no personal data.
 */
import { canonicalJson } from './canonical-json.ts'
import type { Minor } from './money.ts'

export const CLOSING_VERSION = 1
export const CLOSING_KINDS = ['day', 'month', 'year'] as const
export type ClosingKind = (typeof CLOSING_KINDS)[number]

/** The measures of the reports: amounts before tax are without it, and returns are negative. */
export const CLOSING_AMOUNTS = ['gross', 'discounts', 'returns', 'net', 'tax', 'total', 'rounding'] as const
export type ClosingTotals = { tickets: number; returnTickets: number } & Record<(typeof CLOSING_AMOUNTS)[number], Minor>
export type ClosingTax = { code: string; ratePpm: number; base: Minor; amount: Minor }
/** `amount`: what was kept of a method, change and refunds taken off. */
export type ClosingPayment = { method: string; count: number; amount: Minor }
export type ClosingSums = {
  totals: ClosingTotals
  taxes: readonly ClosingTax[]
  payments: readonly ClosingPayment[]
}

/** The positions of a register's chain that a closing covers; `from` = `to` + 1 where nothing came. */
export type Coverage = {
  registerId: number
  from: number
  to: number
  /** The hash of the entry at `to`: a closing is an anchor of every register of its store. */
  hash: string
}

export type JournalClosing = ClosingSums & {
  storeId: number
  /** The place in the store's chain of closings, from 1. */
  position: number
  kind: ClosingKind
  /** `2026-11-20`, `2026-11` or `2026`. */
  period: string
  /** From 1, without a gap, per store and kind. */
  number: number
  currency: string
  madeAt: string
  /** In the order of the registers' ids. */
  covers: readonly Coverage[]
  /** Of a day: the same sums by the business day of the tickets, late ones under their own. Empty for months and years. */
  days: readonly (ClosingSums & { businessDay: string })[]
  /** Since the store's first closing; never reset. */
  perpetual: ClosingTotals
}

export const NO_TOTALS: ClosingTotals = {
  tickets: 0,
  returnTickets: 0,
  gross: 0n,
  discounts: 0n,
  returns: 0n,
  net: 0n,
  tax: 0n,
  total: 0n,
  rounding: 0n,
}

export function addTotals(left: ClosingTotals, right: ClosingTotals): ClosingTotals {
  const sum = {
    ...left,
    tickets: left.tickets + right.tickets,
    returnTickets: left.returnTickets + right.returnTickets,
  }
  for (const name of CLOSING_AMOUNTS) sum[name] += right[name]
  return sum
}

/** Adds sums up, tax by tax (each at its rate) and method by method, each list in the order of its keys. */
export function addUpSums(parts: readonly ClosingSums[]): ClosingSums {
  const taxes = new Map<string, ClosingTax>()
  const payments = new Map<string, ClosingPayment>()
  let totals = NO_TOTALS
  for (const part of parts) {
    totals = addTotals(totals, part.totals)
    for (const tax of part.taxes) {
      const key = `${tax.code}\n${String(tax.ratePpm).padStart(10, '0')}`
      const known = taxes.get(key) ?? { ...tax, base: 0n, amount: 0n }
      taxes.set(key, { ...known, base: known.base + tax.base, amount: known.amount + tax.amount })
    }
    for (const payment of part.payments) {
      const known = payments.get(payment.method) ?? { method: payment.method, count: 0, amount: 0n }
      payments.set(payment.method, {
        ...known,
        count: known.count + payment.count,
        amount: known.amount + payment.amount,
      })
    }
  }
  return { totals, taxes: inOrder(taxes), payments: inOrder(payments) }
}

/** By code units, which are the same everywhere. */
const inOrder = <Value>(map: ReadonlyMap<string, Value>): Value[] =>
  [...map].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, value]) => value)

export function canonicalClosing(closing: JournalClosing): string {
  return canonicalJson({
    version: CLOSING_VERSION,
    store_id: closing.storeId,
    position: closing.position,
    kind: closing.kind,
    period: closing.period,
    number: closing.number,
    currency: closing.currency,
    made_at: closing.madeAt,
    covers: closing.covers.map(({ registerId, from, to, hash }) => ({ register_id: registerId, from, to, hash })),
    days: closing.days.map((day) => ({ business_day: day.businessDay, ...writeSums(day) })),
    ...writeSums(closing),
    perpetual: writeTotals(closing.perpetual),
  })
}

type WrittenTotals = { tickets: number; return_tickets: number } & Record<(typeof CLOSING_AMOUNTS)[number], string>
type WrittenSums = {
  totals: WrittenTotals
  taxes: { code: string; rate_ppm: number; base: string; amount: string }[]
  payments: { method: string; count: number; amount: string }[]
}

function writeTotals(totals: ClosingTotals): WrittenTotals {
  const { tickets, returnTickets } = totals
  const amounts = Object.fromEntries(CLOSING_AMOUNTS.map((name) => [name, String(totals[name])]))
  return { tickets, return_tickets: returnTickets, ...amounts } as WrittenTotals
}

const writeSums = ({ totals, taxes, payments }: ClosingSums): WrittenSums => ({
  totals: writeTotals(totals),
  taxes: taxes.map(({ code, ratePpm, base, amount }) => ({
    code,
    rate_ppm: ratePpm,
    base: String(base),
    amount: String(amount),
  })),
  payments: payments.map(({ method, count, amount }) => ({ method, count, amount: String(amount) })),
})

/** Reads a canonical form of our own back; it throws whatever a text that is none makes JSON and numbers throw. */
export function readClosing(canonical: string): JournalClosing {
  const read = JSON.parse(canonical)
  return {
    storeId: read.store_id,
    position: read.position,
    kind: read.kind,
    period: read.period,
    number: read.number,
    currency: read.currency,
    madeAt: read.made_at,
    covers: read.covers.map(({ register_id, ...rest }: { register_id: number } & Omit<Coverage, 'registerId'>) => ({
      registerId: register_id,
      ...rest,
    })),
    days: read.days.map((day: WrittenSums & { business_day: string }) => ({
      businessDay: day.business_day,
      ...readSums(day),
    })),
    ...readSums(read),
    perpetual: readTotals(read.perpetual),
  }
}

function readTotals(written: WrittenTotals): ClosingTotals {
  const totals = { ...NO_TOTALS, tickets: written.tickets, returnTickets: written.return_tickets }
  for (const name of CLOSING_AMOUNTS) totals[name] = BigInt(written[name])
  return totals
}

const readSums = ({ totals, taxes, payments }: WrittenSums): ClosingSums => ({
  totals: readTotals(totals),
  taxes: taxes.map(({ code, rate_ppm, base, amount }) => ({
    code,
    ratePpm: rate_ppm,
    base: BigInt(base),
    amount: BigInt(amount),
  })),
  payments: payments.map(({ method, count, amount }) => ({ method, count, amount: BigInt(amount) })),
})
