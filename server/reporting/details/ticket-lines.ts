import { text } from '../../platform/text.ts'
import { type DetailColumn, type Details, moneyOf } from './details.ts'
import { HEAD_COLUMNS, SALE_ID, type TicketHead, ticketHead, ticketJoins } from './ticket-columns.ts'

type AmountName = 'gross_minor' | 'discount_minor' | 'net_minor' | 'tax_minor' | 'total_minor' | 'cost_minor'
type LineRow = TicketHead &
  Record<AmountName, number> & {
    line_no: number
    line_kind: string
    sku: string | null
    name: string
    category_name: string | null
    product_id: number | null
    variant_id: number | null
    quantity: string
    unit_price: string
    is_fee: boolean
  }

const amount = (
  name: AmountName,
  label: readonly [fr: string, en: string],
  rest: Partial<DetailColumn<LineRow>> = {},
): DetailColumn<LineRow> => ({
  name: name.replace('_minor', ''),
  label: text(...label),
  unit: 'money',
  value: (row) => moneyOf(row[name], row.currency),
  ...rest,
})

const ARTICLE_COLUMNS: readonly DetailColumn<LineRow>[] = [
  { name: 'line_no', label: text('Ligne', 'Line'), unit: 'id', value: (row) => row.line_no },
  {
    name: 'line_kind',
    label: text('Sorte de ligne', 'Kind of line'),
    unit: 'text',
    meaning: text(
      'sale\u00a0: vente\u00a0; return\u00a0: reprise\u00a0; adjustment\u00a0: ajustement.',
      'sale, return or adjustment.',
    ),
    value: (row) => row.line_kind,
  },
  { name: 'sku', label: text('UGS', 'SKU'), unit: 'text', value: (row) => row.sku },
  {
    name: 'name',
    label: text('Article', 'Article'),
    unit: 'text',
    meaning: text('Comme le reçu le nomme.', 'As the receipt names it.'),
    value: (row) => row.name,
  },
  { name: 'category', label: text('Catégorie', 'Category'), unit: 'text', value: (row) => row.category_name },
  { name: 'product_id', label: text('Id du produit', 'Product id'), unit: 'id', value: (row) => row.product_id },
  { name: 'variant_id', label: text('Id de la variante', 'Variant id'), unit: 'id', value: (row) => row.variant_id },
  {
    name: 'is_fee',
    label: text('Consigne ou écofrais', 'Deposit or eco-fee'),
    unit: 'id',
    meaning: text('1\u00a0: ne compte pas comme unité vendue.', '1: does not count as a unit sold.'),
    value: (row) => (row.is_fee ? 1 : 0),
  },
  {
    name: 'quantity',
    label: text('Quantité', 'Quantity'),
    unit: 'quantity',
    meaning: text('Négative pour ce qui est repris.', 'Negative for what is taken back.'),
    value: (row) => row.quantity.replace(/\.?0+$/, ''),
  },
  { name: 'unit_price', label: text('Prix unitaire', 'Unit price'), unit: 'money', value: (row) => row.unit_price },
]

/** One row per line of a ticket, in the order of the days. */
export const TICKET_LINES: Details<LineRow> = {
  name: 'ticket_lines',
  title: text('Lignes de tickets', 'Ticket lines'),
  fileName: text('lignes-de-tickets', 'ticket-lines'),
  columns: [
    ...HEAD_COLUMNS,
    ...ARTICLE_COLUMNS,
    amount('gross_minor', ['Brut', 'Gross'], {
      meaning: text('Avant remises, hors taxes.', 'Before discounts, without tax.'),
    }),
    amount('discount_minor', ['Remises', 'Discounts'], {
      meaning: text(
        'Hors taxes\u00a0; négatives pour ce qui est repris, que les rapports comptent dans les retours.',
        'Without tax; negative for goods taken back, which the reports count in the returns.',
      ),
    }),
    amount('net_minor', ['Net hors taxes', 'Net without tax']),
    amount('tax_minor', ['Taxes', 'Tax']),
    amount('total_minor', ['Total', 'Total']),
    amount('cost_minor', ['Coût', 'Cost'], { permission: 'reports.margin' }),
    SALE_ID,
  ],
  from: (sql) =>
    sql`sales s join sale_lines line on line.store_id = s.store_id and line.sale_id = s.id ${ticketJoins(sql)}`,
  select: (
    sql,
  ) => sql`${ticketHead(sql)}, line.line_no, line.kind as line_kind, line.sku, line.name, line.category_name,
    line.product_id, line.variant_id, line.quantity::text, line.unit_price::text, line.is_fee, line.gross_minor,
    line.discount_minor, line.net_minor, line.tax_minor, line.total_minor, line.cost_minor`,
  order: (sql) => sql`s.business_day, s.store_id, s.occurred_at, s.id, line.line_no`,
  counted: (sql) => sql`sales s join sale_lines line on line.store_id = s.store_id and line.sale_id = s.id`,
}
