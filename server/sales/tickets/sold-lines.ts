import type { Discount, PricedTicket } from '../../../rules/index.ts'
import { currencyDecimals, formatDecimal, PRICE_SCALE, type PricedLine, priceTicket } from '../../../rules/index.ts'
import { may } from '../../platform/actor.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import type { StoreFacts } from '../../stores/index.ts'
import type { CustomerFacts } from './find-customers.ts'
import {
  codeOf,
  describeLine,
  type Found,
  type Resolved,
  resolveFee,
  resolveLine,
  resolveSoldLine,
} from './resolve-line.ts'
import type { SetState } from './set-state.ts'
import { type DraftLine, LARGEST_LINE_MINOR, type SaleDraft, type Ticket, type TicketLine } from './ticket.ts'

/** A line that is sold, by a sale or in exchange. */
export type Sold = Resolved & {
  /** Where the request names it, for whoever is told what is wrong with it. */
  readonly path: string
  /** The place among those sold with it of the line whose deposit or eco-fee it is. */
  readonly feeOf: number | null
}

type Selling = {
  readonly store: StoreFacts
  find(line: DraftLine): Found
  /** The moment of the prices. */
  readonly at: number
  /** What a device has sold is what its receipt says, its fees too. */
  readonly isDevice: boolean
  readonly path: 'lines' | 'exchange_lines'
}

/**
 * What these lines sell, and right after each the deposits and eco-fees that its article bears, in the same quantity.
 *
 * @throws validation_failed
 */
export function resolveSold(lines: readonly DraftLine[], { store, find, at, isDevice, path }: Selling): Sold[] {
  const sold: Sold[] = []
  for (const [index, line] of lines.entries()) {
    const own = `${path}.${index}`
    const found = find(line)
    if (isDevice) {
      sold.push({ ...resolveSoldLine(line, found.article, store, at), path: own, feeOf: line.feeOf })
      continue
    }
    const resolved = resolveLine(line, found, store, at, own)
    const place = sold.push({ ...resolved, path: own, feeOf: null }) - 1
    for (const fee of resolved.article?.fees ?? []) {
      sold.push({ ...resolveFee(fee, resolved.quantity, store), path: own, feeOf: place })
    }
  }
  return sold
}

/** Prices what is sold. @throws validation_failed for a line that is worth more than any line of trade */
export function priceSold(
  sold: readonly Sold[],
  { store, isExempt, discount }: { store: StoreFacts; isExempt: boolean; discount: Discount | null },
): PricedTicket {
  const priced = priceTicket({
    decimals: currencyDecimals(store.currency),
    pricesIncludeTax: store.pricesIncludeTax,
    taxExempt: isExempt,
    lines: sold.map(({ line, quantity, unitPrice, taxes, feeOf }) => ({
      quantity,
      unitPrice,
      discount: line.discount,
      taxes,
      isFee: feeOf !== null,
    })),
    discount,
  })
  for (const [index, line] of priced.lines.entries()) {
    if (line.gross <= LARGEST_LINE_MINOR && line.total <= LARGEST_LINE_MINOR) continue
    throw invalid({ [`${sold[index]?.path}.quantity`]: TOO_LARGE })
  }
  return priced
}

const TOO_LARGE = text('Le montant de cette ligne est trop grand.', 'The amount of this line is too large.')

/** @param before how many lines of the ticket stand before these */
export const toTicketLines = (priced: PricedTicket, sold: readonly Sold[], before: number): TicketLine[] =>
  priced.lines.map((line, index) => toTicketLine(line, sold[index] as Sold, before, index))

function toTicketLine(priced: PricedLine, sold: Sold, before: number, index: number): TicketLine {
  const { line, article, feeOf } = sold
  return {
    lineNumber: before + index + 1,
    kind: 'sale',
    variantId: article?.variantId ?? null,
    productId: article?.productId ?? null,
    categoryId: article?.categoryId ?? null,
    sku: article?.sku ?? null,
    name: line.description ?? article?.name ?? codeOf(line),
    categoryName: article?.categoryName ?? null,
    taxClass: sold.taxClass,
    quantity: sold.quantity,
    unitPrice: sold.unitPrice,
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
    isFee: feeOf !== null,
    feeOf: feeOf === null ? null : before + feeOf + 1,
    originLineNumber: null,
    restock: true,
  }
}

/** A line of a ticket that is sold, and what it was made of. */
export type SoldLine = { readonly line: TicketLine; readonly made: Sold }

/** What is sold stands at the end of its ticket, after what comes back. */
export const soldLinesOn = (ticket: Ticket, sold: readonly Sold[]): SoldLine[] =>
  ticket.lines.slice(ticket.lines.length - sold.length).map((line, index) => ({ line, made: sold[index] as Sold }))

/** Flags what is odd in lines that are sold all the same: a price or a tax that is not the article's, an article that is not sold here. */
export function flagSold(ticket: Ticket, lines: readonly SoldLine[], state: SetState): void {
  const where = (holds: (made: Sold) => boolean) =>
    lines.filter(({ made }) => holds(made)).map(({ line, made }) => ({ line: line.lineNumber, ...describeLine(made) }))
  const differing = [...where(({ differs }) => differs), ...describeFees(ticket, lines)]
  if (differing.length > 0) state.flag(ticket, 'price_differs', { lines: differing })
  const unknown = where(({ isUnknown }) => isUnknown)
  if (unknown.length > 0) state.flag(ticket, 'unknown_article', { lines: unknown })
}

/** The articles of a device on which it charged other deposits and eco-fees than they bear. */
function describeFees(ticket: Ticket, lines: readonly SoldLine[]): object[] {
  if (ticket.deviceId === null) return []
  const charged = new Map<number, bigint>()
  for (const { made } of lines) {
    if (made.feeOf === null) continue
    charged.set(made.feeOf, (charged.get(made.feeOf) ?? 0n) + made.unitPrice * made.quantity)
  }
  return lines.flatMap(({ line, made }, place) => {
    const unit = (made.article?.fees ?? []).reduce((sum, { amount }) => sum + amount, 0n)
    const fees = charged.get(place) ?? 0n
    if (made.article === null || line.kind !== 'sale' || fees === unit * made.quantity) return []
    const money = (amount: bigint) => formatDecimal(amount, PRICE_SCALE, 2)
    return [{ line: line.lineNumber, article: line.name, fees: money(fees / made.quantity), bears: money(unit) }]
  })
}

/** Takes what is sold out of stock; where that is below what the store wants, the ticket is flagged. */
export function takeFromStock(ticket: Ticket, lines: readonly SoldLine[], state: SetState): void {
  const decimals = currencyDecimals(ticket.currency)
  let isBelowZero = false
  for (const { line, made } of lines) {
    if (made.article !== null && state.takeOut(ticket, line, made.article.cost, decimals)) isBelowZero = true
  }
  if (isBelowZero) state.flag(ticket, 'stock_negative')
}

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * A clock that is ahead does not bring tomorrow's price; nor does a person who may not set prices choose one of the past by
 * dating their sale back. A day is left to them, for what was sold while something did not work.
 */
export function momentOfPrices({ occurredAt, actor }: Pick<SaleDraft, 'occurredAt' | 'actor'>, now: number): number {
  const at = Date.parse(occurredAt)
  const isBound = actor.kind === 'user' && !may(actor, 'sales.override')
  return isBound && at < now - DAY_MS ? now : Math.min(at, now)
}

/** The number of the certificate that holds on this day of the store's calendar. */
export function certificateOn(day: string, customer: CustomerFacts | null): string | null {
  const { number = null, expiresOn = null } = customer?.exemption ?? {}
  return expiresOn === null || expiresOn >= day ? number : null
}
