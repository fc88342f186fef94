import { Type } from 'typebox'
import { currencyDecimals, formatDecimal, PRICE_SCALE, QUANTITY_SCALE, type Receipt } from '../../rules/index.ts'
import { DecimalOutput, Nullable } from '../platform/http/fields.ts'
import type { Language } from '../platform/text.ts'

export const ReceiptData = Type.Object({
  kind: Type.String(),
  store: Type.Object({
    name: Type.String(),
    header: Type.Array(Type.String()),
    footer: Type.Array(Type.String()),
  }),
  reference: Type.String(),
  return_of: Nullable(Type.String()),
  date: Type.String(),
  currency: Type.String(),
  prices_include_tax: Type.Boolean(),
  lines: Type.Array(
    Type.Object({
      name: Type.String(),
      quantity: DecimalOutput(),
      unit_price: DecimalOutput(),
      gross: DecimalOutput(),
      discount: DecimalOutput(),
    }),
  ),
  ticket_discount: DecimalOutput(),
  subtotal: DecimalOutput(),
  taxes: Type.Array(
    Type.Object({ name: Type.String(), rate: DecimalOutput(), base: DecimalOutput(), amount: DecimalOutput() }),
  ),
  total: DecimalOutput(),
  rounding: DecimalOutput(),
  payments: Type.Array(Type.Object({ method: Type.String(), amount: DecimalOutput() })),
  change_due: DecimalOutput(),
})

export function presentReceipt(receipt: Receipt, language: Language) {
  const decimals = currencyDecimals(receipt.currency)
  const money = (amount: bigint) => formatDecimal(amount, decimals)
  return {
    kind: receipt.kind,
    store: { name: receipt.store.name, header: [...receipt.store.header], footer: [...receipt.store.footer] },
    reference: receipt.reference,
    return_of: receipt.returnOf ?? null,
    date: receipt.dateText,
    currency: receipt.currency,
    prices_include_tax: receipt.pricesIncludeTax,
    lines: receipt.lines.map((line) => ({
      name: line.name,
      quantity: formatDecimal(line.quantity, QUANTITY_SCALE, 0),
      unit_price: formatDecimal(line.unitPrice, PRICE_SCALE, decimals),
      gross: money(line.gross),
      discount: money(line.lineDiscount),
    })),
    ticket_discount: money(receipt.ticketDiscount),
    subtotal: money(receipt.subtotal),
    taxes: receipt.taxes.map((tax) => ({
      name: tax.name[language],
      rate: formatDecimal(BigInt(tax.ratePpm), 4, 0),
      base: money(tax.base),
      amount: money(tax.amount),
    })),
    total: money(receipt.total),
    rounding: money(receipt.rounding),
    payments: receipt.payments.map((payment) => ({ method: payment.method, amount: money(payment.amount) })),
    change_due: money(receipt.changeDue),
  }
}
