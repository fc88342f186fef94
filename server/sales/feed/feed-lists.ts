import type { Row } from 'postgres'
import type { Tx } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import type { Moment } from './feed-cursor.ts'
import { arrayOf, rowsOf } from './feed-rows.ts'
import { changedIds, hasTurned, isUnseen, type Scene } from './feed-scene.ts'
import { readArticles } from './read-articles.ts'

export type FeedListName = 'categories' | 'customers' | 'articles' | 'stock'

/** A row that is part of the copy, or one that may have been and is not. */
export type Found = { readonly id: number; readonly is_here: boolean }

export type Search = {
  readonly scene: Scene
  /** Only what has changed since; null: all that there is. */
  readonly since: Moment | null
  readonly after: number
  readonly most: number
}

/** A list of the copy: how its rows are found, in the order of their ids, and read. */
export type FeedList = {
  readonly name: FeedListName
  /** The letter of those who are shown it (see `sightOf`); null: everybody. */
  readonly sight: string | null
  /** The kinds of changes that may concern it. */
  readonly changesWith: readonly string[]
  find(tx: Tx, search: Search): Promise<readonly Found[]>
  /** Rows by id, as JSON objects with commas between them, in the order of their ids. */
  read(tx: Tx, storeId: number, ids: readonly number[]): Promise<Uint8Array>
}

/** In the order in which they are sent: what others name comes before them. */
export const FEED_LISTS: readonly FeedList[] = [
  {
    name: 'categories',
    sight: null,
    changesWith: ['category'],
    find: (tx, search) =>
      findRows(tx, search, {
        named: ({ scene, since }) => changedIds(tx, 'category', scene, since),
        here: tx`select c.id from product_categories c where c.deleted_at is null`,
      }),
    read: (tx, _storeId, ids) =>
      rowsOf(
        tx`
          select string_agg(row_to_json(row)::text, ',' order by id) as rows from (
            select id, name, parent_id, position from product_categories where id = any(${arrayOf(ids)}::text::bigint[])
          ) row`,
      ),
  },
  {
    name: 'customers',
    sight: 'c',
    changesWith: ['customer'],
    find: (tx, search) =>
      findRows(tx, search, {
        named: ({ scene, since }) => changedIds(tx, 'customer', scene, since),
        here: tx`select c.id from customers c where c.deleted_at is null`,
      }),
    read: (tx, _storeId, ids) =>
      rowsOf(
        tx`
          select string_agg(row_to_json(row)::text, ',' order by id) as rows from (
            select id, name, email, phone, external_id, case when tax_exemption_number is not null then
              json_build_object('certificate_number', tax_exemption_number, 'expires_on', tax_exemption_expires_on)
              end as tax_exemption
            from customers where id = any(${arrayOf(ids)}::text::bigint[])
          ) row`,
      ),
  },
  {
    name: 'articles',
    sight: null,
    changesWith: ['article', 'product', 'file', 'price'],
    find: (tx, search) =>
      findRows(tx, search, {
        named: (changes) => articlesConcerned(tx, changes),
        here: tx`
          select v.id from product_variants v join products p on p.id = v.product_id
          where v.is_active and v.deleted_at is null and p.is_active and p.deleted_at is null
            and (p.sold_everywhere or exists (
              select from product_stores ps where ps.product_id = p.id and ps.store_id = ${search.scene.storeId}))`,
      }),
    read: readArticles,
  },
  {
    name: 'stock',
    sight: 's',
    changesWith: ['stock'],
    find: (tx, search) =>
      findRows(tx, search, {
        named: ({ scene, since }) => tx`
          ${changedIds(tx, 'stock', scene, since)}
          union all
          select m.variant_id from stock_movements m
          where m.store_id = ${scene.storeId} and ${isUnseen(tx, since, 'm.xid')}`,
        // What is not there and was promised to nobody need not be told: an article without a row has none.
        here: tx`
          select level.variant_id as id from stock_levels level
          where level.store_id = ${search.scene.storeId} and (level.on_hand <> 0 or level.reserved <> 0)`,
      }),
    read: (tx, storeId, ids) =>
      rowsOf(
        tx`
          select string_agg(row_to_json(row)::text, ',' order by variant_id) as rows from (
            select variant_id, written_quantity(on_hand) as on_hand, written_quantity(on_hand - reserved) as available
            from stock_levels where store_id = ${storeId} and variant_id = any(${arrayOf(ids)}::text::bigint[])
          ) row`,
      ),
  },
]

type Changes = { readonly scene: Scene; readonly since: Moment }

/**
 * The articles that a change may concern: those that were noted themselves, those of products that were, and those whose
 * price in the store has changed by the clock.
 */
const articlesConcerned = (tx: Tx, { scene, since }: Changes): Fragment => tx<Row[]>`
  ${changedIds(tx, 'article', scene, since)}
  union all
  select v.id from product_variants v where v.product_id in (
    ${changedIds(tx, 'product', scene, since)}
    union all
    select i.product_id from product_images i where i.file_id in (${changedIds(tx, 'file', scene, since)}))
  union all
  select sp.variant_id from variant_prices sp where ${hasTurned(tx, scene.storeId, since)}`

/**
 * @param list.named select of the ids, as `id`, that changes may concern
 * @param list.here select of the ids of everything that is part of the copy now
 */
function findRows(
  tx: Tx,
  { scene, since, after, most }: Search,
  list: { named(changes: Changes): Fragment; here: Fragment },
): Promise<readonly Found[]> {
  if (since === null) {
    return tx<Found[]>`
      select id, true as is_here from (${list.here}) here where id > ${after} order by id limit ${most}`
  }
  return tx<Found[]>`
    with page as materialized (
      select distinct id from (${list.named({ scene, since })}) named where id > ${after} order by id limit ${most}
    )
    select page.id, here.id is not null as is_here from page left join (${list.here}) here on here.id = page.id
    order by page.id`
}
