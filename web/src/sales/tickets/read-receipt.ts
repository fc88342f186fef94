import { currencyDecimals, PRICE_SCALE, parseDecimal, QUANTITY_SCALE, type Receipt } from '../../../../rules/index.ts'
import type { Receipt as ReceiptAnswer } from '../../api/index.ts'

/** What the API says of a receipt, as the rules lay one out: what is shown is what is printed, row by row. */
export function readReceipt(answer: ReceiptAnswer): Receipt {
  const decimals = currencyDecimals(answer.currency)
  const exact = (value: string, scale: number) => parseDecimal(value, scale) ?? 0n
  const money = (amount: string) => exact(amount, decimals)
  const { store } = answer
  return {
    kind: answer.kind === 'return' ? 'return' : 'sale',
    store: {
      name: store.name,
      legalName: store.legal_name,
      header: store.header,
      address: store.address,
      footer: store.footer,
      taxNumbers: store.registrations.map(({ name, number }) => ({ name: { fr: name, en: name }, number })),
    },
    reference: answer.reference,
    returnOf: answer.return_of,
    dateText: answer.date,
    register: answer.register,
    cashier: answer.cashier,
    customer: answer.customer,
    currency: answer.currency,
    pricesIncludeTax: answer.prices_include_tax,
    lines: answer.lines.map((line) => ({
      name: line.name,
      quantity: exact(line.quantity, QUANTITY_SCALE),
      unit: line.unit,
      unitPrice: exact(line.unit_price, PRICE_SCALE),
      gross: money(line.gross),
      lineDiscount: money(line.discount),
      taxCodes: line.tax_codes,
      lineNumber: line.line,
      feeOf: line.fee_of,
    })),
    ticketDiscount: money(answer.ticket_discount),
    subtotal: money(answer.subtotal),
    taxes: answer.taxes.map(({ code, name, rate, base, amount }) => ({
      code,
      name: { fr: name, en: name },
      ratePpm: Number(exact(rate, RATE_SCALE)),
      base: money(base),
      amount: money(amount),
    })),
    exemptedTax: money(answer.exempted_tax),
    exemptionCertificate: answer.exemption_certificate,
    total: money(answer.total),
    rounding: money(answer.rounding),
    payments: answer.payments.map(({ method, amount }) => ({ method, amount: money(amount) })),
    changeDue: money(answer.change_due),
    isTraining: answer.training,
    copyNumber: answer.copy_number ?? 0,
  }
}

/** A rate in percent with four decimals counts parts per million. */
const RATE_SCALE = 4
