import type { PendingQuery, Row } from 'postgres'
import type { Queryable } from '../database/connect.ts'
import { encodeCursor, type ListRequest, pageMeta, type SortColumn, type SortColumns, sortText } from './list.ts'
import type { PageMeta } from './route.ts'

/** A piece of a statement. */
export type Fragment = PendingQuery<Row[]>

/** The parts of a list's statement. */
export type PageQuery = {
  readonly sorts: SortColumns
  /** Tables and joins that filters and sorts need: `products p`. */
  readonly from: Fragment
  /** Conditions, joined by `and`; without the `where`. */
  readonly where: Fragment
  /** What a row answers; only the rows of the page pay for it. */
  readonly columns: Fragment
  /** Joins that `columns` needs, from the row `k` that holds the key `k.id`: `join products p on p.id = k.id`. */
  readonly joins: Fragment
  /** Replaces the order of a page by number, such as “best first” of a search. Its last term must be unique. */
  readonly order?: Fragment
  /**
   * The conditions find by content what no index has in order, as a search does: all that matches is found once, then
   * counted and ordered.
   */
  readonly isFoundFirst?: boolean
  /** How many match, where that is known without counting them; an expression of type bigint. */
  readonly total?: Fragment
}

export type Page<Item> = { readonly rows: Item[]; readonly meta: PageMeta }

/**
 * Reads one page and its meta in one statement: by number with the count of all matches (right also on a page beyond
 * the end), or by cursor without one, at a cost that does not grow with the distance walked.
 */
export async function selectPage<Item extends object>(
  sql: Queryable,
  request: ListRequest,
  query: PageQuery,
): Promise<Page<Item>> {
  return request.walk === null ? selectNumberedPage(sql, request, query) : selectWalkedPage(sql, request, query)
}

type Counted<Item> = Item & { list_total: number; list_position: number | null }
type Walked<Item> = Item & { list_key: string[] }

async function selectNumberedPage<Item extends object>(sql: Queryable, request: ListRequest, query: PageQuery) {
  const { columns, joins } = query
  const { found, key, total } = query.isFoundFirst ? findFirst(sql, request, query) : readInOrder(sql, request, query)
  const rows = await sql<Counted<Item>[]>`
    ${found}
    select counted.list_total, page.*
    from (select ${total}::int as list_total) counted
    left join (select k.list_position, ${columns} from (${key}) k ${joins}) page on true
    order by page.list_position`
  const shown = rows.filter((row) => row.list_position !== null).map(withoutListColumns)
  return { rows: shown, meta: pageMeta(rows[0]?.list_total ?? 0, request.page, request.perPage) }
}

/** An index that has the order gives the page; the matches are counted apart. */
function readInOrder(sql: Queryable, request: ListRequest, { from, where, sorts, ...query }: PageQuery) {
  const order = query.order ?? orderBy(sql, request, sorts)
  return {
    found: sql``,
    key: sql`
      select ${raw(sql, sorts.id.sql)} as id, row_number() over (order by ${order}) as list_position
      from ${from} where ${where} order by ${order} limit ${request.perPage} offset ${request.offset}`,
    total: query.total ?? sql`(select count(*) from ${from} where ${where})`,
  }
}

function findFirst(sql: Queryable, request: ListRequest, { from, where, sorts, ...query }: PageQuery) {
  const order = query.order ?? orderBy(sql, request, sorts)
  return {
    found: sql`
      with matching as materialized (
        select ${raw(sql, sorts.id.sql)} as id, row_number() over (order by ${order}) as list_position
        from ${from} where ${where})`,
    key: sql`
      select id, list_position from matching
      where list_position > ${request.offset} and list_position <= ${request.offset + request.perPage}`,
    total: sql`(select count(*) from matching)`,
  }
}

async function selectWalkedPage<Item extends object>(sql: Queryable, request: ListRequest, query: PageQuery) {
  const { from, where, columns, joins, sorts } = query
  const order = orderBy(sql, request, sorts)
  const after = request.walk?.after ?? null
  const beyond = after === null ? sql`` : sql`and ${isAfter(sql, request, sorts, after)}`
  const id = raw(sql, sorts.id.sql)
  const matching = sql`with matching as materialized (select ${id} as id from ${from} where ${where})`
  const found = await sql<Walked<Item>[]>`
    ${query.isFoundFirst ? matching : sql``}
    select k.list_key, ${columns}
    from (
      select ${id} as id, row_number() over (order by ${order}) as list_position,
             array[${raw(sql, positionText(request, sorts))}] as list_key
      from ${from} where ${query.isFoundFirst ? sql`${id} in (select matching.id from matching)` : where} ${beyond}
      order by ${order} limit ${request.perPage + 1}
    ) k ${joins}
    order by k.list_position`
  const rows = found.slice(0, request.perPage)
  const last = found.length > request.perPage ? rows.at(-1) : undefined
  const next_cursor = last === undefined ? null : encodeCursor(sortText(request.terms), last.list_key)
  return { rows: rows.map(withoutListColumns), meta: { next_cursor, per_page: request.perPage } }
}

/** What the paging needed is not the item's. */
function withoutListColumns<Item extends object>(row: Item): Item {
  const item: Item & Partial<Counted<object> & Walked<object>> = { ...row }
  delete item.list_total
  delete item.list_position
  delete item.list_key
  return item
}

/** Text of the program's own, not of a request. */
const raw = (sql: Queryable, words: string): Fragment => sql.unsafe(words)

const columnOf = (sorts: SortColumns, field: string): SortColumn => sorts[field] as SortColumn

function orderBy(sql: Queryable, request: ListRequest, sorts: SortColumns): Fragment {
  const parts = request.terms.map((term) => `${columnOf(sorts, term.field).sql} ${term.descending ? 'desc' : 'asc'}`)
  return sql.unsafe(parts.join(', '))
}

const positionText = (request: ListRequest, sorts: SortColumns): string =>
  request.terms.map((term) => `(${columnOf(sorts, term.field).sql})::text`).join(', ')

/** True for the rows that come after a position. Where all terms run one way, an index serves the comparison. */
function isAfter(sql: Queryable, request: ListRequest, sorts: SortColumns, after: readonly string[]): Fragment {
  const terms = request.terms.map((term, index) => {
    const column = columnOf(sorts, term.field)
    const value = sql`${after[index] as string}::text::${sql.unsafe(column.type)}`
    return { column: raw(sql, column.sql), value, operator: raw(sql, term.descending ? '<' : '>') }
  })
  const [first, ...others] = terms
  if (first === undefined) return sql`true`
  if (request.terms.every((term) => term.descending === request.terms[0]?.descending)) {
    const columns = others.reduce((list, term) => sql`${list}, ${term.column}`, first.column)
    const values = others.reduce((list, term) => sql`${list}, ${term.value}`, first.value)
    return sql`(${columns}) ${first.operator} (${values})`
  }
  return terms.toReversed().reduce<Fragment | null>((rest, { column, value, operator }) => {
    const beyond = sql`${column} ${operator} ${value}`
    return rest === null ? beyond : sql`(${beyond} or (${column} = ${value} and ${rest}))`
  }, null) as Fragment
}

/** All of the conditions; true when there is none. */
export const allOf = (sql: Queryable, conditions: readonly Fragment[]): Fragment =>
  conditions.reduce((all, condition) => sql`${all} and ${condition}`, sql`true`)

/** The words of a search, at most ten; the rest of a pasted page would only cost. */
export const searchWords = (q: string | undefined): string[] => (q ?? '').split(/\s+/).filter(Boolean).slice(0, 10)

/** A LIKE pattern that finds a word anywhere, whatever its accents and case, in a column of `search_text`. */
export const containsPattern = (sql: Queryable, word: string): Fragment =>
  sql`(select '%' || ${escaped(sql, word)} || '%')`

/** The same for a text that begins with the words. */
export const startsPattern = (sql: Queryable, words: string): Fragment => sql`(select ${escaped(sql, words)} || '%')`

/**
 * The words as `search_text` writes them, with what LIKE would read as a wildcard made literal. It stands in a subquery
 * of its own, so that a prepared statement computes it once and not for every row.
 */
const escaped = (sql: Queryable, words: string): Fragment =>
  sql`replace(replace(replace(search_text(${words}), '\\', '\\\\'), '%', '\\%'), '_', '\\_')`

/** A LIKE pattern that finds a code anywhere in a column of `lower(…)`: codes keep their accents. */
export const codePattern = (word: string): string => `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
