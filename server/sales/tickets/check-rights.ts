import {
  currencyDecimals,
  type DiscountedLine,
  discountedLines,
  discountRatePpm,
  formatDecimal,
  formatRate,
  isWithinLimit,
  PRICE_SCALE,
  type PricedTicket,
} from '../../../rules/index.ts'
import { type Actor, limitOf, may } from '../../platform/actor.ts'
import { platformErrors } from '../../platform/errors.ts'
import { fill, type Text, text } from '../../platform/text.ts'
import type { Approval } from '../approvals/approval.ts'
import { salesErrors } from '../errors.ts'
import type { SetState } from './set-state.ts'
import type { Sold } from './sold-lines.ts'
import type { ReceiptReturnDraft, SaleDraft, Ticket } from './ticket.ts'

const DISCOUNT = 'sales.discount'

/** What sells: a sale, or what is bought in exchange. */
type SellingDraft = SaleDraft | ReceiptReturnDraft

/**
 * Selling at the catalogue's price is anyone's who sells; taking something off it is a right with a limit, and setting
 * another price, or taxing an article as another, a right of its own. What is beyond them somebody else has approved.
 *
 * @param approvals what the draft names
 * @throws forbidden, approval_required naming the field
 */
export function checkRights(
  draft: SellingDraft,
  sold: readonly Sold[],
  { priced, currency }: { priced: PricedTicket; currency: string },
  approvals: readonly Approval[],
): void {
  const numbers = askedNumbers(sold)
  checkTaxClasses(draft.actor, sold)
  checkPrices(draft, sold, numbers, approvals)
  const limit = limitOf(draft.actor, DISCOUNT)
  if (limit === null || priced.discountTotal === 0n) return
  const reached = { decimals: currencyDecimals(currency), ofTicket: goodsGross(sold, priced) }
  const index = discountsOf(draft, sold, priced).findIndex((line, place) => {
    const approved = approvedPpm(approvals, { ...reached, lineNumber: numbers[place] ?? 0, ofLine: line.gross })
    return !isWithinLimit(line, Math.max(limit, approved))
  })
  const beyond = sold[index]
  if (beyond === undefined) return
  const field = beyond.line.discount === null ? 'discount' : `${beyond.path}.discount`
  throw approvalRequired(field, may(draft.actor, DISCOUNT) ? beyondLimit(limit) : NO_DISCOUNT)
}

/** The numbers of the lines as they were asked for, from 1: fees that came with a line are not counted. */
function askedNumbers(sold: readonly Sold[]): number[] {
  let count = 0
  return sold.map(({ feeOf }) => {
    if (feeOf === null) count += 1
    return count
  })
}

/** What goods are worth before their discounts: a deposit or an eco-fee carries none, nor does what is taken back. */
const goodsGross = (sold: readonly Sold[], { lines }: PricedTicket): bigint =>
  lines.reduce((sum, { gross }, place) => (sold[place]?.feeOf === null && gross > 0n ? sum + gross : sum), 0n)

/** A line as an approval is held against it, and its ticket; both in minor units. */
type Reached = {
  readonly lineNumber: number
  readonly ofLine: bigint
  readonly ofTicket: bigint
  readonly decimals: number
}

/** The most that approvals let a line's discounts take, in parts per million. */
const approvedPpm = (approvals: readonly Approval[], reached: Reached): number =>
  approvals.reduce(
    (most, approval) => (approvesDiscount(approval, reached) ? Math.max(most, approval.limitPpm ?? 0) : most),
    0,
  )

/** Of this line, or of any of the ticket, and of no more than was shown. */
function approvesDiscount(
  { action, lineNumber: only, priceFrom }: Approval,
  { lineNumber, ofLine, ofTicket, decimals }: Reached,
): boolean {
  if (action !== 'discount' || priceFrom === null || (only !== null && only !== lineNumber)) return false
  return (only === null ? ofTicket : ofLine) * 10n ** BigInt(PRICE_SCALE - decimals) <= priceFrom
}

/** The draft's discounts as they fell on the lines. */
const discountsOf = ({ discount }: SellingDraft, sold: readonly Sold[], priced: PricedTicket): DiscountedLine[] =>
  discountedLines(
    { lines: sold.map(({ line, feeOf }) => ({ discount: line.discount, isFee: feeOf !== null })), discount },
    priced.lines,
  )

function checkPrices(
  { actor }: SellingDraft,
  sold: readonly Sold[],
  numbers: readonly number[],
  approvals: readonly Approval[],
): void {
  if (may(actor, 'sales.override')) return
  const refused = sold.find(
    (line, place) =>
      line.isOverridden && !approvals.some((approval) => approvesPrice(approval, line, numbers[place] ?? 0)),
  )
  if (refused !== undefined) throw approvalRequired(`${refused.path}.unit_price`, OTHER_PRICE)
}

/**
 * What tax an article bears is the catalogue's to say: a change of it is part of its price, and no approval shows it.
 *
 * @throws forbidden naming the field
 */
export function checkTaxClasses(actor: Actor, lines: readonly Sold[]): void {
  if (may(actor, 'sales.override')) return
  const refused = lines.find(({ isTaxedOtherwise }) => isTaxedOtherwise)
  if (refused !== undefined) throw platformErrors.forbidden({ fields: { [`${refused.path}.tax_class`]: OTHER_TAXES } })
}

/** This price in the place of that one, or a price between the two. */
function approvesPrice(
  { action, lineNumber: only, priceFrom, priceTo }: Approval,
  { asked, unitPrice }: Sold,
  lineNumber: number,
): boolean {
  if (action !== 'price_override' || priceFrom === null || priceTo === null || priceFrom !== asked) return false
  const [lowest, highest] = priceTo < priceFrom ? [priceTo, priceFrom] : [priceFrom, priceTo]
  return (only === null || only === lineNumber) && unitPrice >= lowest && unitPrice <= highest
}

/** What is bought in exchange is sold. @throws forbidden naming the field */
export function checkSellRight(actor: Actor): void {
  if (may(actor, 'sales.create')) return
  throw platformErrors.forbidden({
    fields: {
      exchange_lines: text(
        'Vendre en échange demande la permission sales.create.',
        'Selling in exchange takes the permission sales.create.',
      ),
    },
  })
}

/**
 * Goods without a receipt are taken back by whoever may approve what others may not do; anybody else has it approved.
 *
 * @param amount what is given back, in minor units
 * @throws approval_required naming `approvals`
 */
export function checkOpenReturnRight(actor: Actor, amount: bigint, approvals: readonly Approval[]): void {
  if (may(actor, 'approvals.give')) return
  const isApproved = approvals.some(
    ({ action, most }) => action === 'return_without_receipt' && (most === null || amount <= most),
  )
  if (!isApproved) throw approvalRequired('approvals', NO_RECEIPT)
}

/**
 * Flags what a device's cashier gave away beyond their rights when the till tells of nobody who approved it. A price that
 * is not the catalogue's is flagged as such already: a till that was long alone may not have known the new one.
 */
export function flagUnapproved(
  ticket: Ticket,
  draft: SellingDraft,
  { sold, priced, state }: { sold: readonly Sold[]; priced: PricedTicket; state: SetState },
): void {
  if (priced.discountTotal === 0n || draft.givenApprovals?.some(({ action }) => action === 'discount')) return
  const cashier = state.approvals.rightsOf(draft.cashierId)
  const limit = cashier === undefined ? 0 : limitOf(cashier, DISCOUNT)
  // What is sold stands at the end of the ticket.
  const before = ticket.lines.length - sold.length
  const lines = discountsOf(draft, sold, priced).flatMap((line, index) =>
    isWithinLimit(line, limit) ? [] : [{ line: before + index + 1, percent: percentOf(discountRatePpm(line)) }],
  )
  if (lines.length === 0) return
  state.flag(ticket, 'not_approved', { limit: limit === null ? null : percentOf(limit), lines })
}

const percentOf = (ppm: number) => formatDecimal(BigInt(ppm), 4, 0)

const approvalRequired = (field: string, sentence: Text) =>
  salesErrors.approval_required({ fields: { [field]: sentence } })

const beyondLimit = (limitPpm: number): Text =>
  fill(BEYOND_LIMIT, { limit: text(formatRate(limitPpm, 'fr'), formatRate(limitPpm, 'en')) })

const NO_DISCOUNT = text(
  'Accorder une remise demande la permission sales.discount, ou une approbation.',
  'Giving a discount takes the permission sales.discount, or an approval.',
)
const BEYOND_LIMIT = text(
  'Une remise de plus de {limit} demande une approbation.',
  'A discount of more than {limit} takes an approval.',
)
const NO_RECEIPT = text(
  'Un retour sans reçu demande une approbation de ce montant.',
  'A return without a receipt takes an approval of this amount.',
)
const OTHER_PRICE = text(
  'Changer un prix demande la permission sales.override, ou une approbation.',
  'Changing a price takes the permission sales.override, or an approval.',
)
const OTHER_TAXES = text(
  'Taxer un article autrement que le catalogue demande la permission sales.override.',
  'Taxing an article otherwise than the catalogue does takes the permission sales.override.',
)
