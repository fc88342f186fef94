import { type Actor, may, mayActInStore } from '../platform/actor.ts'
import type { Queryable } from '../platform/database/connect.ts'
import { platformErrors } from '../platform/errors.ts'
import { type ListInput, type ListRequest, pickFields, readList } from '../platform/http/list.ts'
import { allOf, type Fragment, searchWords, selectPage } from '../platform/http/select-page.ts'
import { storeScope } from '../stores/index.ts'
import { matchesArticle } from './match-article.ts'
import { type LevelRow, presentLevel } from './present.ts'
import { STOCK_LEVEL_FIELDS, STOCK_SORTS, STORE_STOCK_SORTS, type StockStatus } from './schema.ts'

export type StockFilters = {
  readonly q?: string
  readonly store_id?: number
  readonly product_id?: number
  readonly variant_id?: number
  readonly category_id?: number
  readonly status?: StockStatus
}

/**
 * The stock of one store: every article that it has ever kept, by name. A deleted article stays listed while some of it
 * is counted.
 *
 * @throws not_found when the store does not exist, or not for this actor.
 */
export async function listStoreStock(
  sql: Queryable,
  actor: Actor,
  storeId: number,
  query: ListInput & Omit<StockFilters, 'store_id'>,
) {
  if (!mayActInStore(actor, storeId)) throw platformErrors.not_found()
  const request = readList(query, { sorts: STORE_STOCK_SORTS, defaultSort: 'name', fields: STOCK_LEVEL_FIELDS })
  const page = await selectPage<LevelRow>(sql, request, {
    sorts: STORE_STOCK_SORTS,
    from: LEVELS(sql),
    where: conditions(sql, actor, request, { ...query, store_id: storeId }),
    columns: LEVEL_COLUMNS(sql),
    joins: sql`join stock_levels level on level.store_id = ${storeId} and level.variant_id = k.id ${RELATED(sql)}`,
    ...(isWholeStore(request, query) && { total: countOfStore(sql, storeId) }),
  })
  if (page.rows.length === 0) await requireStore(sql, storeId)
  return present(page, request, actor)
}

/** Each filter beside store and words: of one that is not named here, a count of the whole store would take no notice. */
const NARROWING = { product_id: true, variant_id: true, category_id: true, status: true } satisfies Record<
  Exclude<keyof StockFilters, 'store_id' | 'q'>,
  true
>

const isWholeStore = ({ ids }: ListRequest, filters: StockFilters): boolean =>
  ids === null &&
  searchWords(filters.q).length === 0 &&
  Object.keys(NARROWING).every((name) => filters[name as keyof typeof NARROWING] === undefined)

/**
 * How many rows the whole list of a store has: as many as it has levels, told by their index alone, but for those of deleted
 * articles of which nothing is counted. A store that is deleted has none.
 */
const countOfStore = (sql: Queryable, storeId: number): Fragment => sql`(
  select (select count(*) from stock_levels level where level.store_id = s.id) - (
    select count(*) from (
      select v.id from product_variants v where v.deleted_at is not null
      union
      select v.id from product_variants v join products p on p.id = v.product_id where p.deleted_at is not null
    ) gone
    join stock_levels level on level.store_id = s.id and level.variant_id = gone.id and level.on_hand = 0)
  from stores s where s.id = ${storeId} and s.deleted_at is null)`

/** The stock of all the actor's stores, by store and variant. */
export async function listStock(sql: Queryable, actor: Actor, query: ListInput & StockFilters) {
  const defaultSort = 'store_id,variant_id'
  const request = readList(query, { sorts: STOCK_SORTS, defaultSort, fields: STOCK_LEVEL_FIELDS })
  const page = await selectPage<LevelRow>(sql, request, {
    sorts: STOCK_SORTS,
    from: LEVELS(sql),
    where: conditions(sql, actor, request, query),
    columns: LEVEL_COLUMNS(sql),
    joins: sql`join stock_levels level on level.store_id = split_part(k.id, '-', 1)::bigint
      and level.variant_id = split_part(k.id, '-', 2)::bigint ${RELATED(sql)}`,
  })
  return present(page, request, actor)
}

/** One level, as the lists show it. */
export async function readLevel(sql: Queryable, storeId: number, variantId: number): Promise<LevelRow | undefined> {
  const [row] = await sql<LevelRow[]>`
    select ${LEVEL_COLUMNS(sql)} from ${LEVELS(sql)} where level.store_id = ${storeId} and level.variant_id = ${variantId}`
  return row
}

const RELATED = (sql: Queryable): Fragment => sql`
  join product_variants v on v.id = level.variant_id
  join products p on p.id = v.product_id
  join stores s on s.id = level.store_id
  left join stock_targets wanted on wanted.store_id = level.store_id and wanted.variant_id = level.variant_id`
export const LEVELS = (sql: Queryable): Fragment => sql`stock_levels level ${RELATED(sql)}`
export const LEVEL_COLUMNS = (sql: Queryable): Fragment => sql`
  level.store_id, level.variant_id, v.product_id, p.name as product_name, v.name as variant_name, v.sku, p.category_id,
  s.currency::text, level.on_hand, ${liveReserved(sql)} as reserved, level.in_transit, ${STATUS(sql)} as status,
  wanted.reorder_point, wanted.target, wanted.pack_size, wanted.lead_time_days, level.last_sold_at,
  level.value_minor::text, level.in_transit_value_minor::text, level.updated_at`
export const STATUS = (sql: Queryable): Fragment =>
  sql`stock_status(level.on_hand, wanted.reorder_point, wanted.target)`

/**
 * SQL expression on a stock_levels `level`: what is promised at this moment. What ran out stays in the column until the
 * worker has ended it, and counts no more. Where nothing is promised, nothing is looked up.
 */
export const liveReserved = (sql: Queryable): Fragment => sql`
  case when level.reserved = 0 then 0 else (
    select coalesce(sum(r.quantity - r.consumed), 0) from stock_reservations r
    where r.store_id = level.store_id and r.variant_id = level.variant_id
      and r.status = 'active' and r.expires_at > now()) end`

function conditions(sql: Queryable, actor: Actor, request: ListRequest, filters: StockFilters): Fragment {
  const all = [
    storeScope(sql, actor, 'level.store_id'),
    sql`s.deleted_at is null`,
    sql`((v.deleted_at is null and p.deleted_at is null) or level.on_hand <> 0)`,
  ]
  const { store_id, product_id, variant_id, category_id } = filters
  if (store_id !== undefined) all.push(sql`level.store_id = ${store_id}`)
  if (variant_id !== undefined) all.push(sql`level.variant_id = ${variant_id}`)
  if (product_id !== undefined) all.push(sql`v.product_id = ${product_id}`)
  if (request.ids !== null) all.push(sql`level.variant_id = any(${[...request.ids]}::bigint[])`)
  if (category_id !== undefined) all.push(isInCategory(sql, category_id))
  if (filters.status !== undefined) all.push(sql`${STATUS(sql)} = ${filters.status}`)
  for (const word of searchWords(filters.q)) all.push(matchesArticle(sql, word))
  return allOf(sql, all)
}

/** SQL condition on a product `p`: it stands in the category or in one below. */
export const isInCategory = (sql: Queryable, categoryId: number): Fragment => sql`
  p.category_id in (
    with recursive branch as (
      select id from product_categories where id = ${categoryId}
      union select child.id from product_categories child join branch on child.parent_id = branch.id
    ) select id from branch)`

async function requireStore(sql: Queryable, storeId: number): Promise<void> {
  const found = await sql`select 1 from stores where id = ${storeId} and deleted_at is null`
  if (found.length === 0) throw platformErrors.not_found()
}

type LevelPage = Awaited<ReturnType<typeof selectPage<LevelRow>>>

function present(page: LevelPage, request: ListRequest, actor: Actor) {
  const withCost = may(actor, 'products.viewCost')
  // A level has no id of its own: its store and its variant say which one it is.
  const fields = request.fields && new Set([...request.fields, 'store_id', 'variant_id'])
  return { data: page.rows.map((row) => pickFields(presentLevel(row, withCost), fields)), meta: page.meta }
}
