import { Type } from 'typebox'
import { currencyDecimals, formatDecimal, PRICE_SCALE, QUANTITY_SCALE, type Receipt } from '../../../rules/index.ts'
import { DecimalOutput, Nullable } from '../../platform/http/fields.ts'
import type { Language } from '../../platform/text.ts'

export const ReceiptData = Type.Object(
  {
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
    exempted_tax: DecimalOutput(),
    exemption_certificate: Nullable(Type.String()),
    total: DecimalOutput(),
    rounding: DecimalOutput(),
    payments: Type.Array(Type.Object({ method: Type.String(), amount: DecimalOutput() })),
    change_due: DecimalOutput(),
  },
  {
    examples: [
      {
        kind: 'sale',
        store: {
          name: 'Marché du Plateau',
          header: ['1000, avenue du Mont-Royal Est'],
          footer: ['Merci de votre visite'],
        },
        reference: '1-1-0-000001',
        return_of: null,
        date: '2026-11-20 09:03',
        currency: 'CAD',
        prices_include_tax: false,
        lines: [{ name: 'Chocolat noir', quantity: '2', unit_price: '3.99', gross: '7.98', discount: '0.00' }],
        ticket_discount: '0.00',
        subtotal: '7.98',
        taxes: [
          { name: 'TPS', rate: '5', base: '7.98', amount: '0.40' },
          { name: 'TVQ', rate: '9.975', base: '7.98', amount: '0.80' },
        ],
        exempted_tax: '0.00',
        exemption_certificate: null,
        total: '9.18',
        rounding: '0.02',
        payments: [{ method: 'cash', amount: '20.00' }],
        change_due: '10.80',
      },
    ],
  },
)

/** The beginning of a receipt as text; the rest is like it. */
export const RECEIPT_EXAMPLE = [
  '            Marché du Plateau',
  '      1000, avenue du Mont-Royal Est',
  'Reçu : 1-1-0-000001',
  '------------------------------------------',
  'Chocolat noir',
  '  2 × 3,99 $                        7,98 $',
  '------------------------------------------',
  'TOTAL                               9,18 $',
].join('\n')

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
    exempted_tax: money(receipt.exemptedTax ?? 0n),
    exemption_certificate: receipt.exemptionCertificate ?? null,
    total: money(receipt.total),
    rounding: money(receipt.rounding),
    payments: receipt.payments.map((payment) => ({ method: payment.method, amount: money(payment.amount) })),
    change_due: money(receipt.changeDue),
  }
}
