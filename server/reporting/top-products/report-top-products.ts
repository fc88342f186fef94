import { divideRounded } from '../../../rules/money.ts'
import { periodBefore } from '../../../rules/periods.ts'
import { type Actor, may } from '../../platform/actor.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { platformErrors } from '../../platform/errors.ts'
import { type Language, text } from '../../platform/text.ts'
import { DIMENSIONS } from '../dimensions.ts'
import { type Facts, factsOf, KPI_MEASURES, type Measure, RATE_SCALE, visibleNames } from '../measures.ts'
import { type Figure, type OneOrSeveral, presentCurrencies, presentFigure } from '../present.ts'
import { type Figures, presentFigures } from '../present-figures.ts'
import { type CurrencyFacts, NO_FACTS, queryFacts } from '../query-facts.ts'
import { readSnapshot, type Snapshot } from '../read-snapshot.ts'
import { type Period, resolveScope, type ScopeInput } from '../resolve-scope.ts'
import { type RankedProduct, type Ranking, rankProducts } from './rank-products.ts'

export type TopProductsInput = ScopeInput & { by?: Ranking; limit?: number }

/** What is told of each product, by the names and with the meanings of the key figures. */
export const PRODUCT_MEASURES = {
  revenue: KPI_MEASURES.revenue,
  units: KPI_MEASURES.units,
  tickets: KPI_MEASURES.tickets,
  margin: KPI_MEASURES.margin,
  margin_rate: KPI_MEASURES.margin_rate,
} as const satisfies Record<string, Measure>
type ProductMeasureName = keyof typeof PRODUCT_MEASURES

type ProductFigures = Figures<ProductMeasureName>
export type TopProduct = ProductFigures & {
  key: number
  label: string
  rank: number | null
  previous_rank: number | null
  share: Figure
  change: string | null
  previous: ProductFigures
}
export type TopProductsBlock = {
  currency: string | null
  totals: ProductFigures
  previous_totals: ProductFigures
  rows: TopProduct[]
  rising: TopProduct[]
  falling: TopProduct[]
}
export type TopProductsAnswer = {
  period: Period
  previous_period: Period
  by: Ranking
} & OneOrSeveral<TopProductsBlock>

const DEFAULT_ROWS = 10
/** Far more products than a chain sells: a place is only known among all. */
const MOST_PRODUCTS = 500_000

type View = {
  readonly table: typeof PRODUCT_MEASURES
  readonly names: readonly ProductMeasureName[]
  readonly by: Ranking
  readonly limit: number
}

/**
 * The products that brought most in a period, with their places and figures in the period before (`periodBefore`); and those that
 * gained and lost most.
 *
 * @throws forbidden naming `by` for the margin without its permission; not_found and validation_failed as `resolveScope` does.
 */
export async function reportTopProducts(
  sql: Sql | Snapshot,
  actor: Actor,
  input: TopProductsInput,
  language: Language,
): Promise<TopProductsAnswer> {
  const { by = 'revenue', limit = DEFAULT_ROWS } = input
  const names: ProductMeasureName[] = visibleNames(PRODUCT_MEASURES, (permission) => may(actor, permission))
  if (!names.includes(by)) throw platformErrors.forbidden({ fields: { by: NO_MARGIN } })
  const facts = factsOf(names.map((name) => PRODUCT_MEASURES[name]))
  const { resolved, previous, now, before } = await readSnapshot(sql, async (tx) => {
    const resolved = await resolveScope(tx, actor, input)
    const { period: previous } = periodBefore(resolved.period)
    const earlier = { ...resolved.scope, from: previous.date_from, to: previous.date_to }
    const [now, before] = await together([
      queryFacts(tx, DIMENSIONS.product, facts, resolved.scope, MOST_PRODUCTS),
      queryFacts(tx, DIMENSIONS.product, facts, earlier, MOST_PRODUCTS),
    ])
    return { resolved, previous, now, before }
  })
  const currencies = new Set([...now, ...before].map(({ currency }) => currency))
  const found = currencies.size === 0 ? [resolved.emptyCurrency] : [...currencies].sort()
  const blockOf = (blocks: readonly CurrencyFacts[], currency: string | null) =>
    blocks.find((block) => block.currency === currency)
  const blocks = found.map((currency) =>
    presentBlock(
      currency,
      blockOf(now, currency),
      blockOf(before, currency),
      { table: PRODUCT_MEASURES, names, by, limit },
      language,
    ),
  )
  return { period: resolved.period, previous_period: previous, by, ...presentCurrencies(blocks) }
}

const NO_MARGIN = text(
  'Classer par marge demande la permission reports.margin.',
  'Ranking by margin needs the permission reports.margin.',
)

function presentBlock(
  currency: string | null,
  now: CurrencyFacts | undefined,
  before: CurrencyFacts | undefined,
  view: View,
  language: Language,
): TopProductsBlock {
  const totals = now?.totals ?? NO_FACTS
  const { ranked, rising, falling } = rankProducts(now?.groups ?? [], before?.groups ?? [], view.by)
  const present = (products: readonly RankedProduct[]) =>
    products.slice(0, view.limit).map((product) => presentProduct(product, totals, view, currency, language))
  return {
    currency,
    totals: presentFigures(view, totals, currency),
    previous_totals: presentFigures(view, before?.totals ?? NO_FACTS, currency),
    rows: present(ranked),
    rising: present(rising),
    falling: present(falling),
  }
}

function presentProduct(
  product: RankedProduct,
  totals: Facts,
  view: View,
  currency: string | null,
  language: Language,
): TopProduct {
  const { key, label, facts } = product
  return {
    key: Number(key),
    label: label ?? DIMENSIONS.product.missing[language],
    rank: product.rank,
    previous_rank: product.previousRank,
    ...presentFigures(view, facts, currency),
    share: shareOf(facts, totals, view.by),
    change: product.change,
    previous: presentFigures(view, product.previous, currency),
  }
}

function shareOf(facts: Facts, totals: Facts, by: Ranking): Figure {
  const measure: Measure = PRODUCT_MEASURES[by]
  const whole = measure.value(totals) ?? 0n
  if (whole <= 0n) return null
  return presentFigure(divideRounded((measure.value(facts) ?? 0n) * 10n ** BigInt(RATE_SCALE), whole), 'rate', null)
}
