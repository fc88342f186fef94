import {
  currencyDecimals,
  type PricedLine,
  type PricedTicket,
  priceTicket,
  settlePayments,
} from '../../../rules/index.ts'
import { type ArticleFacts, askedPrice, type Scan } from '../../catalog/index.ts'
import { invalid, missingReference } from '../../platform/errors.ts'
import { fill, text } from '../../platform/text.ts'
import { ORDINARY_CLASS, type StoreFacts, type TaxFacts } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'
import { checkDiscountRight, checkPriceRight } from './check-rights.ts'
import { checkStock, planConsumption } from './check-stock.ts'
import type { CustomerFacts } from './find-customers.ts'
import { moneyText } from './money-text.ts'
import { checkCreditBalance, checkCreditHolder, moveCredit } from './move-credit.ts'
import { readLabel } from './read-label.ts'
import type { SetState } from './set-state.ts'
import { startTicket } from './start-ticket.ts'
import { type DraftLine, LARGEST_LINE_MINOR, type SaleDraft, type Ticket, type TicketLine } from './ticket.ts'

const NO_TAXES: readonly TaxFacts[] = []

type Resolved = {
  line: DraftLine
  article: ArticleFacts | null
  quantity: bigint
  unitPrice: bigint
  /** Whether a price was given that is not the article's. */
  isOverridden: boolean
  /** Whether the price is another than today's, whoever set it. */
  differs: boolean
  taxClass: string
  taxes: readonly TaxFacts[]
}

/** What a line's reference leads to; `scan`: what the label of a scale says beside the article. */
type Found = { readonly article: ArticleFacts | null; readonly scan: Scan | undefined }

/**
 * Prices a new sale, takes its articles out of stock and seals it. Every refusal comes before the first change to the
 * state, so a refused sale leaves no trace in its set.
 *
 * @throws forbidden, validation_failed, payments_do_not_cover, overpaid, insufficient_credit, reservation_ended,
 *   not_enough_stock
 */
export function composeSale(
  draft: SaleDraft,
  store: StoreFacts,
  find: (line: DraftLine) => Found,
  customer: CustomerFacts | null,
  state: SetState,
  now: number,
): Ticket {
  checkDiscountRight(draft)
  checkCreditHolder(draft.payments, 'payments', customer)
  const decimals = currencyDecimals(store.currency)
  // A clock that is ahead does not bring tomorrow's price.
  const at = Math.min(Date.parse(draft.occurredAt), now)
  const resolved = draft.lines.map((line, index) => resolveLine(line, find(line), store, at, `lines.${index}`))
  const overridden = resolved.findIndex(({ isOverridden }) => isOverridden)
  if (overridden >= 0) checkPriceRight(draft.actor, overridden)
  const ticket = startTicket(draft, store, draft.registerId ?? store.virtualRegisterId, now)
  ticket.customerId = customer?.id ?? null
  ticket.country = customer?.country ?? null
  ticket.taxExemptionNumber = certificateOn(ticket.businessDay, customer)
  const priced = priceTicket({
    decimals,
    pricesIncludeTax: store.pricesIncludeTax,
    taxExempt: ticket.taxExemptionNumber !== null,
    lines: resolved.map(({ line, quantity, unitPrice, taxes }) => ({
      quantity,
      unitPrice,
      discount: line.discount,
      taxes,
    })),
    discount: draft.discount,
  })
  checkSize(priced)
  pay(ticket, draft, priced, store)
  checkCreditBalance(draft.payments, customer, store.currency, state)
  ticket.subtotal = priced.subtotal
  ticket.discountTotal = priced.discountTotal
  ticket.taxTotal = priced.taxTotal
  ticket.total = priced.total
  ticket.taxes = priced.taxes
  ticket.lines = priced.lines.map((line, index) => toTicketLine(line, resolved[index] as Resolved, index + 1))
  if (resolved.some(({ differs }) => differs)) ticket.flags.push('price_differs')
  if (draft.statedTotal !== null && draft.statedTotal !== priced.total) ticket.flags.push('total_differs')
  ticket.statedTotal = draft.statedTotal
  const consumptions = planConsumption(draft, ticket, state)
  checkStock(draft, ticket, consumptions, state)
  for (const taken of consumptions) state.consume(taken)
  takeFromStock(ticket, resolved, state, decimals)
  moveCredit(ticket, customer, state)
  state.seal(ticket)
  return ticket
}

/** The number of the certificate that holds on this day of the store's calendar. */
function certificateOn(day: string, customer: CustomerFacts | null): string | null {
  const { number = null, expiresOn = null } = customer?.exemption ?? {}
  return expiresOn === null || expiresOn >= day ? number : null
}

function resolveLine(line: DraftLine, { article, scan }: Found, store: StoreFacts, at: number, path: string): Resolved {
  if (line.article === null) {
    const taxClass = line.taxClass ?? ORDINARY_CLASS
    const taxes = store.taxesByClass.get(taxClass)
    if (taxes === undefined) throw missingReference(`${path}.tax_class`)
    const { quantity, unitPrice } = line as { quantity: bigint; unitPrice: bigint }
    return { line, article: null, quantity, unitPrice, isOverridden: false, differs: false, taxClass, taxes }
  }
  const field = `${path}.${line.article.by === 'id' ? 'variant_id' : line.article.by}`
  if (article === null) throw missingReference(field)
  if (!article.isSellable)
    throw invalid({ [field]: text('Cet article n’est plus en vente.', 'This article is no longer sold.') })
  if (article.storeIds !== null && !article.storeIds.includes(store.id)) {
    throw invalid({
      [field]: text('Cet article n’est pas vendu dans ce magasin.', 'This article is not sold in this store.'),
    })
  }
  const taxClass = line.taxClass ?? article.taxClass
  const taxes = store.taxesByClass.get(taxClass)
  if (taxes === undefined && line.taxClass !== null) throw missingReference(`${path}.tax_class`)
  // A class that another instance made within the last second: taxed as ordinary goods meanwhile, rather than not at all.
  const known = taxes ?? store.taxesByClass.get(ORDINARY_CLASS) ?? NO_TAXES
  const asked = askedPrice(article, store.id, at)
  const said = readLabel(line, scan, { article, asked, currency: store.currency, path })
  if (article.isOpenPrice && said.unitPrice === null) throw invalid({ [`${path}.unit_price`]: OPEN_PRICE })
  const unitPrice = said.unitPrice ?? asked
  // Whoever sells at an open price sets it; that is no change of one.
  const isOther = unitPrice !== asked && !article.isOpenPrice
  // A price that a scale has printed is nobody's change of it, but of an article that has one it is odd.
  const differs = isOther && !(said.isPricedByLabel && article.isWeighed)
  const isOverridden = isOther && !said.isPricedByLabel
  return { line, article, quantity: said.quantity, unitPrice, isOverridden, differs, taxClass, taxes: known }
}

const OPEN_PRICE = text(
  'Cet article se vend à prix libre\u00a0: donnez son prix unitaire.',
  'This article is sold at an open price: give its unit price.',
)

function checkSize(priced: PricedTicket): void {
  for (const [index, line] of priced.lines.entries()) {
    if (line.gross <= LARGEST_LINE_MINOR && line.total <= LARGEST_LINE_MINOR) continue
    throw invalid({
      [`lines.${index}.quantity`]: text(
        'Le montant de cette ligne est trop grand.',
        'The amount of this line is too large.',
      ),
    })
  }
}

const NOT_COVERED = text('Il reste {remaining} à payer.', '{remaining} remains to be paid.')
const OVERPAID = text(
  'Les paiements dépassent de {excess} le total de {total}.',
  'The payments exceed the total of {total} by {excess}.',
)

function pay(ticket: Ticket, draft: SaleDraft, priced: PricedTicket, store: StoreFacts): void {
  const cashStep = store.cashStepMinor === null ? null : BigInt(store.cashStepMinor)
  const settled = settlePayments({ total: priced.total, payments: draft.payments, cashStep })
  if (!settled.isCovered) {
    const values = { remaining: moneyText(settled.remaining, store.currency) }
    throw salesErrors.payments_do_not_cover({ values, fields: { payments: fill(NOT_COVERED, values) } })
  }
  if (settled.overpaid > 0n) {
    const values = {
      excess: moneyText(settled.overpaid, store.currency),
      total: moneyText(priced.total, store.currency),
    }
    throw salesErrors.overpaid({ values, fields: { payments: fill(OVERPAID, values) } })
  }
  ticket.paid = settled.paid
  ticket.rounding = settled.rounding
  ticket.changeDue = settled.changeDue
  ticket.payments = draft.payments.map((payment, index) => ({ ...payment, change: settled.changes[index] ?? 0n }))
}

function toTicketLine(priced: PricedLine, resolved: Resolved, lineNumber: number): TicketLine {
  const { line, article } = resolved
  return {
    lineNumber,
    kind: 'sale',
    variantId: article?.variantId ?? null,
    productId: article?.productId ?? null,
    categoryId: article?.categoryId ?? null,
    sku: article?.sku ?? null,
    name: line.description ?? article?.name ?? '',
    categoryName: article?.categoryName ?? null,
    taxClass: resolved.taxClass,
    quantity: resolved.quantity,
    unitPrice: resolved.unitPrice,
    printedGross: priced.gross,
    lineDiscount: priced.lineDiscount,
    ticketDiscount: priced.ticketDiscount,
    gross: priced.grossNet,
    discount: priced.discountNet,
    net: priced.net,
    tax: priced.tax,
    total: priced.total,
    cost: 0n,
    taxShares: priced.taxAmounts,
    originLineNumber: null,
    restock: true,
  }
}

function takeFromStock(ticket: Ticket, resolved: readonly Resolved[], state: SetState, decimals: number): void {
  let isBelowZero = false
  for (const [index, { article }] of resolved.entries()) {
    if (article === null) continue
    const line = ticket.lines[index] as TicketLine
    if (state.takeOut(ticket, line, article.cost, decimals)) isBelowZero = true
  }
  if (isBelowZero) ticket.flags.push('stock_negative')
}
