import type { Static } from 'typebox'
import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, codePattern, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import { REVIEW_SORTS, Review, type ReviewItem, type ReviewList } from './review-schema.ts'
import { reviewColumns } from './select-reviews.ts'

/**
 * What is to be looked at in the actor's stores, and what was: what has waited longest first.
 *
 * @throws not_found for a store in which the actor does not act.
 */
export async function listReviews(
  sql: Queryable,
  actor: Actor,
  query: Static<typeof ReviewList>,
): Promise<Outcome<Partial<ReviewItem>[]>> {
  if (query.store_id !== undefined && !mayActInStore(actor, query.store_id)) throw platformErrors.not_found()
  const options = { sorts: REVIEW_SORTS, defaultSort: 'created_at', fields: Object.keys(Review.properties) }
  const request = readList(query, options)
  const conditions = [storeScope(sql, actor, 'r.store_id')]
  if (request.ids !== null) conditions.push(sql`r.id = any(${[...request.ids]}::bigint[])`)
  if (query.store_id !== undefined) conditions.push(sql`r.store_id = ${query.store_id}`)
  if (query.state !== undefined) {
    conditions.push(query.state === 'open' ? sql`r.settled_at is null` : sql`r.settled_at is not null`)
  }
  if (query.flag !== undefined) conditions.push(sql`r.flag = ${query.flag}`)
  if (query.subject_type !== undefined) conditions.push(sql`r.subject_type = ${query.subject_type}`)
  if (query.subject_id !== undefined) conditions.push(sql`r.subject_id = ${query.subject_id}`)
  for (const word of searchWords(query.q)) {
    conditions.push(sql`lower(r.flag || ' ' || r.subject_id || ' ' || coalesce(r.note, '')) like ${codePattern(word)}`)
  }
  const page = await selectPage<ReviewItem>(sql, request, {
    sorts: REVIEW_SORTS,
    from: sql`reviews r`,
    where: allOf(sql, conditions),
    columns: reviewColumns(sql),
    joins: sql`join reviews r on r.id = k.id`,
  })
  return { data: page.rows.map((row) => pickFields(row, request.fields)), meta: page.meta }
}
