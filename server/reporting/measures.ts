import { divideRounded } from '../../rules/money.ts'
import { type Text, text } from '../platform/text.ts'
import { goodsCondition } from '../sales/index.ts'

/**
 * What reports measure, defined once: every report takes its figures from here, so that two reports cannot disagree.
 *
 * A *fact* is a sum that the database makes over lines, tickets or payments; a *measure* is what a reader sees, a fact
 * or a formula over facts. Facts are integers: money in minor units of the currency, quantities in thousandths, counts.
 */

/** The rows that a fact is summed over: `l` sale_lines, `s` sales, `p` sale_payments; a customer counts once. */
export type FactSource = 'line' | 'ticket' | 'payment' | 'customer'

type FactDefinition = { readonly source: FactSource; readonly sql: string }

export const FACTS = {
  tickets: { source: 'ticket', sql: "count(*) filter (where s.kind = 'sale')" },
  units: { source: 'line', sql: `sum(l.quantity) filter (where ${goodsCondition('l')}) * 1000` },
  gross: { source: 'line', sql: "sum(l.gross_minor) filter (where l.kind <> 'return')" },
  discounts: { source: 'line', sql: "sum(l.discount_minor) filter (where l.kind <> 'return')" },
  returns: { source: 'line', sql: "sum(l.net_minor) filter (where l.kind = 'return')" },
  // Equal to gross − discounts + returns, because the schema holds net = gross − discount on every line.
  net: { source: 'line', sql: 'sum(l.net_minor)' },
  tax: { source: 'line', sql: 'sum(l.tax_minor)' },
  cost: { source: 'line', sql: 'sum(l.cost_minor)' },
  rounding: { source: 'ticket', sql: 'sum(s.rounding_minor)' },
  paid: { source: 'payment', sql: 'sum(p.amount_minor - p.change_minor)' },
  customers: { source: 'customer', sql: 'count(*)' },
} as const satisfies Record<string, FactDefinition>

export type FactName = keyof typeof FACTS
/** The facts of one group. What was not asked for, or has no rows, is zero. */
export type Facts = Readonly<Record<FactName, bigint>>

export const FACT_NAMES = Object.keys(FACTS) as FactName[]

/**
 * money: minor units; quantity: thousandths; count: ones; rate: ten-thousandths of one (2500 is 25 %); number:
 * hundredths of something else, such as days.
 */
export type Unit = 'money' | 'quantity' | 'count' | 'rate' | 'number'
export const RATE_SCALE = 4
export const NUMBER_SCALE = 2

export type Measure = {
  readonly unit: Unit
  readonly label: Text
  readonly meaning: Text
  readonly facts: readonly FactName[]
  /** Without this permission the measure is neither computed nor shown. */
  readonly permission?: 'reports.margin'
  /** False when groups may share what is counted, or when it is a quotient: rows then do not add up to the total. */
  readonly isAdditive: boolean
  /** null: the quotient of nothing. */
  value(facts: Facts): bigint | null
  /** Of a quotient: what its value is before it is rounded, but for its unit. Whoever goes on computing takes this. */
  readonly fraction?: (facts: Facts) => Fraction
}

/** Nothing is lost in it. A denominator of zero: the quotient of nothing. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint }

/** A fact as a measure of its own. */
const fact = (name: FactName, unit: Unit, label: Text, meaning: Text): Measure => ({
  unit,
  label,
  meaning,
  facts: [name],
  isAdditive: name !== 'tickets' && name !== 'customers',
  value: (facts) => facts[name],
})

/** One sum divided by another, rounded where it is shown and nowhere before. */
const quotient = (unit: 'rate' | 'money', fraction: (facts: Facts) => Fraction) => ({
  unit,
  isAdditive: false,
  fraction,
  value(facts: Facts): bigint | null {
    const { numerator, denominator } = fraction(facts)
    if (denominator === 0n) return null
    return divideRounded(unit === 'rate' ? numerator * 10n ** BigInt(RATE_SCALE) : numerator, denominator)
  },
})

/** The measures of the sales report, in the order in which they are shown. */
export const SALES_MEASURES = {
  tickets: fact(
    'tickets',
    'count',
    text('Tickets', 'Tickets'),
    text(
      'Nombre de ventes ; les retours n’en sont pas. Une vente qui porte plusieurs articles compte une fois pour chacun d’eux, et une seule fois au total.',
      'Number of sales; returns are not counted. A sale of several articles counts once for each of them, and only once in the total.',
    ),
  ),
  units: fact(
    'units',
    'quantity',
    text('Unités', 'Units'),
    text(
      'Quantités vendues moins quantités reprises, sans les ajustements, les consignes ni les écofrais.',
      'Quantities sold less quantities taken back, without adjustments, deposits and eco-fees.',
    ),
  ),
  gross: fact(
    'gross',
    'money',
    text('Brut', 'Gross'),
    text('Ventes et ajustements avant remises, hors taxes.', 'Sales and adjustments before discounts, without tax.'),
  ),
  discounts: fact(
    'discounts',
    'money',
    text('Remises', 'Discounts'),
    text(
      'Remises de ligne et de ticket sur ce qui est vendu, hors taxes\u00a0; celles des articles repris ne s’en déduisent pas, elles sont dans les retours.',
      'Line and ticket discounts on what was sold, without tax; those of goods taken back are not deducted here, they are in the returns.',
    ),
  ),
  returns: fact(
    'returns',
    'money',
    text('Retours', 'Returns'),
    text(
      'Valeur nette des articles repris, hors taxes : un nombre négatif.',
      'Net value of goods taken back, without tax: a negative number.',
    ),
  ),
  net: fact(
    'net',
    'money',
    text('Chiffre d’affaires net', 'Net revenue'),
    text('Brut − remises + retours : le chiffre d’affaires.', 'Gross − discounts + returns: the revenue.'),
  ),
  tax: fact('tax', 'money', text('Taxes', 'Tax'), text('Toutes les taxes.', 'All taxes.')),
  total: {
    unit: 'money',
    label: text('Total', 'Total'),
    meaning: text('Net + taxes.', 'Net + tax.'),
    facts: ['net', 'tax'],
    isAdditive: true,
    value: ({ net, tax }) => net + tax,
  },
  rounding: fact(
    'rounding',
    'money',
    text('Arrondi', 'Rounding'),
    text('Arrondi des paiements en espèces.', 'Rounding of cash payments.'),
  ),
  collected: {
    unit: 'money',
    label: text('Encaissé', 'Collected'),
    meaning: text(
      'Total + arrondi. Par mode de paiement, ce que chaque mode a encaissé lui-même, monnaie et remboursements déduits, alors que le total y va en entier au mode principal de chaque ticket.',
      'Total + rounding. By payment method, what each method itself took in, less change and refunds, while the total goes there as a whole to the main method of each ticket.',
    ),
    facts: ['net', 'tax', 'rounding'],
    isAdditive: true,
    value: ({ net, tax, rounding }) => net + tax + rounding,
  },
  cost: {
    ...fact(
      'cost',
      'money',
      text('Coût', 'Cost'),
      text('Coût des articles, fixé à la vente.', 'Cost of the goods, fixed by the sale.'),
    ),
    permission: 'reports.margin',
  },
  margin: {
    unit: 'money',
    label: text('Marge', 'Margin'),
    meaning: text('Net − coût.', 'Net − cost.'),
    facts: ['net', 'cost'],
    permission: 'reports.margin',
    isAdditive: true,
    value: ({ net, cost }) => net - cost,
  },
  margin_rate: {
    ...quotient('rate', ({ net, cost }) => ({ numerator: net - cost, denominator: net })),
    label: text('Taux de marge', 'Margin rate'),
    meaning: text('Marge ÷ net, à quatre décimales.', 'Margin ÷ net, with four decimals.'),
    facts: ['net', 'cost'],
    permission: 'reports.margin',
  },
  average_ticket: {
    ...quotient('money', ({ net, tickets }) => ({ numerator: net, denominator: tickets })),
    label: text('Panier moyen', 'Average ticket'),
    meaning: text('Net ÷ tickets.', 'Net ÷ tickets.'),
    facts: ['net', 'tickets'],
  },
} as const satisfies Record<string, Measure>

export type SalesMeasureName = keyof typeof SALES_MEASURES
export const SALES_MEASURE_NAMES = Object.keys(SALES_MEASURES) as SalesMeasureName[]

/** The key figures, most of which are measures of the sales report under the name that people give them there. */
export const KPI_MEASURES = {
  revenue: SALES_MEASURES.net,
  tickets: SALES_MEASURES.tickets,
  average_ticket: SALES_MEASURES.average_ticket,
  units: SALES_MEASURES.units,
  margin: SALES_MEASURES.margin,
  margin_rate: SALES_MEASURES.margin_rate,
  returns_rate: {
    ...quotient('rate', ({ returns, gross, discounts }) => ({ numerator: -returns, denominator: gross - discounts })),
    label: text('Taux de retour', 'Returns rate'),
    meaning: text('Valeur des retours ÷ (brut − remises).', 'Value of returns ÷ (gross − discounts).'),
    facts: ['returns', 'gross', 'discounts'],
  },
  discounts_rate: {
    ...quotient('rate', ({ discounts, gross }) => ({ numerator: discounts, denominator: gross })),
    label: text('Taux de remise', 'Discounts rate'),
    meaning: text('Remises ÷ brut.', 'Discounts ÷ gross.'),
    facts: ['discounts', 'gross'],
  },
  tax: SALES_MEASURES.tax,
  collected: SALES_MEASURES.collected,
  active_customers: fact(
    'customers',
    'count',
    text('Clients actifs', 'Active customers'),
    text('Clients connus qui ont acheté pendant la période.', 'Known customers who bought in the period.'),
  ),
} as const satisfies Record<string, Measure>

export type KpiName = keyof typeof KPI_MEASURES
export const KPI_NAMES = Object.keys(KPI_MEASURES) as KpiName[]

/** The facts behind some measures, each once. */
export function factsOf(measures: readonly Measure[]): FactName[] {
  const wanted = new Set(measures.flatMap((measure) => measure.facts))
  return FACT_NAMES.filter((name) => wanted.has(name))
}

/** The names of a table's measures that someone with these permissions may see, in their order. */
export function visibleNames<Name extends string>(
  table: Readonly<Record<Name, Pick<Measure, 'label' | 'permission'>>>,
  isPermitted: (permission: string) => boolean,
): Name[] {
  const names = Object.keys(table) as Name[]
  return names.filter((name) => table[name].permission === undefined || isPermitted(table[name].permission))
}
