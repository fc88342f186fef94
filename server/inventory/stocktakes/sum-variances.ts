import { formatDecimal } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { readQuantity, writeQuantity } from '../present.ts'
import { openVariances, VARIANCE_RELATED, type VarianceScene, variancesOf } from './read-variances.ts'
import type { VarianceSummary } from './variance-schema.ts'

type SumRow = {
  is_total: boolean
  category_id: number | null
  category_name: string | null
  articles: number
  different: number
  more: string
  less: string
  gain_minor: string
  loss_minor: string
}

/**
 * What the differences of a stocktake add up to, by category and in all, in one statement. What came in later as explained
 * (`corrected`) is not taken off.
 *
 * @throws not_found, stocktake_not_finished
 */
export async function sumVariances(sql: Queryable, actor: Actor, id: number): Promise<VarianceSummary> {
  const scene = await openVariances(sql, actor, id)
  const rows = await sql<SumRow[]>`
    select grouping(p.category_id) = 1 as is_total, p.category_id, min(category.name) as category_name,
      count(*)::int as articles, count(*) filter (where variance.counted <> variance.expected)::int as different,
      coalesce(sum(greatest(variance.counted - variance.expected, 0)), 0) as more,
      coalesce(sum(greatest(variance.expected - variance.counted, 0)), 0) as less,
      coalesce(sum(greatest(variance.value_minor, 0)), 0)::text as gain_minor,
      coalesce(sum(greatest(-variance.value_minor, 0)), 0)::text as loss_minor
    from ${variancesOf(sql, scene)} ${VARIANCE_RELATED(sql)}
    group by grouping sets ((), (p.category_id))
    order by is_total desc, min(category.name) collate "fr-x-icu" nulls last, p.category_id`
  const [total, ...categories] = rows
  // Grouping by nothing answers one row, whatever there is.
  if (total === undefined) throw new Error('The sums have no total.')
  return {
    currency: scene.currency,
    total: presentSums(total, scene),
    categories: categories.map((row) => ({
      category_id: row.category_id,
      category_name: row.category_id === null ? null : row.category_name,
      ...presentSums(row, scene),
    })),
  }
}

function presentSums({ articles, different, more, less, ...row }: SumRow, { withCost, decimals }: VarianceScene) {
  const sums = {
    articles,
    different,
    more: writeQuantity(readQuantity(more)),
    less: writeQuantity(readQuantity(less)),
  }
  if (!withCost) return sums
  const [gain, loss] = [BigInt(row.gain_minor), BigInt(row.loss_minor)]
  return {
    ...sums,
    gain: formatDecimal(gain, decimals),
    loss: formatDecimal(loss, decimals),
    value: formatDecimal(gain - loss, decimals),
  }
}
