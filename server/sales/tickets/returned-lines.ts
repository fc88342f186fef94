import { feeQuantity, formatQuantity, returnShares } from '../../../rules/index.ts'
import { invalid } from '../../platform/errors.ts'
import { fill, text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import type { ReturnOrigin } from './return-origins.ts'
import type { ReceiptReturnDraft, ReturnedDraftLine, TicketLine } from './ticket.ts'

/** What a line gives back, and how much of it is more than was left to be returned: only a device may have done that. */
export type ReturnedLine = { line: TicketLine; beyond: bigint }

const NO_SOLD_LINE = text(
  'Cette ligne n’est pas une ligne vendue de ce ticket.',
  'This is no sold line of this ticket.',
)
const TOO_MUCH = text('Il ne reste que {remaining} à retourner.', 'Only {remaining} remains to be returned.')

/**
 * The lines that come back, each with the deposits and eco-fees that were charged with it right after it, unless the
 * return says otherwise: that it comes back without them, or how much of a fee comes back.
 *
 * @throws validation_failed for what is no sold line, returns_too_much
 */
export function returnLines(draft: ReceiptReturnDraft, origin: ReturnOrigin): ReturnedLine[] {
  const named = new Set(draft.lines.map(({ saleLine }) => saleLine))
  const returned: ReturnedLine[] = []
  const places = new Map<number, number>()
  const add = (sold: TicketLine, asked: Pick<ReturnedDraftLine, 'quantity' | 'restock'>) => {
    places.set(sold.lineNumber, returned.length + 1)
    returned.push(returnLine(sold, asked, origin, returned.length + 1))
  }
  for (const [index, asked] of draft.lines.entries()) {
    const sold = findSold(asked, origin, index, draft.device !== null)
    // Counted before the line itself comes back.
    const fees = asked.withFees ? feesOf(sold, asked.quantity, origin, named) : []
    add(sold, asked)
    for (const { fee, quantity } of fees) add(fee, { quantity, restock: true })
  }
  for (const { line } of returned) {
    const sold = origin.sale.lines.find(({ lineNumber }) => lineNumber === line.originLineNumber)
    line.feeOf = sold?.feeOf == null ? null : (places.get(sold.feeOf) ?? null)
  }
  return returned
}

function findSold(asked: ReturnedDraftLine, origin: ReturnOrigin, index: number, isDevice: boolean): TicketLine {
  const sold = origin.sale.lines.find((candidate) => candidate.lineNumber === asked.saleLine)
  if (sold === undefined || sold.kind !== 'sale' || sold.quantity <= 0n) {
    throw invalid({ [`lines.${index}.sale_line`]: NO_SOLD_LINE })
  }
  const remaining = remainingOf(sold, origin)
  if (asked.quantity > remaining && !isDevice) {
    const values = { remaining: text(formatQuantity(remaining, 'fr'), formatQuantity(remaining, 'en')) }
    throw salesErrors.returns_too_much({
      values,
      fields: { [`lines.${index}.quantity`]: fill(TOO_MUCH, values) },
    })
  }
  return sold
}

const returnedOf = ({ lineNumber }: TicketLine, { returned }: ReturnOrigin): bigint => returned.get(lineNumber) ?? 0n

/** Nothing of a line of which a till took back more than there was. */
export function remainingOf(sold: TicketLine, origin: Pick<ReturnOrigin, 'returned'>): bigint {
  const left = sold.quantity - (origin.returned.get(sold.lineNumber) ?? 0n)
  return left > 0n ? left : 0n
}

/** The fees that come back with so much of a line, but for those that the return names itself. */
function feesOf(sold: TicketLine, returning: bigint, origin: ReturnOrigin, named: ReadonlySet<number>) {
  return origin.sale.lines
    .filter(
      (fee) => fee.feeOf === sold.lineNumber && fee.kind === 'sale' && fee.quantity > 0n && !named.has(fee.lineNumber),
    )
    .map((fee) => ({
      fee,
      quantity: feeQuantity({
        feeSold: fee.quantity,
        feeReturned: returnedOf(fee, origin),
        sold: sold.quantity,
        returnedBefore: returnedOf(sold, origin),
        returning,
      }),
    }))
    .filter(({ quantity }) => quantity > 0n)
}

function returnLine(
  sold: TicketLine,
  { quantity, restock }: Pick<ReturnedDraftLine, 'quantity' | 'restock'>,
  origin: ReturnOrigin,
  lineNumber: number,
): ReturnedLine {
  const remaining = remainingOf(sold, origin)
  const shares = returnShares({
    soldQuantity: sold.quantity,
    returnedBefore: returnedOf(sold, origin),
    returning: quantity,
    pricesIncludeTax: origin.sale.pricesIncludeTax,
    line: {
      gross: sold.printedGross,
      lineDiscount: sold.lineDiscount,
      ticketDiscount: sold.ticketDiscount,
      grossNet: sold.gross,
      discountNet: sold.discount,
      net: sold.net,
      tax: sold.tax,
      total: sold.total,
      cost: sold.cost,
      taxAmounts: sold.taxShares.map((share) => ({ ...share, base: sold.net })),
    },
  })
  const line: TicketLine = {
    ...sold,
    lineNumber,
    kind: 'return',
    quantity: -quantity,
    printedGross: -shares.gross,
    lineDiscount: -shares.lineDiscount,
    ticketDiscount: -shares.ticketDiscount,
    gross: -shares.grossNet,
    discount: -shares.discountNet,
    net: -shares.net,
    tax: -shares.tax,
    total: -shares.total,
    // Damaged goods do not come back into stock, so their cost stays spent.
    cost: restock ? -shares.cost : 0n,
    taxShares: shares.taxAmounts.map(({ code, amount }) => ({ code, amount: -amount })),
    originLineNumber: sold.lineNumber,
    restock,
  }
  return { line, beyond: quantity > remaining ? quantity - remaining : 0n }
}
