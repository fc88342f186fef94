import type { Actor } from '../platform/actor.ts'
import { may } from '../platform/actor.ts'
import type { Queryable } from '../platform/database/connect.ts'
import { invalid } from '../platform/errors.ts'
import {
  encodeCursor,
  type ListInput,
  type ListRequest,
  pageMeta,
  pickFields,
  readList,
  sortText,
} from '../platform/http/list.ts'
import { allOf, type Fragment, searchWords } from '../platform/http/select-page.ts'
import { text } from '../platform/text.ts'
import { storeScope } from '../stores/index.ts'
import { matchesArticle } from './match-article.ts'
import type { MovementKind } from './post-movements.ts'
import { type MovementRow, presentMovement } from './present.ts'
import { MOVEMENT_SORTS, STOCK_MOVEMENT_FIELDS } from './schema.ts'

export type MovementFilters = {
  readonly q?: string
  readonly store_id?: number
  readonly variant_id?: number
  readonly kind?: MovementKind
  readonly date_from?: string
  readonly date_to?: string
}

/**
 * The movements of the actor's stores as they were recorded, the newest first, each with what was on hand after it. A
 * till's late sale stands where it was recorded, though it happened before.
 *
 * @throws validation_failed when the last day comes before the first.
 */
export async function listMovements(sql: Queryable, actor: Actor, query: ListInput & MovementFilters) {
  refuseBackwardDays(query)
  const options = { sorts: MOVEMENT_SORTS, defaultSort: '-id', fields: STOCK_MOVEMENT_FIELDS }
  const request = readList(query, options)
  const stores = allOf(sql, [
    storeScope(sql, actor, 's.id'),
    query.store_id === undefined ? sql`true` : sql`s.id = ${query.store_id}`,
  ])
  const rows = await selectMovements(sql, request, {
    stores,
    where: conditions(sql, request, query),
    article: searchWords(query.q).length === 0 ? sql`` : ARTICLE(sql),
  })
  const shown = rows.filter((row) => row.id !== null).slice(0, request.perPage)
  const withCost = may(actor, 'products.viewCost')
  const data = shown.map((row) => pickFields(presentMovement(row, withCost), request.fields))
  return { data, meta: metaOf(request, rows) }
}

/** The last movement of a level that was not a mere difference of cost. */
export async function readLastMovement(
  sql: Queryable,
  storeId: number,
  variantId: number,
): Promise<MovementRow | undefined> {
  const [row] = await sql<MovementRow[]>`
    select ${MOVEMENT_COLUMNS(sql)} from stock_movements m ${MOVEMENT_RELATED(sql)}
    where m.store_id = ${storeId} and m.variant_id = ${variantId} and m.kind <> 'cost_variance'
    order by m.id desc limit 1`
  return row
}

type ListedRow = MovementRow & { list_total: number | null }

/** Who sold stands on the ticket: a device that delivers it is not who people ask about. */
const MOVED_BY = (sql: Queryable): Fragment => sql`
  case when m.kind in ('sale', 'return')
    then coalesce((select cashier.name from users cashier where cashier.id = m.actor_id), m.actor_name)
    else m.actor_name end as actor_name`

export const MOVEMENT_COLUMNS = (sql: Queryable): Fragment => sql`
  m.id, m.store_id, m.variant_id, v.product_id, p.name as product_name, v.name as variant_name, v.sku,
  s.currency::text, m.kind, m.quantity, m.balance_after, m.value_minor::text, m.reason, m.reference_type,
  m.reference_id, m.reference_line, m.actor_id, ${MOVED_BY(sql)}, m.occurred_at, m.recorded_at`
export const MOVEMENT_RELATED = (sql: Queryable): Fragment => sql`
  join product_variants v on v.id = m.variant_id
  join products p on p.id = v.product_id
  join stores s on s.id = m.store_id`

/**
 * One statement. Each store gives its own newest movements from its index, and the newest of those are the page: the
 * cost does not grow with the history.
 */
function selectMovements(
  sql: Queryable,
  request: ListRequest,
  { stores, where, article }: { stores: Fragment; where: Fragment; article: Fragment },
) {
  const direction = isDescending(request) ? sql`desc` : sql`asc`
  const most = request.walk === null ? request.offset + request.perPage : request.perPage + 1
  const total =
    request.walk === null
      ? sql`(select count(*)::int from stores s join stock_movements m on m.store_id = s.id ${article}
             where ${stores} and ${where})`
      : sql`null::int`
  return sql<ListedRow[]>`
    with picked as materialized (
      select found.* from stores s cross join lateral (
        select m.* from stock_movements m ${article}
        where m.store_id = s.id and ${where} ${beyondCursor(sql, request)}
        order by m.id ${direction} limit ${most}
      ) found
      where ${stores}
      order by found.id ${direction} limit ${most} offset ${request.walk === null ? request.offset : 0}
    )
    select counted.list_total, page.*
    from (select ${total} as list_total) counted
    left join (
      select ${MOVEMENT_COLUMNS(sql)} from picked m ${MOVEMENT_RELATED(sql)}
    ) page on true
    order by page.id ${direction}`
}

/** What a search speaks of; other conditions need only the movement and its store. */
const ARTICLE = (sql: Queryable): Fragment => sql`
  join product_variants v on v.id = m.variant_id
  join products p on p.id = v.product_id`

function conditions(sql: Queryable, request: ListRequest, filters: MovementFilters): Fragment {
  const all: Fragment[] = []
  if (request.ids !== null) all.push(sql`m.id = any(${[...request.ids]}::bigint[])`)
  if (filters.variant_id !== undefined) all.push(sql`m.variant_id = ${filters.variant_id}`)
  if (filters.kind !== undefined) all.push(sql`m.kind = ${filters.kind}`)
  // Said in so many words, the index of what is not a sale serves whatever the kind is.
  if (filters.kind !== undefined && filters.kind !== 'sale') all.push(sql`m.kind <> 'sale'`)
  if (filters.date_from !== undefined) {
    all.push(sql`m.occurred_at >= ${filters.date_from}::date::timestamp at time zone s.time_zone`)
  }
  if (filters.date_to !== undefined) {
    all.push(sql`m.occurred_at < (${filters.date_to}::date + 1)::timestamp at time zone s.time_zone`)
  }
  for (const word of searchWords(filters.q)) all.push(matchesArticle(sql, word))
  return allOf(sql, all)
}

function beyondCursor(sql: Queryable, request: ListRequest): Fragment {
  const [after] = request.walk?.after ?? []
  if (after === undefined) return sql``
  return isDescending(request) ? sql`and m.id < ${after}::bigint` : sql`and m.id > ${after}::bigint`
}

const isDescending = (request: ListRequest): boolean => request.terms[0]?.descending ?? true

function metaOf(request: ListRequest, rows: readonly ListedRow[]) {
  if (request.walk === null) return pageMeta(rows[0]?.list_total ?? 0, request.page, request.perPage)
  const last = rows.length > request.perPage ? rows[request.perPage - 1] : undefined
  const next_cursor = last === undefined ? null : encodeCursor(sortText(request.terms), [String(last.id)])
  return { next_cursor, per_page: request.perPage }
}

function refuseBackwardDays({ date_from, date_to }: MovementFilters): void {
  if (date_from === undefined || date_to === undefined || date_from <= date_to) return
  throw invalid({
    date_to: text('Le dernier jour ne peut pas précéder le premier.', 'The last day cannot come before the first.'),
  })
}
