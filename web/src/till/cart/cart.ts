/**
 * A ticket as it grows at the till. Amounts, prices and quantities are decimal strings, so that it can be kept in the
 * browser and parked as it is; `price-cart.ts` says what it comes to.
 */
import type { Customer, Discount, GivenApproval, Payment } from '../memory.ts'

/** A deposit or an eco-fee for one of its article. */
export type CartFee = { readonly label: string; readonly amount: string; readonly tax_class: string }

export type CartLine = {
  /** Names the line for as long as the ticket lives. */
  readonly key: string
  /** The variant; null for a line without an article. */
  readonly articleId: number | null
  readonly productId: number | null
  readonly sku: string | null
  readonly name: string
  readonly isWeighed: boolean
  /** Positive: kilograms where it is weighed. */
  readonly quantity: string
  readonly unitPrice: string
  /** What the catalogue asks; null where whoever sells sets the price. */
  readonly askedPrice: string | null
  readonly taxClass: string
  readonly discount: Discount | null
  readonly fees: readonly CartFee[]
  /** A scale has said its weight or its price: more of the same is another line. */
  readonly isFromLabel: boolean
}

export type CartCustomer = Pick<Customer, 'id' | 'name' | 'email' | 'tax_exemption'>

/** What somebody approved for this ticket; `lineKey` null: for all of it. */
export type CartApproval = {
  readonly approver_id: number
  readonly approver_name: string
  readonly action: GivenApproval['action']
  readonly reason: string
  readonly given_at: string
  readonly lineKey: string | null
  /** As it was shown: what the line or the ticket was worth, and what becomes of it. */
  readonly from: string | null
  readonly to: string | null
  readonly percent: string | null
  readonly amount: string | null
}

/** A line of a ticket that may come back, with its amounts as sold. */
export type ReturnableLine = {
  readonly line: number
  readonly variant_id: number | null
  readonly product_id: number | null
  readonly sku: string | null
  readonly name: string
  readonly quantity: string
  readonly unit_price: string
  readonly tax_class: string
  /** Before discounts, as printed. */
  readonly gross: string
  readonly discount: string
  readonly ticket_discount: string
  readonly net: string
  readonly taxes: readonly { readonly code: string; readonly amount: string }[]
  readonly tax: string
  readonly total: string
  readonly is_fee: boolean
  readonly fee_of: number | null
  /** What may still be returned. */
  readonly returnable: string
}

/** What a sale, and whatever came after it, has taken and given back; by tender. */
export type ReturnLedger = {
  readonly tenders: readonly { readonly method: string; readonly kept: string; readonly refunded: string }[]
  readonly due_before: string
  readonly has_cash: boolean
}

/** A ticket whose goods may come back: one of this till's own, or one of the chain as the server told it. */
export type ReturnableTicket = {
  readonly id: string
  readonly reference: string
  readonly store_name: string
  readonly occurred_at: string
  readonly prices_include_tax: boolean
  readonly currency: string
  readonly taxes: readonly { readonly code: string; readonly name: string; readonly rate: string }[]
  readonly lines: readonly ReturnableLine[]
  readonly ledger: ReturnLedger
}

export type PickedLine = { readonly line: number; readonly quantity: string; readonly restock: boolean }

export type ReceiptReturn = {
  readonly kind: 'receipt'
  readonly ticket: ReturnableTicket
  readonly picked: readonly PickedLine[]
}
/** Every line of the ticket comes back, without a receipt. */
export type OpenReturn = { readonly kind: 'open'; readonly reason: string }

export type Cart = {
  /** That of the record which it becomes: appended twice it is recorded once. */
  readonly id: string
  readonly lines: readonly CartLine[]
  readonly discount: Discount | null
  readonly customer: CartCustomer | null
  readonly note: string
  readonly returned: ReceiptReturn | OpenReturn | null
  readonly approvals: readonly CartApproval[]
  /** Taken so far, or given back where the ticket owes the customer. */
  readonly payments: readonly Payment[]
  /** The line that keys and buttons change. */
  readonly selected: string | null
}

/** @param id a new UUID */
export const emptyCart = (id: string): Cart => ({
  id,
  lines: [],
  discount: null,
  customer: null,
  note: '',
  returned: null,
  approvals: [],
  payments: [],
  selected: null,
})

export const isEmptyCart = ({ lines, returned, payments }: Cart): boolean =>
  lines.length === 0 && returned === null && payments.length === 0

/** The selected line, else the last. */
export const currentLine = ({ lines, selected }: Cart): CartLine | null =>
  lines.find(({ key }) => key === selected) ?? lines.at(-1) ?? null
