import { adoptStated, currencyDecimals, formatDecimal } from '../../../rules/index.ts'
import type { StoreFacts } from '../../stores/index.ts'
import type { SetState } from './set-state.ts'
import type { ReturnDraft, SaleDraft, StatedTax, Ticket } from './ticket.ts'

/**
 * Records what the receipt of a device says, where it is not what we have computed, and flags it: the customer has the
 * receipt in hand. The lines are moved until they add up to it.
 */
export function adoptReceipt(
  ticket: Ticket,
  { statedTotal, statedTaxes }: SaleDraft | ReturnDraft,
  store: StoreFacts,
  state: SetState,
): void {
  const rateOf = (code: string) => store.taxesByCode.get(code)?.ratePpm ?? 0
  const adopted = adoptStated(ticket, { total: statedTotal, taxes: statedTaxes }, rateOf)
  if (adopted === null) return
  const decimals = currencyDecimals(store.currency)
  const computed = amountsOf(ticket.total, ticket.taxes, decimals, adopted.total, adopted.taxes)
  state.flag(ticket, 'total_differs', computed)
  ticket.lines = adopted.lines
  ticket.taxes = adopted.taxes
  ticket.subtotal = adopted.subtotal
  ticket.taxTotal = adopted.taxTotal
  ticket.total = adopted.total
  // A receipt that bears tax was not exempt from it.
  if (ticket.taxTotal !== 0n && ticket.kind === 'sale') ticket.taxExemptionNumber = null
}

/** What we have computed and what the receipt says, for whoever reviews it. */
export function amountsOf(
  total: bigint,
  taxes: readonly StatedTax[],
  decimals: number,
  statedTotal: bigint,
  statedTaxes: readonly StatedTax[] = taxes,
): object {
  const money = (amount: bigint) => formatDecimal(amount, decimals)
  const named = (amounts: readonly StatedTax[]) => amounts.map(({ code, amount }) => ({ code, amount: money(amount) }))
  return {
    computed: { total: money(total), taxes: named(taxes) },
    stated: { total: money(statedTotal), taxes: named(statedTaxes) },
  }
}
