import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { type ListRequest, pickFields, readList } from '../../platform/http/list.ts'
import { allOf, type Fragment, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { text } from '../../platform/text.ts'
import { matchesArticle } from '../match-article.ts'
import {
  openVariances,
  presentVariance,
  VARIANCE_COLUMNS,
  VARIANCE_RELATED,
  type VarianceRow,
  variancesOf,
} from './read-variances.ts'
import { VARIANCE_FIELDS, VARIANCE_SORTS, type VarianceFilters } from './variance-schema.ts'

/**
 * What was counted against what was expected, what is worth most first; for whoever may not see costs, what differs most.
 *
 * @throws not_found, stocktake_not_finished; validation_failed for an order by values that one may not see.
 */
export async function listVariances(sql: Queryable, actor: Actor, id: number, query: VarianceFilters) {
  const scene = await openVariances(sql, actor, id)
  const defaultSort = scene.withCost ? '-value,-difference' : '-difference'
  const request = readList(query, { sorts: VARIANCE_SORTS, defaultSort, fields: VARIANCE_FIELDS })
  if (!scene.withCost) refuseOrderByValue(request)
  const derived = variancesOf(sql, scene)
  const page = await selectPage<VarianceRow>(sql, request, {
    sorts: VARIANCE_SORTS,
    from: sql`${derived} ${VARIANCE_RELATED(sql)}`,
    where: conditions(sql, request, query),
    columns: VARIANCE_COLUMNS(sql),
    joins: sql`join ${derived} on variance.variant_id = k.id ${VARIANCE_RELATED(sql)}`,
    isFoundFirst: true,
  })
  const fields = request.fields && new Set([...request.fields, 'variant_id'])
  return { data: page.rows.map((row) => pickFields(presentVariance(row, scene), fields)), meta: page.meta }
}

function conditions(sql: Queryable, request: ListRequest, filters: VarianceFilters): Fragment {
  const all: Fragment[] = []
  if (filters.category_id !== undefined) all.push(sql`p.category_id = ${filters.category_id}`)
  if (filters.is_different !== undefined) {
    all.push(sql`(variance.counted <> variance.expected) = ${filters.is_different}`)
  }
  if (request.ids !== null) all.push(sql`variance.variant_id = any(${[...request.ids]}::bigint[])`)
  for (const word of searchWords(filters.q)) all.push(matchesArticle(sql, word))
  return allOf(sql, all)
}

function refuseOrderByValue({ terms }: ListRequest): void {
  if (!terms.some(({ field }) => field === 'value')) return
  throw invalid({
    sort: text(
      'Le tri par valeur demande la permission products.viewCost.',
      'The order by value takes the permission products.viewCost.',
    ),
  })
}
