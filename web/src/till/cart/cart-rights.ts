/** What a cashier may not do alone on this ticket, and who may approve it. The rules are those of the server. */
import { discountedLines, discountRatePpm, isWithinLimit } from '../../../../rules/index.ts'
import type { Discount, Store } from '../memory.ts'
import type { Cart, CartApproval } from './cart.ts'
import { fromMinor, fromPpm, toMinor, toPpm, toPrice } from './decimals.ts'
import { exactDiscount, type PricedCart } from './price-cart.ts'

export type Cashier = Store['cashiers'][number]

/** Something to be approved, as it is shown to whoever approves. */
export type ApprovalNeed = Pick<CartApproval, 'action' | 'lineKey' | 'from' | 'to' | 'percent' | 'amount'> & {
  /** The article that it is about; null: the ticket. */
  readonly name: string | null
  /** The ticket's discount that was asked for, and the article whose own discounts and share of it reach `percent`. */
  readonly ofTicket: { readonly asked: Discount; readonly worst: string } | null
}

export const cashierMay = (cashier: Cashier, permission: string): boolean => cashier.permissions.includes(permission)

/** In parts per million; null: no limit. */
export function discountLimitPpm(cashier: Cashier): number | null {
  if (!cashierMay(cashier, 'sales.discount')) return 0
  return cashier.discount_limit === null ? null : Number(toPpm(cashier.discount_limit))
}

export function neededApprovals(cart: Cart, priced: PricedCart, cashier: Cashier, currency: string): ApprovalNeed[] {
  if (cart.returned?.kind === 'open') return openReturnNeed(cart, priced, cashier, currency)
  return [...priceNeeds(cart, cashier), ...discountNeeds(cart, priced, cashier, currency)]
}

function openReturnNeed(cart: Cart, priced: PricedCart, cashier: Cashier, currency: string): ApprovalNeed[] {
  if (priced.rows.length === 0 || cashierMay(cashier, 'approvals.give')) return []
  const isApproved = cart.approvals.some(
    ({ action, amount }) =>
      action === 'return_without_receipt' && amount !== null && -priced.total <= toMinor(amount, currency),
  )
  if (isApproved) return []
  const amount = fromMinor(-priced.total, currency)
  return [{ ...NOTHING, action: 'return_without_receipt', amount }]
}

const NOTHING = { lineKey: null, name: null, from: null, to: null, percent: null, amount: null, ofTicket: null }

function priceNeeds(cart: Cart, cashier: Cashier): ApprovalNeed[] {
  if (cashierMay(cashier, 'sales.override')) return []
  return cart.lines
    .filter(({ askedPrice, unitPrice, isFromLabel }) => askedPrice !== null && !isFromLabel && askedPrice !== unitPrice)
    .filter(
      ({ key, askedPrice, unitPrice }) =>
        !cart.approvals.some(
          ({ action, lineKey, from, to }) =>
            action === 'price_override' && lineKey === key && from === askedPrice && isBetween(unitPrice, from, to),
        ),
    )
    .map(({ key, name, askedPrice, unitPrice }) => ({
      ...NOTHING,
      action: 'price_override',
      lineKey: key,
      name,
      from: askedPrice,
      to: unitPrice,
    }))
}

function isBetween(price: string, from: string | null, to: string | null): boolean {
  if (from === null || to === null) return false
  const [one, other, asked] = [toPrice(from), toPrice(to), toPrice(price)]
  return one < other ? asked >= one && asked <= other : asked >= other && asked <= one
}

function discountNeeds(cart: Cart, priced: PricedCart, cashier: Cashier, currency: string): ApprovalNeed[] {
  const limit = discountLimitPpm(cashier)
  const { priced: sold, inputs } = priced.sold
  if (limit === null || sold.discountTotal === 0n) return []
  const goods = sold.lines.reduce((sum, { gross }, index) => (inputs[index]?.fee === null ? sum + gross : sum), 0n)
  const lines = discountedLines(
    {
      lines: inputs.map(({ discount, fee }) => ({ discount, isFee: fee !== null })),
      discount: exactDiscount(cart.discount, currency),
    },
    sold.lines,
  )
  const needs = lines.flatMap((line, index): ApprovalNeed[] => {
    const input = inputs[index]
    if (input === undefined) return []
    const reached = { key: input.line.key, gross: line.gross, goods, currency }
    if (isWithinLimit(line, Math.max(limit, approvedPpm(cart.approvals, reached)))) return []
    const percent = fromPpm(BigInt(discountRatePpm(line)))
    const { key, name } = input.line
    if (cart.discount !== null) {
      const ofTicket = { asked: cart.discount, worst: name }
      return [{ ...NOTHING, action: 'discount', from: fromMinor(goods, currency), percent, ofTicket }]
    }
    const from = fromMinor(line.gross, currency)
    const to = fromMinor(line.gross - line.discount, currency)
    return [{ ...NOTHING, action: 'discount', lineKey: key, name, from, to, percent }]
  })
  const ofTicket = needs.filter(({ lineKey }) => lineKey === null)
  const largest = ofTicket.reduce<ApprovalNeed | null>(
    (most, need) => (most === null || toPpm(need.percent ?? '0') > toPpm(most.percent ?? '0') ? need : most),
    null,
  )
  return [...needs.filter(({ lineKey }) => lineKey !== null), ...(largest === null ? [] : [largest])]
}

type Reached = { readonly key: string; readonly gross: bigint; readonly goods: bigint; readonly currency: string }

/** The most that approvals let a line's discounts take, of no more than was shown. */
function approvedPpm(approvals: readonly CartApproval[], { key, gross, goods, currency }: Reached): number {
  return approvals
    .filter(({ action, lineKey }) => action === 'discount' && (lineKey === null || lineKey === key))
    .filter(({ lineKey, from }) => from !== null && (lineKey === null ? goods : gross) <= toMinor(from, currency))
    .reduce((most, { percent }) => Math.max(most, Number(toPpm(percent ?? '0'))), 0)
}

/** Who may approve this here; nobody approves for themselves what they may not do alone. */
export function approversOf(store: Store, need: ApprovalNeed, cashierId: number): Cashier[] {
  return store.cashiers.filter((person) => {
    if (!person.has_pin || person.id === cashierId || !cashierMay(person, 'approvals.give')) return false
    if (need.action === 'return_without_receipt') return true
    if (need.action === 'price_override' && cashierMay(person, 'sales.override')) return true
    const limit = person.discount_limit === null ? null : Number(toPpm(person.discount_limit))
    return limit === null || ratePpm(need) <= limit
  })
}

function ratePpm({ percent, from, to }: ApprovalNeed): number {
  if (percent !== null) return Number(toPpm(percent))
  const [before, after] = [toPrice(from ?? '0'), toPrice(to ?? '0')]
  return before <= after || before === 0n ? 0 : Number(((before - after) * 1_000_000n + before - 1n) / before)
}
