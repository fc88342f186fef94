import { currencyDecimals, formatDecimal } from '../../../rules/index.ts'
import { type Actor, may } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { inventoryErrors } from '../errors.ts'
import { readQuantity, writeQuantity } from '../present.ts'
import { movedSince } from './moved-since.ts'
import { requireStocktake } from './read-stocktake.ts'
import type { StocktakeItem } from './stocktake-schema.ts'
import type { Variance } from './variance-schema.ts'

export type VarianceScene = {
  readonly stocktake: StocktakeItem
  readonly currency: string
  /** Of the currency. */
  readonly decimals: number
  readonly withCost: boolean
}

/**
 * A stocktake whose differences can be told, and in which currency.
 *
 * @throws not_found; stocktake_not_finished while it is counted, and once it was given up.
 */
export async function openVariances(sql: Queryable, actor: Actor, id: number): Promise<VarianceScene> {
  const stocktake = await requireStocktake(sql, actor, id)
  if (stocktake.status !== 'finished' && stocktake.status !== 'approved') throw inventoryErrors.stocktake_not_finished()
  const [store] = await sql<[{ currency: string }]>`
    select currency::text from stores where id = ${stocktake.store_id}`
  const { currency } = store
  return { stocktake, currency, decimals: currencyDecimals(currency), withCost: may(actor, 'products.viewCost') }
}

export type VarianceRow = Omit<Variance, 'difference' | 'currency' | 'value'> & { value_minor: string }

/** Columns of what `variancesOf` answers as `variance`, with its related tables. */
export const VARIANCE_COLUMNS = (sql: Queryable): Fragment => sql`
  variance.variant_id, v.product_id, p.name as product_name, v.name as variant_name, v.sku, p.category_id,
  category.name as category_name, variance.is_planned, variance.is_zeroed, variance.counted_at, variance.counted,
  variance.expected, variance.moved_meanwhile, variance.corrected, variance.value_minor::text`
export const VARIANCE_RELATED = (sql: Queryable): Fragment => sql`
  join product_variants v on v.id = variance.variant_id
  join products p on p.id = v.product_id
  left join product_categories category on category.id = p.category_id`

/**
 * Derived table `variance`: each counted article of a stocktake with what the ledger held at that moment. What was approved
 * stays as it was then; until then, what arrives late changes it.
 */
export const variancesOf = (sql: Queryable, { stocktake, decimals }: VarianceScene): Fragment => sql`
  (
    select line.variant_id, line.is_planned, line.counted_at, line.counted, ${expected(sql)} as expected,
      not exists (
        select from stocktake_counts c where c.store_id = line.store_id and c.stocktake_id = line.stocktake_id
          and c.variant_id = line.variant_id and c.round = line.round) as is_zeroed,
      moved.meanwhile as moved_meanwhile, corrected.quantity as corrected,
      coalesce(line.value_minor::numeric, ${valueOfDifference(sql, decimals)}) as value_minor
    from stocktakes t
    join stocktake_lines line on line.store_id = t.store_id and line.stocktake_id = t.id
    join product_variants costed on costed.id = line.variant_id
    left join stock_levels level on level.store_id = line.store_id and level.variant_id = line.variant_id
    cross join lateral (${movedSince(sql)}) moved
    cross join lateral (
      select coalesce(sum(m.quantity), 0) as quantity from stock_movements m
      where m.store_id = line.store_id and m.variant_id = line.variant_id and m.kind = 'count_correction'
        and m.reference_type = 'stocktake' and m.reference_id = line.stocktake_id::text
    ) corrected
    where t.store_id = ${stocktake.store_id} and t.id = ${stocktake.id} and line.counted is not null
  ) variance`

const expected = (sql: Queryable): Fragment => sql`coalesce(line.expected, coalesce(level.on_hand, 0) - moved.since)`

/**
 * What a difference is worth at this moment, in minor units: what `costOfIssue` and `costOfFoundGoods` will say of it when
 * it is approved, if nothing moves until then.
 */
const valueOfDifference = (sql: Queryable, decimals: number): Fragment => sql`(
  select round(case
    when d.less is null then 0
    when on_hand > 0 and d.less < on_hand then -d.less * value / on_hand
    when on_hand > 0 then -value - round((d.less - on_hand) * unit)
    else -d.less * unit end)
  from (select line.counted - ${expected(sql)}) as e (more)
  cross join lateral (select nullif(-e.more, 0)) as d (less)
  cross join (select coalesce(level.on_hand, 0), coalesce(level.value_minor, 0)::numeric,
    coalesce(costed.cost, 0) * ${10 ** decimals}::numeric) as held (on_hand, value, unit)
)`

export function presentVariance({ value_minor, ...row }: VarianceRow, scene: VarianceScene) {
  const counted = readQuantity(row.counted)
  const expected = readQuantity(row.expected)
  const variance = {
    ...row,
    counted: writeQuantity(counted),
    expected: writeQuantity(expected),
    difference: writeQuantity(counted - expected),
    moved_meanwhile: writeQuantity(readQuantity(row.moved_meanwhile)),
    corrected: writeQuantity(readQuantity(row.corrected)),
    currency: scene.currency,
  }
  if (!scene.withCost) return variance
  return { ...variance, value: formatDecimal(BigInt(value_minor), scene.decimals) }
}
