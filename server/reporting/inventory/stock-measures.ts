import { divideRounded } from '../../../rules/money.ts'
import { type Text, text } from '../../platform/text.ts'
import { type Measure, NUMBER_SCALE, SALES_MEASURES, type Unit } from '../measures.ts'
import type { StockFacts } from './stock-facts.ts'

/** A measure of stock: a fact, or a formula over facts. `isAdditive`: rows add up to the total. */
export type StockMeasure = Pick<Measure, 'unit' | 'label' | 'meaning' | 'permission' | 'isAdditive'> & {
  /** null: the quotient of nothing. */
  value(facts: StockFacts): bigint | null
}

const fact = (name: keyof StockFacts, unit: Unit, label: Text, meaning: Text): StockMeasure => ({
  unit,
  label,
  meaning,
  isAdditive: true,
  value: (facts) => facts[name],
})

/** What only those may see who may see costs. */
const atCost = (measure: StockMeasure): StockMeasure => ({ ...measure, permission: 'reports.margin' })

/** numerator ÷ denominator in hundredths. */
const quotient = (numerator: bigint, denominator: bigint): bigint | null =>
  denominator <= 0n ? null : divideRounded(numerator * 10n ** BigInt(NUMBER_SCALE), denominator)

/**
 * How often the average stock was sold. The values of all evenings, summed, are `value` × days less what movements changed
 * for the days before them; their average is that sum ÷ the days since the ledger began, before which nobody had said what
 * there was.
 */
const sumOfEvenings = ({ value, days, value_by_days }: StockFacts): bigint => value * days - value_by_days
export const rotationOf = (facts: StockFacts): bigint | null =>
  facts.ledger_days === 0n ? null : quotient(facts.cost_of_goods * facts.ledger_days, sumOfEvenings(facts))

/** How long what is on hand lasts at the pace of the period. */
export const coverOf = ({ units, sold_units, days }: StockFacts): bigint | null =>
  sold_units <= 0n ? null : quotient(units > 0n ? units * days : 0n, sold_units)

const alert = (name: 'out' | 'low' | 'negative' | 'over', label: Text, meaning: Text) =>
  fact(name, 'count', label, meaning)

/** The measures of stock, in the order in which they are shown. */
export const STOCK_MEASURES = {
  articles: fact(
    'articles',
    'count',
    text('Articles', 'Articles'),
    text(
      'Articles que les magasins tiennent\u00a0: celui que deux magasins tiennent compte deux fois.',
      'Articles that the stores keep: one that two stores keep counts twice.',
    ),
  ),
  units: fact(
    'units',
    'quantity',
    text('En stock', 'On hand'),
    text('Quantités en stock, la somme des mouvements.', 'Quantities on hand, the sum of the movements.'),
  ),
  reserved: fact(
    'reserved',
    'quantity',
    text('Réservé', 'Reserved'),
    text('Promis à quelqu’un, et encore en stock.', 'Promised to somebody, and still on hand.'),
  ),
  in_transit: fact(
    'in_transit',
    'quantity',
    text('En route', 'In transit'),
    text('Expédié ici et pas encore reçu.', 'Sent here and not received yet.'),
  ),
  value_at_cost: atCost(
    fact(
      'value',
      'money',
      text('Valeur au coût', 'Value at cost'),
      text('Valeur du stock au coût moyen\u00a0: celle du registre.', 'Stock at its average cost: that of the ledger.'),
    ),
  ),
  value_at_price: fact(
    'price_value',
    'money',
    text('Valeur au prix', 'Value at price'),
    text(
      'Stock au prix que chaque magasin demande maintenant, taxes comprises ou non comme ses prix.',
      'Stock at the price that each store asks now, with or without tax as its prices are.',
    ),
  ),
  in_transit_value: atCost(
    fact(
      'in_transit_value',
      'money',
      text('Valeur en route', 'Value in transit'),
      text('Ce qui est en route, au coût.', 'What is in transit, at cost.'),
    ),
  ),
  out: alert(
    'out',
    text('Ruptures', 'Out of stock'),
    text('Articles dont il ne reste rien.', 'Articles with none left.'),
  ),
  low: alert(
    'low',
    text('Stock bas', 'Low'),
    text('Articles au seuil de commande ou dessous.', 'Articles at their reorder point or below.'),
  ),
  negative: alert(
    'negative',
    text('Négatifs', 'Negative'),
    text('Articles dont le stock est sous zéro.', 'Articles whose stock is below zero.'),
  ),
  over: alert(
    'over',
    text('Surstocks', 'Overstock'),
    text('Articles au-delà de leur cible.', 'Articles beyond their target.'),
  ),
  over_units: fact(
    'over_units',
    'quantity',
    text('Unités en trop', 'Units beyond target'),
    text('Ce que les surstocks ont au-delà de leur cible.', 'What overstock has beyond its target.'),
  ),
  over_value: atCost(
    fact(
      'over_value',
      'money',
      text('Valeur en trop', 'Value beyond target'),
      text(
        'Ce que les surstocks ont au-delà de leur cible, au coût.',
        'What overstock has beyond its target, at cost.',
      ),
    ),
  ),
  to_reorder: fact(
    'to_reorder',
    'count',
    text('À commander', 'To reorder'),
    text(
      'Articles dont le stock, moins ce qui est réservé, plus ce qui est en route, est au seuil de commande ou dessous.',
      'Articles whose stock, less what is reserved, plus what is in transit, is at the reorder point or below.',
    ),
  ),
  dead: fact(
    'dead',
    'count',
    text('Articles dormants', 'Dead articles'),
    text(
      'Articles en stock sans vente depuis `dead_days` jours, ni arrivés depuis.',
      'Articles on hand without a sale for `dead_days` days, and not come since.',
    ),
  ),
  dead_units: fact(
    'dead_units',
    'quantity',
    text('Unités dormantes', 'Dead units'),
    text('Quantités des articles dormants.', 'Quantities of the dead articles.'),
  ),
  dead_value: atCost(
    fact(
      'dead_value',
      'money',
      text('Valeur dormante', 'Dead value'),
      text('Articles dormants, au coût.', 'Dead articles, at cost.'),
    ),
  ),
  dead_value_at_price: fact(
    'dead_price_value',
    'money',
    text('Valeur dormante au prix', 'Dead value at price'),
    text('Articles dormants, au prix demandé maintenant.', 'Dead articles, at the price asked now.'),
  ),
  revenue: fact('revenue', 'money', SALES_MEASURES.net.label, SALES_MEASURES.net.meaning),
  sold_units: fact('sold_units', 'quantity', text('Unités vendues', 'Units sold'), SALES_MEASURES.units.meaning),
  cost_of_goods: atCost(
    fact('cost_of_goods', 'money', text('Coût des ventes', 'Cost of goods sold'), SALES_MEASURES.cost.meaning),
  ),
  average_value: atCost({
    unit: 'money',
    label: text('Stock moyen', 'Average stock'),
    meaning: text(
      'Moyenne des valeurs au coût de chaque soir de la période depuis que le registre a commencé.',
      'Average of the values at cost of each evening of the period since the ledger began.',
    ),
    isAdditive: false,
    value: (facts) => (facts.ledger_days === 0n ? null : divideRounded(sumOfEvenings(facts), facts.ledger_days)),
  }),
  rotation: atCost({
    unit: 'number',
    label: text('Rotation', 'Turnover'),
    meaning: text(
      'Coût des ventes ÷ stock moyen\u00a0: combien de fois le stock a été vendu pendant la période.',
      'Cost of goods sold ÷ average stock: how often the stock was sold in the period.',
    ),
    isAdditive: false,
    value: rotationOf,
  }),
  days_of_cover: {
    unit: 'number',
    label: text('Jours de couverture', 'Days of cover'),
    meaning: text(
      'En stock ÷ unités vendues par jour de la période\u00a0; null quand rien ne s’est vendu.',
      'On hand ÷ units sold per day of the period; null where nothing was sold.',
    ),
    isAdditive: false,
    value: coverOf,
  },
  lost_units: fact(
    'lost_units',
    'quantity',
    text('Unités perdues', 'Units lost'),
    text(
      'Ce que les ajustements, les inventaires et les transferts réglés ont retiré pendant la période, et que rien n’explique.',
      'What adjustments, stocktakes and settled transfers took away in the period, and nothing explains.',
    ),
  ),
  found_units: fact(
    'found_units',
    'quantity',
    text('Unités retrouvées', 'Units found'),
    text(
      'Ce que les ajustements et les inventaires ont ajouté pendant la période.',
      'What adjustments and stocktakes added in the period.',
    ),
  ),
  lost_value: atCost(
    fact(
      'lost_value',
      'money',
      text('Valeur perdue', 'Value lost'),
      text('Unités perdues, au coût.', 'Units lost, at cost.'),
    ),
  ),
  found_value: atCost(
    fact(
      'found_value',
      'money',
      text('Valeur retrouvée', 'Value found'),
      text('Unités retrouvées, au coût.', 'Units found, at cost.'),
    ),
  ),
} as const satisfies Record<string, StockMeasure>

export type StockMeasureName = keyof typeof STOCK_MEASURES
export const STOCK_MEASURE_NAMES = Object.keys(STOCK_MEASURES) as StockMeasureName[]
