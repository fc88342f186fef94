import { currencyDecimals } from '../../rules/index.ts'
import type { Sums } from './test-recompute.ts'

/** numerator ÷ denominator as text, rounded half away from zero: exact, unlike a division of numbers. */
export function divide(numerator: number, denominator: number, decimals: number): string | null {
  if (denominator === 0) return null
  const scaled = BigInt(Math.abs(numerator)) * 10n ** BigInt(decimals)
  const size = BigInt(Math.abs(denominator))
  const digits = String((2n * scaled + size) / (2n * size)).padStart(decimals + 1, '0')
  const point = digits.length - decimals
  const text = decimals === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`
  return numerator < 0 !== denominator < 0 && /[1-9]/.test(text) ? `-${text}` : text
}

export function figures(sums: Sums, currency: string, isArticleRow: boolean) {
  const decimals = currencyDecimals(currency)
  const money = (minor: number) => (minor / 10 ** decimals).toFixed(decimals)
  const margin = sums.net - sums.cost
  const count = sums.tickets.size
  return {
    tickets: count,
    units: String(sums.units / 1000),
    gross: money(sums.gross),
    discounts: money(sums.discounts),
    returns: money(sums.returns),
    net: money(sums.net),
    tax: money(sums.tax),
    total: money(sums.net + sums.tax),
    rounding: isArticleRow ? null : money(sums.rounding),
    collected: isArticleRow ? null : money(sums.paid),
    cost: money(sums.cost),
    margin: money(margin),
    margin_rate: divide(margin, sums.net, 4),
    average_ticket: divide(sums.net, count * 10 ** decimals, decimals),
  }
}
