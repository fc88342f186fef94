/** What a receipt says, whatever it is printed on. `receipt-rows.ts` puts it in order, `receipt-text.ts` in columns. */
import type { Minor } from './money.ts'
import type { LocalizedName } from './zones.ts'

/**
 * Amounts are in minor units with the sign that the customer reads: goods taken back, their discounts' reversal, their
 * taxes and the refunds are negative on the ticket's own lines.
 */
export type ReceiptLine = {
  name: string
  /** Thousandths; negative for goods taken back. */
  quantity: bigint
  /** What the quantity counts, such as 'kg'; null for pieces. */
  unit?: string | null
  /** Ten-thousandths, never negated for a return. */
  unitPrice: bigint
  /** Before discounts, as printed. */
  gross: Minor
  /** What is taken off, with the sign of `gross`: 600n for a rebate of 6.00 on a sale. */
  lineDiscount: Minor
  /** The percentage that was given, in parts per million; null for an amount. */
  discountPpm?: bigint | null
  /** The codes of the taxes that it bears. */
  taxCodes: readonly string[]
  /** As the ticket numbers its lines, from 1. */
  lineNumber?: number
  /** The line whose deposit or eco-fee this is; it stands under it. */
  feeOf?: number | null
}

export type ReceiptTax = { code: string; name: LocalizedName; ratePpm: number; base: Minor; amount: Minor }

export type ReceiptPayment = {
  /** `cash card cheque credit gift_card other`, or a word that is printed as it is. */
  method: string
  /** What was handed over; negative for a refund. */
  amount: Minor
}

export type Receipt = {
  kind: 'sale' | 'return'
  store: {
    name: string
    /** Who sells, where that is not the store's name. */
    legalName?: string | null
    /** What the store puts above its tickets. */
    header: readonly string[]
    /** Where it is, as people write it there, and how to reach it. */
    address: readonly string[]
    footer: readonly string[]
    /** Registration numbers, each with the tax or register that it belongs to. */
    taxNumbers: readonly { name: LocalizedName; number: string }[]
  }
  /** The ticket's reference as the chain writes it. */
  reference: string
  /** The reference of the ticket whose goods come back; null for a sale. */
  returnOf?: string | null
  /** Date and time as text, already in the store's time zone and in the reader's language. */
  dateText: string
  register?: string | null
  cashier?: string | null
  customer?: string | null
  currency: string
  pricesIncludeTax: boolean
  lines: readonly ReceiptLine[]
  /** Taken off the whole ticket, as printed; positive on a sale. */
  ticketDiscount: Minor
  ticketDiscountPpm?: bigint | null
  /** After discounts, without tax. */
  subtotal: Minor
  taxes: readonly ReceiptTax[]
  /** Tax taken out of printed prices for an exempt customer, as a positive amount; zero otherwise. */
  exemptedTax?: Minor
  /** The exempt customer's certificate. */
  exemptionCertificate?: string | null
  total: Minor
  /** Cash rounding, added to the total. */
  rounding: Minor
  payments: readonly ReceiptPayment[]
  changeDue: Minor
  /** Only practised: no receipt of anything. */
  isTraining?: boolean
  /** 0 for the original, then how many copies were made, this one included. */
  copyNumber: number
}
