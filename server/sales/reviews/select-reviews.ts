import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import type { ReviewItem, ReviewWithRecord } from './review-schema.ts'

/** The columns of a review `r`. */
export const reviewColumns = (sql: Queryable): Fragment => sql`
  r.id, r.store_id, r.subject_type, r.subject_id, r.flag, r.details, r.created_at, r.settled_at, r.settlement, r.note,
  case when r.settled_by_name is not null
    then json_build_object('id', r.settled_by, 'name', r.settled_by_name) end as settled_by`

/** @throws not_found when there is no such review in the actor's stores. */
export async function getReview(sql: Queryable, actor: Actor, id: number): Promise<ReviewWithRecord> {
  const [review] = await sql<ReviewWithRecord[]>`
    select ${reviewColumns(sql)}, held.body as record
    from reviews r left join held_records held on r.subject_type = 'held_record' and held.id::text = r.subject_id
    where r.id = ${id} and ${storeScope(sql, actor, 'r.store_id')}`
  if (review === undefined) throw platformErrors.not_found()
  return review
}

/** Keeps others from settling it until the transaction ends. @throws not_found */
export async function lockReview(sql: Queryable, actor: Actor, id: number): Promise<ReviewItem> {
  const [review] = await sql<ReviewItem[]>`
    select ${reviewColumns(sql)} from reviews r
    where r.id = ${id} and ${storeScope(sql, actor, 'r.store_id')} for update`
  if (review === undefined) throw platformErrors.not_found()
  return review
}
