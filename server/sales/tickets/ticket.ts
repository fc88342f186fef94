import type { Discount } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { DraftApprovals, TicketApproval } from '../approvals/approval.ts'
import type { DeviceMark, EventDraft } from '../tills/till-record.ts'

/**
 * A ticket on its way in and a ticket as recorded. Amounts are bigint minor units of the store's currency, quantities
 * thousandths, unit prices ten-thousandths. A line that takes goods back has a negative quantity and negative amounts.
 */

export const PAYMENT_METHODS = ['cash', 'card', 'cheque', 'credit', 'other'] as const
export type PaymentMethod = (typeof PAYMENT_METHODS)[number]

export const TICKET_KINDS = ['sale', 'return'] as const
export type TicketKind = (typeof TICKET_KINDS)[number]
export type LineKind = 'sale' | 'return' | 'adjustment'

export const FLAGS = [
  'session_closed',
  'session_elsewhere',
  'price_differs',
  'stock_negative',
  'total_differs',
  'unknown_article',
  'number_gap',
  'clock_skew',
  'over_returned',
  'device_revoked',
  'duplicate_id',
  'duplicate_number',
  'chain_broken',
  'unknown_customer',
  'no_receipt',
  'not_approved',
] as const
export type Flag = (typeof FLAGS)[number]

/** No line of trade is worth more than this, and a ledger must add millions of them up exactly. */
export const LARGEST_LINE_MINOR = 10n ** 12n
/** Ten-thousandths; what the column of unit prices holds. */
export const LARGEST_UNIT_PRICE = 10n ** 14n - 1n

/** How a line of a new sale says which article it sells; null: a line with a description of its own. */
export type ArticleReference = { by: 'id'; id: number } | { by: 'sku' | 'barcode'; code: string } | null

export type DraftLine = {
  article: ArticleReference
  description: string | null
  taxClass: string | null
  /** null: what the label of a scale says. */
  quantity: bigint | null
  /** null: today's price. */
  unitPrice: bigint | null
  discount: Discount | null
  /** The reservation that the line takes. */
  reservationId: number | null
  /** The index of the line whose deposit or eco-fee this is; only a device says it, for a program they are added. */
  feeOf: number | null
}

export type DraftPayment = { method: PaymentMethod; amount: bigint }

type DraftHead = {
  id: string
  /** SHA-256 of the validated input, before defaults, in hexadecimal digits. */
  bodyHash: string
  actor: Actor
  storeId: number
  /** null: the store's virtual register. */
  registerId: number | null
  sessionId: string | null
  cashierId: number | null
  customerId: number | null
  occurredAt: string
  note: string | null
  /** null: a program made it, and the server numbers it. What a device made took real money: it is never refused as odd. */
  device: DeviceMark | null
  /** A manager has accepted what it was held for. */
  accepted?: Flag
}

export type StatedTax = { code: string; amount: bigint }

export type SaleDraft = DraftHead &
  DraftApprovals & {
    kind: 'sale'
    lines: DraftLine[]
    discount: Discount | null
    payments: DraftPayment[]
    statedTotal: bigint | null
    /** The taxes of a device's receipt; null when it does not say them, and for programs, whose taxes are ours. */
    statedTaxes: StatedTax[] | null
  }

type ReturnHead = DraftHead &
  DraftApprovals & {
    kind: 'return'
    /** What is given back, as positive amounts. */
    refunds: DraftPayment[]
    /** As a device's receipt has them, negative where the customer is given back more: see `SaleDraft`. */
    statedTotal: bigint | null
    statedTaxes: StatedTax[] | null
  }

/** A return against its receipt, with what is bought in exchange. */
export type ReceiptReturnDraft = ReturnHead & {
  originSaleId: string
  lines: ReturnedDraftLine[]
  exchangeLines: DraftLine[]
  /** On what is bought. */
  discount: Discount | null
  /** For what is bought beyond what comes back. */
  payments: DraftPayment[]
}

/** `withFees`: whether the deposits and eco-fees of the line come back with it. */
export type ReturnedDraftLine = { saleLine: number; quantity: bigint; restock: boolean; withFees: boolean }

/** A return without a receipt: it says itself what comes back, and for how much. */
export type OpenReturnDraft = ReturnHead & {
  originSaleId: null
  lines: (DraftLine & { restock: boolean })[]
}

export type ReturnDraft = ReceiptReturnDraft | OpenReturnDraft

export type HistoryLine = {
  kind: LineKind
  variantId: number | null
  sku: string | null
  description: string
  quantity: bigint
  unitPrice: bigint
  /** The line's amount as the history has it. */
  amount: bigint
}

/** A past ticket: recorded with its own amounts, without taxes, on the store's import register. */
export type HistoryDraft = DraftHead & {
  kind: 'history'
  externalId: string | null
  country: string | null
  paymentMethod: PaymentMethod
  movesStock: boolean
  lines: HistoryLine[]
}

export type TicketDraft = SaleDraft | ReturnDraft | HistoryDraft

export const isReceiptReturn = (draft: RecordDraft): draft is ReceiptReturnDraft =>
  draft.kind === 'return' && draft.originSaleId !== null

/** The lines of a draft that sell. */
export function soldLinesOf(draft: TicketDraft): readonly DraftLine[] {
  if (draft.kind === 'sale') return draft.lines
  return isReceiptReturn(draft) ? draft.exchangeLines : []
}

/** The lines of a draft that name articles of the catalogue, to be sold or to be taken back without a receipt. */
export function articleLinesOf(draft: TicketDraft): readonly DraftLine[] {
  return draft.kind === 'return' && draft.originSaleId === null ? draft.lines : soldLinesOf(draft)
}

/** Whatever a set may record. */
export type RecordDraft = TicketDraft | EventDraft

export const isTicketDraft = (draft: RecordDraft): draft is TicketDraft =>
  draft.kind === 'sale' || draft.kind === 'return' || draft.kind === 'history'

export type TicketLine = {
  lineNumber: number
  kind: LineKind
  variantId: number | null
  productId: number | null
  categoryId: number | null
  sku: string | null
  name: string
  categoryName: string | null
  taxClass: string
  quantity: bigint
  unitPrice: bigint
  printedGross: bigint
  lineDiscount: bigint
  ticketDiscount: bigint
  gross: bigint
  discount: bigint
  net: bigint
  tax: bigint
  total: bigint
  cost: bigint
  taxShares: { code: string; amount: bigint }[]
  /** A deposit or an eco-fee: it costs nothing, bears no discount of the ticket, and is no unit of what was sold. */
  isFee: boolean
  /** The line of this ticket whose fee it is; null where it is none, or came back by itself. */
  feeOf: number | null
  originLineNumber: number | null
  restock: boolean
}

export type TicketTax = { code: string; ratePpm: number; base: bigint; amount: bigint }
export type TicketPayment = { method: PaymentMethod; amount: bigint; change: bigint }

export type Ticket = {
  storeId: number
  id: string
  kind: TicketKind
  registerId: number
  series: number
  number: number
  /** That it names, or the day session of its register. */
  sessionId: string
  deviceId: string | null
  cashierId: number | null
  customerId: number | null
  country: string | null
  originStoreId: number | null
  originSaleId: string | null
  /** The sale with which a chain of exchanges began, where it is not the origin itself. */
  rootSaleId: string | null
  occurredAt: string
  businessDay: string
  localHour: number
  currency: string
  taxZone: string
  pricesIncludeTax: boolean
  /** The certificate because of which the ticket bears no tax. */
  taxExemptionNumber: string | null
  subtotal: bigint
  discountTotal: bigint
  taxTotal: bigint
  total: bigint
  rounding: bigint
  paid: bigint
  changeDue: bigint
  statedTotal: bigint | null
  flags: Flag[]
  note: string | null
  externalId: string | null
  actorName: string
  /** What somebody else approved of it, by id. */
  approvals: TicketApproval[]
  /** Practised only: it has no number, no seal and no place anywhere. */
  isTraining: boolean
  /** The hash with which its device sealed it; null when no device did. */
  recordHash: string | null
  /** Place and hashes in the register's chain. */
  position: number
  previousHash: string
  hash: string
  lines: TicketLine[]
  taxes: TicketTax[]
  payments: TicketPayment[]
}

/** The sale with which the chain of exchanges began that a ticket belongs to; itself for a sale. */
export const rootIdOf = ({ id, originSaleId, rootSaleId }: Ticket): string => rootSaleId ?? originSaleId ?? id

/** What the receipt shows and people say: store, register, series and number. */
export const referenceOf = (ticket: Pick<Ticket, 'storeId' | 'registerId' | 'series' | 'number'>): string =>
  `${ticket.storeId}-${ticket.registerId}-${ticket.series}-${String(ticket.number).padStart(6, '0')}`
