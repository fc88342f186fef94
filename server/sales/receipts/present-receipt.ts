import { currencyDecimals, formatDecimal, PRICE_SCALE, QUANTITY_SCALE, type Receipt } from '../../../rules/index.ts'
import type { Language } from '../../platform/text.ts'
import { receiptBars } from './receipt-bars.ts'
import type { ReceiptAnswer } from './receipt-schema.ts'

type Manner = {
  readonly language: Language
  /** null: it was only read. */
  readonly copyNumber: number | null
  readonly prints: number
}

export function presentReceipt(receipt: Receipt, { language, copyNumber, prints }: Manner): ReceiptAnswer {
  const decimals = currencyDecimals(receipt.currency)
  const money = (amount: bigint) => formatDecimal(amount, decimals)
  const { store } = receipt
  return {
    kind: receipt.kind,
    store: {
      name: store.name,
      legal_name: store.legalName ?? null,
      header: [...store.header],
      address: [...store.address],
      registrations: store.taxNumbers.map(({ name, number }) => ({ name: name[language], number })),
      footer: [...store.footer],
    },
    reference: receipt.reference,
    return_of: receipt.returnOf ?? null,
    date: receipt.dateText,
    register: receipt.register ?? null,
    cashier: receipt.cashier ?? null,
    customer: receipt.customer ?? null,
    currency: receipt.currency,
    prices_include_tax: receipt.pricesIncludeTax,
    lines: receipt.lines.map((line, index) => ({
      line: line.lineNumber ?? index + 1,
      name: line.name,
      quantity: formatDecimal(line.quantity, QUANTITY_SCALE, 0),
      unit: line.unit ?? null,
      unit_price: formatDecimal(line.unitPrice, PRICE_SCALE, decimals),
      gross: money(line.gross),
      discount: money(line.lineDiscount),
      tax_codes: [...line.taxCodes],
      fee_of: line.feeOf ?? null,
    })),
    ticket_discount: money(receipt.ticketDiscount),
    subtotal: money(receipt.subtotal),
    taxes: receipt.taxes.map((tax) => ({
      code: tax.code,
      name: tax.name[language],
      rate: formatDecimal(BigInt(tax.ratePpm), 4, 0),
      base: money(tax.base),
      amount: money(tax.amount),
    })),
    exempted_tax: money(receipt.exemptedTax ?? 0n),
    exemption_certificate: receipt.exemptionCertificate ?? null,
    total: money(receipt.total),
    rounding: money(receipt.rounding),
    payments: receipt.payments.map((payment) => ({ method: payment.method, amount: money(payment.amount) })),
    change_due: money(receipt.changeDue),
    training: receipt.isTraining === true,
    copy_number: copyNumber,
    prints,
    barcode: { symbology: 'code128', code: receipt.reference, modules: receiptBars(receipt.reference) },
  }
}
