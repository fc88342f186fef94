import {
  currencyDecimals,
  formatDecimal,
  PRICE_SCALE,
  QUANTITY_SCALE,
  trainingReference,
} from '../../../rules/index.ts'
import type { Language } from '../../platform/text.ts'
import type { StoreFacts } from '../../stores/index.ts'
import type { TicketApproval } from '../approvals/approval.ts'
import type { TicketData } from './schema.ts'
import { referenceOf, type Ticket } from './ticket.ts'

/** Parts per million as a percentage: 99750 is "9.975". */
const percent = (ratePpm: number) => formatDecimal(BigInt(ratePpm), 4, 0)

/** @param store where its taxes have names: a ticket keeps their codes only, which stand for themselves without it */
export function presentTicket(ticket: Ticket, store: StoreFacts | undefined, language: Language): TicketData {
  const decimals = currencyDecimals(ticket.currency)
  const money = (amount: bigint) => formatDecimal(amount, decimals)
  return {
    id: ticket.id,
    reference: ticket.isTraining ? trainingReference(language) : referenceOf(ticket),
    kind: ticket.kind,
    store_id: ticket.storeId,
    register_id: ticket.registerId,
    session_id: ticket.sessionId,
    device_id: ticket.deviceId,
    series: ticket.series,
    cashier_id: ticket.cashierId,
    customer_id: ticket.customerId,
    sale_id: ticket.originSaleId,
    external_id: ticket.externalId,
    occurred_at: ticket.occurredAt,
    business_day: ticket.businessDay,
    currency: ticket.currency,
    prices_include_tax: ticket.pricesIncludeTax,
    tax_exemption_number: ticket.taxExemptionNumber,
    note: ticket.note,
    lines: ticket.lines.map((line) => ({
      line: line.lineNumber,
      kind: line.kind,
      variant_id: line.variantId,
      product_id: line.productId,
      sku: line.sku,
      name: line.name,
      quantity: formatDecimal(line.quantity, QUANTITY_SCALE, 0),
      unit_price: formatDecimal(line.unitPrice, PRICE_SCALE, decimals),
      gross: money(line.printedGross),
      discount: money(line.lineDiscount),
      ticket_discount: money(line.ticketDiscount),
      net: money(line.net),
      tax_class: line.taxClass,
      taxes: line.taxShares.map((share) => ({ code: share.code, amount: money(share.amount) })),
      tax: money(line.tax),
      total: money(line.total),
      is_fee: line.isFee,
      fee_of: line.feeOf,
      sale_line: line.originLineNumber,
    })),
    subtotal: money(ticket.subtotal),
    discount_total: money(ticket.discountTotal),
    taxes: ticket.taxes.map((tax) => ({
      code: tax.code,
      name: store?.taxesByCode.get(tax.code)?.[language === 'fr' ? 'nameFr' : 'nameEn'] ?? tax.code,
      rate: percent(tax.ratePpm),
      base: money(tax.base),
      amount: money(tax.amount),
    })),
    tax_total: money(ticket.taxTotal),
    total: money(ticket.total),
    rounding: money(ticket.rounding),
    paid: money(ticket.paid),
    change_due: money(ticket.changeDue),
    payments: ticket.payments.map((payment) => ({
      method: payment.method,
      amount: money(payment.amount),
      change: money(payment.change),
    })),
    approvals: ticket.approvals.map(presentApproval),
    flags: ticket.flags,
    training: ticket.isTraining,
    ...presentSeal(ticket),
  }
}

/** What was only practised has neither a number nor a seal. */
const presentSeal = ({ isTraining, number, previousHash, hash }: Ticket) =>
  isTraining ? { number: null, previous_hash: null, hash: null } : { number, previous_hash: previousHash, hash }

const presentApproval = ({ id, approverId, approverName, action, reason }: TicketApproval) => ({
  id,
  approver_id: approverId,
  approver_name: approverName,
  action,
  reason,
})
