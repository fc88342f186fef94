import { text } from '../../platform/text.ts'
import { type DetailColumn, type Details, moneyOf } from './details.ts'
import { HEAD_COLUMNS, SALE_ID, type TicketHead, ticketHead, ticketJoins } from './ticket-columns.ts'

type AmountName =
  | 'net_minor'
  | 'discount_minor'
  | 'tax_minor'
  | 'total_minor'
  | 'rounding_minor'
  | 'paid_minor'
  | 'change_minor'
type TicketRow = TicketHead & Record<AmountName, number> & { external_id: string | null }

const amount = (name: AmountName, fr: string, en: string): DetailColumn<TicketRow> => ({
  name: name.replace('_minor', ''),
  label: text(fr, en),
  unit: 'money',
  value: (row) => moneyOf(row[name], row.currency),
})

/** One row per ticket, in the order of the days. */
export const TICKETS: Details<TicketRow> = {
  name: 'tickets',
  title: text('Tickets', 'Tickets'),
  fileName: text('tickets', 'tickets'),
  columns: [
    ...HEAD_COLUMNS,
    amount('net_minor', 'Net hors taxes', 'Net without tax'),
    amount('discount_minor', 'Remises', 'Discounts'),
    amount('tax_minor', 'Taxes', 'Tax'),
    amount('total_minor', 'Total', 'Total'),
    amount('rounding_minor', 'Arrondi', 'Rounding'),
    amount('paid_minor', 'Remis', 'Paid'),
    amount('change_minor', 'Monnaie rendue', 'Change'),
    {
      name: 'external_id',
      label: text('Identifiant externe', 'External id'),
      unit: 'text',
      value: (row) => row.external_id,
    },
    SALE_ID,
  ],
  from: (sql) => sql`sales s ${ticketJoins(sql)}`,
  select: (sql) => sql`${ticketHead(sql)}, s.subtotal_minor as net_minor, s.discount_minor, s.tax_minor, s.total_minor,
    s.rounding_minor, s.paid_minor, s.change_minor, s.external_id`,
  order: (sql) => sql`s.business_day, s.store_id, s.occurred_at, s.id`,
  counted: (sql) => sql`sales s`,
}
