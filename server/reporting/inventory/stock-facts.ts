/**
 * What the inventory report sums, each said once. Facts are integers: money in minor units of the currency, quantities in
 * thousandths, counts.
 *
 * level: over the levels of the stores as they are now, with what each of them means (`LEVELS` of query-stock.ts).
 * movement: over the movements `m` of the ledger since the period began; `moment.day` is the store's day of recording, by
 * which the ledger stands in order and never changes afterwards.
 */
type StockFactDefinition = { readonly source: 'level' | 'movement'; readonly sql: string }

const count = (condition: string): StockFactDefinition => ({
  source: 'level',
  sql: `count(*) filter (where ${condition})`,
})
const alert = (kind: string): StockFactDefinition => count(`level.is_kept and level.kind = '${kind}'`)
const quantity = (sql: string, condition = 'true'): StockFactDefinition => ({
  source: 'level',
  sql: `sum(${sql}) filter (where ${condition}) * 1000`,
})
const amount = (sql: string, condition = 'true'): StockFactDefinition => ({
  source: 'level',
  sql: `sum(${sql}) filter (where ${condition})`,
})
const moved = (sql: string): StockFactDefinition => ({ source: 'movement', sql: `sum(${sql})` })

/**
 * What an adjustment by hand or a count took away or brought. An import tells what there is, and explains nothing. A
 * correction of a count (ADR 0026) takes back what the count had found: the more that was missing, or the more that was
 * there.
 */
const IS_DIFFERENCE = `m.kind in ('adjustment', 'count') and m.reference_type is distinct from 'import'`
const lost = (column: string): string =>
  `case when ${IS_DIFFERENCE} then greatest(-${column}, 0) when m.kind = 'count_correction' then -greatest(${column}, 0) end`
const found = (column: string): string =>
  `case when ${IS_DIFFERENCE} then greatest(${column}, 0) when m.kind = 'count_correction' then least(${column}, 0) end`

/** Of a movement of the period. */
export const DIFFERENCES = {
  lost_units: `${lost('m.quantity')} * 1000`,
  found_units: `${found('m.quantity')} * 1000`,
  lost_value: lost('m.value_minor'),
  found_value: found('m.value_minor'),
} as const
const inPeriod = (sql: string): StockFactDefinition => moved(`case when moment.day <= period.last_day then ${sql} end`)

export const STOCK_FACTS = {
  articles: count('level.is_kept'),
  units: quantity('level.on_hand'),
  reserved: quantity('level.reserved'),
  in_transit: quantity('level.in_transit'),
  value: amount('level.value_minor'),
  in_transit_value: amount('level.in_transit_value_minor'),
  price_value: amount('level.price_value'),
  out: alert('out'),
  low: alert('low'),
  negative: alert('negative'),
  over: alert('over'),
  over_units: quantity('level.on_hand - level.target', `level.kind = 'over'`),
  over_value: amount(
    'round(level.value_minor * (level.on_hand - level.target) / level.on_hand)',
    `level.kind = 'over'`,
  ),
  to_reorder: count('level.is_to_reorder'),
  dead: count('level.is_dead'),
  dead_units: quantity('level.on_hand', 'level.is_dead'),
  dead_value: amount('level.value_minor', 'level.is_dead'),
  dead_price_value: amount('level.price_value', 'level.is_dead'),
  lost_units: inPeriod(DIFFERENCES.lost_units),
  found_units: inPeriod(DIFFERENCES.found_units),
  lost_value: inPeriod(DIFFERENCES.lost_value),
  found_value: inPeriod(DIFFERENCES.found_value),
  // What came in or went out is in the value of the evening of its day, and of all that follow: taken off the present
  // value for each earlier day of the period, it leaves the sum of the values of all evenings.
  value_by_days: moved('m.value_minor * least(moment.day - period.first_day, period.days)'),
} as const satisfies Record<string, StockFactDefinition>

export type StockFactName = keyof typeof STOCK_FACTS
export const STOCK_FACT_NAMES = Object.keys(STOCK_FACTS) as StockFactName[]

/** Facts that only those who may see costs have computed. */
const COST_FACTS: ReadonlySet<StockFactName> = new Set([
  'value',
  'in_transit_value',
  'over_value',
  'dead_value',
  'lost_value',
  'found_value',
  'value_by_days',
])
export const stockFactNames = (withCost: boolean): StockFactName[] =>
  STOCK_FACT_NAMES.filter((name) => withCost || !COST_FACTS.has(name))

/** What was sold meanwhile, as the sales report has it, and how many days the period has had, with a ledger and in all. */
export type StockFacts = Readonly<
  Record<StockFactName | 'revenue' | 'sold_units' | 'cost_of_goods' | 'days' | 'ledger_days', bigint>
>

/** The stock of nothing. */
export const NO_STOCK: Readonly<Record<StockFactName, bigint>> = Object.freeze(
  Object.fromEntries(STOCK_FACT_NAMES.map((name) => [name, 0n])) as Record<StockFactName, bigint>,
)
