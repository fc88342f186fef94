import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { type Text, text } from '../../platform/text.ts'
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
type TicketRow = TicketHead &
  Record<AmountName, number> & { external_id: string | null; payment_methods: string | null }

const amount = (name: AmountName, fr: string, en: string, meaning?: Text): DetailColumn<TicketRow> => ({
  name: name.replace('_minor', ''),
  label: text(fr, en),
  unit: 'money',
  ...(meaning !== undefined && { meaning }),
  value: (row) => moneyOf(row[name], row.currency),
})

const DISCOUNT = text(
  'Comme le reçu la montre, taxe comprise là où les prix le sont\u00a0; négative pour ce qui est repris. Leur somme est donc celle des rapports, moins les remises des articles repris.',
  'As the receipt shows it, with tax where prices include it; negative for goods taken back. Their sum is therefore that of the reports, less the discounts of goods taken back.',
)

/** One row per ticket, in the order of the days. */
export const TICKETS: Details<TicketRow> = {
  name: 'tickets',
  title: text('Tickets', 'Tickets'),
  fileName: text('tickets', 'tickets'),
  columns: [
    ...HEAD_COLUMNS,
    amount('net_minor', 'Net hors taxes', 'Net without tax'),
    amount('discount_minor', 'Remises', 'Discounts', DISCOUNT),
    amount('tax_minor', 'Taxes', 'Tax'),
    amount('total_minor', 'Total', 'Total'),
    amount('rounding_minor', 'Arrondi', 'Rounding'),
    amount('paid_minor', 'Remis', 'Paid'),
    amount('change_minor', 'Monnaie rendue', 'Change'),
    {
      name: 'payment_methods',
      label: text('Modes de paiement', 'Payment methods'),
      unit: 'text',
      meaning: text(
        'Dans l’ordre où ils ont servi\u00a0; cash\u00a0: espèces, card\u00a0: carte, cheque\u00a0: chèque, credit\u00a0: avoir, other\u00a0: autre.',
        'In the order in which they served: cash, card, cheque, credit (store credit) or other.',
      ),
      value: (row) => row.payment_methods,
    },
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
    s.rounding_minor, s.paid_minor, s.change_minor, s.external_id, ${paymentMethods(sql)} as payment_methods`,
  order: (sql) => sql`s.business_day, s.store_id, s.occurred_at, s.id`,
  counted: (sql) => sql`sales s`,
}

/** Each once, however often it served. */
const paymentMethods = (sql: Queryable): Fragment => sql`(
  select string_agg(used.method, ', ' order by used.position) from (
    select p.method, min(p.position) as position from sale_payments p
    where p.store_id = s.store_id and p.sale_id = s.id group by p.method
  ) used)`
