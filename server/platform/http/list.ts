import { type Static, type TProperties, Type } from 'typebox'
import { invalid, platformErrors } from '../errors.ts'
import { text } from '../text.ts'
import { Strict } from './fields.ts'
import type { PageMeta } from './route.ts'

/**
 * A column by which a list may be sorted. `sql` is an expression of the list's own statement, written in the code and
 * never taken from a request; it is never null, since a cursor could not pass a null.
 */
export type SortColumn = {
  readonly sql: string
  readonly type: 'bigint' | 'integer' | 'numeric' | 'text' | 'timestamptz' | 'date' | 'uuid'
}
/** The columns of one list by the names that clients give. `id` ends every order, so that it is total. */
export type SortColumns = { readonly id: SortColumn } & Readonly<Record<string, SortColumn>>
export type SortTerm = { readonly field: string; readonly descending: boolean }

const PER_PAGE_DEFAULT = 15
const PER_PAGE_MAX = 100
const PAGE_MAX = 1_000_000_000
const IDS_MAX = 100
const SORT_TERMS_MAX = 5

/** A text of a list's query, described in both languages. */
const queryText = (maxLength: number, fr: string, en: string) =>
  Type.Optional(Type.String({ maxLength, 'x-description': text(fr, en) }))

const LIST_PROPERTIES = {
  page: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: PAGE_MAX,
      'x-description': text('La page, à partir de 1.', 'The page, from 1.'),
    }),
  ),
  per_page: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: PER_PAGE_MAX,
      'x-description': text(
        `Éléments par page, ${PER_PAGE_DEFAULT} par défaut ; aussi \`size\`, \`limit\`.`,
        `Items of a page, ${PER_PAGE_DEFAULT} by default; also \`size\`, \`limit\`.`,
      ),
    }),
  ),
  sort: Type.Optional(Type.String({ maxLength: 200 })),
  q: queryText(200, 'Recherche : chaque mot doit être trouvé.', 'Search: every word must be found.'),
  ids: queryText(2000, 'Au plus 100 identifiants : `1,2,3`.', 'Up to 100 ids: `1,2,3`.'),
  fields: queryText(1000, 'Seulement ces champs, et `id` : `id,name`.', 'Only these fields, and `id`: `id,name`.'),
  cursor: queryText(
    4000,
    'Parcourt toute une collection à coût constant. Commencez par `cursor=` vide, continuez avec `meta.next_cursor` jusqu’à ce qu’il soit null.',
    'Walks a whole collection at constant cost. Start with an empty `cursor=`, go on with `meta.next_cursor` until it is null.',
  ),
}
const LIST_SCHEMA = Strict(LIST_PROPERTIES)
export type ListInput = Static<typeof LIST_SCHEMA>

/** The query schema of a list: the parts that all lists share, and this one's filters. */
export function listQuery<Filters extends TProperties>(options: { sorts: SortColumns; filters: Filters }) {
  const names = Object.keys(options.sorts).join(', ')
  const sort = queryText(
    200,
    `Un ou plusieurs de ${names} ; \`-\` devant un nom pour l’ordre décroissant.`,
    `One or several of ${names}; \`-\` before a name for descending.`,
  )
  return Strict({ ...LIST_PROPERTIES, sort, ...options.filters })
}

/** What a list was asked for, checked. */
export type ListRequest = {
  readonly page: number
  readonly perPage: number
  readonly offset: number
  /** The whole order; its last term is `id`. */
  readonly terms: readonly SortTerm[]
  /** Whether the client chose the order. */
  readonly isSorted: boolean
  readonly ids: readonly number[] | null
  readonly fields: ReadonlySet<string> | null
  /** null: pages by number. Else the position after which the walk goes on; null at its start. */
  readonly walk: { readonly after: readonly string[] | null } | null
}

/**
 * Checks the parts of a list's query that a schema cannot.
 *
 * @param options.fields names that `fields` may give.
 * @throws validation_failed for an unknown sort or field or a bad id, bad_parameter for a cursor that is not ours.
 */
export function readList(
  query: ListInput,
  options: { sorts: SortColumns; defaultSort: string; fields: readonly string[] },
): ListRequest {
  const { sorts } = options
  const page = query.page ?? 1
  const perPage = query.per_page ?? PER_PAGE_DEFAULT
  const isSorted = query.sort !== undefined && query.sort !== ''
  const chosen = parseSort(isSorted ? query.sort : options.defaultSort, Object.keys(sorts))
  const hasId = chosen.some((term) => term.field === 'id')
  const terms = hasId ? chosen : [...chosen, { field: 'id', descending: chosen.at(-1)?.descending ?? false }]
  return {
    page,
    perPage,
    offset: (page - 1) * perPage,
    terms,
    isSorted,
    ids: parseIds(query.ids),
    fields: parseFields(query.fields, options.fields),
    walk: query.cursor === undefined ? null : { after: readPosition(query.cursor, terms, sorts) },
  }
}

/** Reads `name,-created_at`. @throws validation_failed naming `sort` for a field that is not allowed. */
export function parseSort(value: string | undefined, allowed: readonly string[]): SortTerm[] {
  const terms: SortTerm[] = []
  for (const part of (value ?? '').split(',').map((item) => item.trim())) {
    if (part === '') continue
    const descending = part.startsWith('-')
    const field = descending ? part.slice(1) : part
    if (!allowed.includes(field) || terms.length === SORT_TERMS_MAX) {
      throw invalid({
        sort: text(
          `Le tri accepte au plus ${SORT_TERMS_MAX} de ces champs : ${allowed.join(', ')}.`,
          `The sort takes at most ${SORT_TERMS_MAX} of these fields: ${allowed.join(', ')}.`,
        ),
      })
    }
    if (!terms.some((term) => term.field === field)) terms.push({ field, descending })
  }
  return terms
}

/** Reads `1,2,3`; null when nothing was given. @throws validation_failed naming `ids`. */
export function parseIds(value: string | undefined): number[] | null {
  if (value === undefined) return null
  const ids = new Set<number>()
  for (const part of value.split(',').map((item) => item.trim())) {
    if (part === '') continue
    const id = /^[0-9]{1,16}$/.test(part) ? Number(part) : 0
    if (!Number.isSafeInteger(id) || id < 1 || ids.size === IDS_MAX) {
      throw invalid({
        ids: text(
          `Donnez au plus ${IDS_MAX} identifiants entiers, séparés par des virgules.`,
          `Give at most ${IDS_MAX} whole-number ids, separated by commas.`,
        ),
      })
    }
    ids.add(id)
  }
  return [...ids]
}

/** Reads `id,name`; null when nothing was given. @throws validation_failed naming `fields`. */
export function parseFields(value: string | undefined, allowed: readonly string[]): ReadonlySet<string> | null {
  if (value === undefined || value === '') return null
  const names = value.split(',').map((item) => item.trim())
  const unknown = names.find((name) => name !== '' && name !== 'id' && !allowed.includes(name))
  if (unknown === undefined) return new Set(['id', ...names])
  throw invalid({
    fields: text(
      `Les champs que l’on peut demander ici : ${allowed.join(', ')}.`,
      `The fields that can be asked for here: ${allowed.join(', ')}.`,
    ),
  })
}

/** Keeps only the fields asked for; `id` always stays. */
export function pickFields<Item extends object>(item: Item, fields: ReadonlySet<string> | null): Partial<Item> {
  if (fields === null) return item
  return Object.fromEntries(Object.entries(item).filter(([name]) => fields.has(name))) as Partial<Item>
}

/** Reads a list such as `include=variants,stores`. @throws validation_failed naming `include`. */
export function parseInclude<Name extends string>(value: string | undefined, allowed: readonly Name[]): Set<Name> {
  const names = new Set<Name>()
  for (const part of (value ?? '').split(',').map((item) => item.trim())) {
    const name = allowed.find((candidate) => candidate === part)
    if (name !== undefined) names.add(name)
    else if (part !== '') {
      throw invalid({
        include: text(
          `Les relations que l’on peut joindre ici : ${allowed.join(', ')}.`,
          `The relations that can be included here: ${allowed.join(', ')}.`,
        ),
      })
    }
  }
  return names
}

/** The meta of a page by number. An empty list has one page. */
export const pageMeta = (total: number, page: number, perPage: number): PageMeta => ({
  current_page: page,
  last_page: Math.max(1, Math.ceil(total / perPage)),
  per_page: perPage,
  total,
})

/** A position in a sorted collection, as an opaque text. */
export const encodeCursor = (sort: string, values: readonly string[]): string =>
  Buffer.from(JSON.stringify([sort, ...values])).toString('base64url')

/** @throws bad_parameter when the text is no cursor of this order. */
export function decodeCursor(cursor: string, sort: string, length: number): string[] {
  let parts: unknown = null
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw badCursor()
  }
  if (!Array.isArray(parts) || parts.length !== length + 1 || parts[0] !== sort) throw badCursor()
  if (!parts.every((part) => typeof part === 'string' && part.isWellFormed() && !part.includes('\0'))) throw badCursor()
  return parts.slice(1) as string[]
}

const badCursor = () =>
  platformErrors.bad_parameter({
    fields: {
      cursor: text(
        'Ce curseur n’est pas de cette liste ou de ce tri.',
        'This cursor does not belong to this list or this order.',
      ),
    },
  })

/** The order as a text, kept in the cursor so that one order's cursor is not taken for another's. */
export const sortText = (terms: readonly SortTerm[]): string =>
  terms.map((term) => (term.descending ? `-${term.field}` : term.field)).join(',')

/** What the database can read as a value of the column; a cursor is the client's text, whatever we once wrote in it. */
const READABLE: Readonly<Record<SortColumn['type'], RegExp>> = {
  bigint: /^-?\d{1,18}$/,
  integer: /^-?\d{1,9}$/,
  numeric: /^(-?\d{1,20}(\.\d{1,10})?|Infinity)$/,
  text: /^[\s\S]{0,1000}$/,
  timestamptz: /^\d{4}-(0[1-9]|1[0-2])-([01]\d|2[0-8]|29|30|31) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
}

function readPosition(cursor: string, terms: readonly SortTerm[], sorts: SortColumns): string[] | null {
  if (cursor === '') return null
  const values = decodeCursor(cursor, sortText(terms), terms.length)
  for (const [index, term] of terms.entries()) {
    const { type } = sorts[term.field] as SortColumn
    const value = values[index] as string
    if (!READABLE[type].test(value)) throw badCursor()
    if ((type === 'timestamptz' || type === 'date') && !isCalendarDay(value.slice(0, 10))) throw badCursor()
  }
  return values
}

/** JavaScript moves 31 February to March, where PostgreSQL would refuse it. */
function isCalendarDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) && !day.startsWith('0000')
}
