import type { Tx } from '../../platform/database/connect.ts'
import { type Bind, DIMENSIONS, type Dimension, HOUR_OF_WEEKDAY } from '../dimensions.ts'
import type { FactName } from '../measures.ts'
import type { Question } from '../query/fact-question.ts'
import { shapeOf } from '../query/part.ts'
import { allTicketParts } from '../query/ticket-parts.ts'
import { CHAIN, type Family, type GroupFamily, type Level } from './levels.ts'

/** Some days of one store, or of all stores together, summed day by day or all into one span that begins on `span`. */
export type DaysToSum = {
  readonly storeId: number
  readonly level: Level
  readonly days: readonly string[]
  readonly span: string | 'each'
}

/** The facts of a ticket that roll-ups hold. */
export const OF_TICKETS = [
  'tickets',
  'units',
  'gross',
  'discounts',
  'returns',
  'net',
  'tax',
  'cost',
  'rounding',
] as const
export const OF_GROUPS = [...OF_TICKETS, 'paid'] as const

const FINER: Readonly<Record<Exclude<Level, 'day'>, Level>> = { month: 'day', year: 'month' }

/**
 * The tickets of these days, under the names of the tables that the parts of a question read: they are read once. The lines
 * of each are looked up, whatever the planner is told of loops.
 */
function shadowTables({ storeId, days }: DaysToSum, bind: Bind): string {
  const ofStore = storeId === CHAIN ? '' : ` and store_id = ${bind(String(storeId))}::bigint`
  return `sales as materialized (
    select store_id, id, kind, business_day, local_hour, currency, cashier_id, customer_id, country, occurred_at, rounding_minor
    from sales where business_day = any(${bind(`{${days.join(',')}}`)}::date[])${ofStore}
  ), sale_lines as materialized (
    select l.store_id, l.sale_id, l.line_no, l.kind, l.is_fee, l.variant_id, l.product_id, l.category_id, l.sku, l.name,
      l.category_name, l.quantity, l.gross_minor, l.discount_minor, l.net_minor, l.tax_minor, l.cost_minor
    from sales s cross join lateral (
      select * from sale_lines found where found.store_id = s.store_id and found.sale_id = s.id offset 0) l
  ), sale_payments as materialized (
    select p.store_id, p.sale_id, p.position, p.method, p.amount_minor, p.change_minor
    from sales s cross join lateral (
      select * from sale_payments found where found.store_id = s.store_id and found.sale_id = s.id offset 0) p
  )`
}

/** The dimension whose groups a family holds. */
export const dimensionOfFamily = (family: GroupFamily): Dimension =>
  family === 'hour' ? HOUR_OF_WEEKDAY : DIMENSIONS[family]

const questionOf = (dimensions: readonly Dimension[], facts: readonly FactName[]): Question => ({
  dimensions,
  facts,
  scope: { from: '', to: '', storeIds: null, currency: null },
  filters: [],
  shift: null,
})

/** What a family holds of `sales` and its like, by some dimensions more: a select of a row per group, its facts summed. */
export function selectFamily(family: Family, more: readonly Dimension[], bind: Bind): string {
  const own = family === 'totals' ? [] : [dimensionOfFamily(family)]
  const facts: readonly FactName[] = family === 'totals' ? OF_TICKETS : OF_GROUPS.filter((name) => isHeld(name, own[0]))
  const question = questionOf([...more, ...own], facts)
  const parts = allTicketParts(question, shapeOf(question), bind)
  const grains = question.dimensions.map((_, index) => `g.grain_${index}`)
  const columns = [...grains, ...(own[0] === undefined ? [] : groupColumns(own[0], more.length))]
  for (const name of family === 'totals' ? OF_TICKETS : OF_GROUPS) {
    columns.push(`${facts.includes(name) ? `coalesce(sum(g.${name}), 0)` : '0'} as ${name}`)
  }
  return `select g.currency, ${columns.join(', ')} from (${parts.join('\n  union all ')}) g
    where not g.is_total group by ${['g.currency', ...grains].join(', ')}`
}

/** The rounding of a ticket belongs to none of its articles, and only methods of payment have paid. */
const isHeld = (name: FactName, dimension: Dimension | undefined): boolean =>
  (name !== 'rounding' || dimension?.place !== 'article') && (name !== 'paid' || dimension?.place === 'payment')

/** Key, names and parts as `report_groups` holds them; the grain of the family is the one after `index` others. */
function groupColumns({ grain, snapshotLabel, snapshotCode, part }: Dimension, index: number): string[] {
  const isText = grain.type === 'text'
  const printed = (name: 'label' | 'code', isThere: boolean) =>
    isThere
      ? `${latest(`g.${name}_${index}`, `g.${name}_seen`)} as ${name}, ${lastSeen(`g.${name}_${index}`, `g.${name}_seen`)} as ${name}_seen`
      : `null::text as ${name}, null::timestamptz as ${name}_seen`
  return [
    `${isText ? 'null::bigint' : `g.grain_${index}::bigint`} as key`,
    `${isText ? `g.grain_${index}` : 'null::text'} as key_text`,
    printed('label', snapshotLabel !== undefined),
    printed('code', snapshotCode !== undefined),
    part === undefined
      ? 'null::bigint as first_part, null::bigint as last_part'
      : `min(g.first_part_${index}) as first_part, max(g.last_part_${index}) as last_part`,
  ]
}

/** What was printed last; of two at once, the first in the alphabet. */
export const latest = (name: string, seen: string): string =>
  `(array_agg(${name} order by ${seen} desc, ${name} collate "C") filter (where ${name} is not null))[1]`
export const lastSeen = (name: string, seen: string): string => `max(${seen}) filter (where ${name} is not null)`

const NAMES_OF_GROUPS = 'key, key_text, label, label_seen, code, code_seen, first_part, last_part'

/** Where nothing was sold nothing need be summed: planning the sums takes longer than finding that out. */
async function hasTickets(tx: Tx, { storeId, days }: DaysToSum): Promise<boolean> {
  const ofStore = storeId === CHAIN ? tx`` : tx`and store_id = ${storeId}`
  const [row] = await tx<{ is_any: boolean }[]>`
    select exists (select from sales where business_day = any(${[...days]}::date[]) ${ofStore}) as is_any`
  return row?.is_any === true
}

/** Sums whole tickets, day by day. */
export async function writeDayTotals(tx: Tx, summed: DaysToSum): Promise<void> {
  const parameters: string[] = []
  const bind: Bind = (value) => `$${parameters.push(value)}`
  await tx`delete from report_totals
    where store_id = ${summed.storeId} and level = 'day' and first_day = any(${[...summed.days]}::date[])`
  if (!(await hasTickets(tx, summed))) return
  const text = `insert into report_totals (store_id, level, first_day, currency, ${OF_TICKETS.join(', ')})
    with ${shadowTables(summed, bind)}
    select ${bind(String(summed.storeId))}::bigint, 'day', grain_0, currency, ${OF_TICKETS.join(', ')}
    from (${selectFamily('totals', [DIMENSIONS.day], bind)}) found`
  await tx.unsafe(text, parameters, { prepare: false })
}

/** Sums tickets by families. */
export async function writeGroups(tx: Tx, summed: DaysToSum, families: readonly GroupFamily[]): Promise<void> {
  if (families.length === 0) return
  const { storeId, level, days, span } = summed
  const parameters: string[] = []
  const bind: Bind = (value) => `$${parameters.push(value)}`
  await deleteGroups(tx, summed, families, span === 'each' ? days : [span])
  if (!(await hasTickets(tx, summed))) return
  const more = span === 'each' ? [DIMENSIONS.day] : []
  const shadows = shadowTables(summed, bind)
  const firstDay = span === 'each' ? 'grain_0' : `${bind(span)}::date`
  const owner = `${bind(String(storeId))}::bigint, '${level}', ${firstDay}`
  const selects = families.map(
    (family) => `select '${family}', ${owner}, currency, ${NAMES_OF_GROUPS}, ${OF_GROUPS.join(', ')}
    from (${selectFamily(family, more, bind)}) found`,
  )
  const text = `insert into report_groups (family, store_id, level, first_day, currency, ${NAMES_OF_GROUPS}, ${OF_GROUPS.join(', ')})
    with ${shadows}
    ${selects.join('\n    union all ')}`
  await tx.unsafe(text, parameters, { prepare: false })
}

const deleteGroups = (
  tx: Tx,
  { storeId, level }: Pick<DaysToSum, 'storeId' | 'level'>,
  families: readonly GroupFamily[],
  firstDays: readonly string[],
) => tx`
  delete from report_groups
  where family = any(${[...families]}::text[]) and store_id = ${storeId} and level = ${level}
    and first_day = any(${[...firstDays]}::date[])`

/** A longer span of whole shorter ones. */
export type LongSpan = {
  readonly storeId: number
  readonly level: Exclude<Level, 'day'>
  readonly first: string
  readonly last: string
}

export async function addUpTotals(tx: Tx, { storeId, level, first, last }: LongSpan): Promise<void> {
  await tx`delete from report_totals where store_id = ${storeId} and level = ${level} and first_day = ${first}`
  await tx`
    insert into report_totals (store_id, level, first_day, currency, ${tx.unsafe(OF_TICKETS.join(', '))})
    select store_id, ${level}, ${first}::date, currency, ${tx.unsafe(sums(OF_TICKETS))}
    from report_totals
    where store_id = ${storeId} and level = ${FINER[level]} and first_day between ${first} and ${last}
    group by store_id, currency`
}

export async function addUpGroups(tx: Tx, span: LongSpan, families: readonly GroupFamily[]): Promise<void> {
  if (families.length === 0) return
  const { storeId, level, first, last } = span
  await deleteGroups(tx, span, families, [first])
  await tx`
    insert into report_groups
      (family, store_id, level, first_day, currency, ${tx.unsafe(NAMES_OF_GROUPS)}, ${tx.unsafe(OF_GROUPS.join(', '))})
    select family, store_id, ${level}, ${first}::date, currency, key, key_text,
      ${tx.unsafe(`${latest('label', 'label_seen')}, max(label_seen), ${latest('code', 'code_seen')}, max(code_seen)`)},
      min(first_part), max(last_part), ${tx.unsafe(sums(OF_GROUPS))}
    from report_groups
    where family = any(${[...families]}::text[]) and store_id = ${storeId} and level = ${FINER[level]}
      and first_day between ${first} and ${last}
    group by family, store_id, currency, key, key_text`
}

const sums = (names: readonly string[]): string => names.map((name) => `sum(${name})`).join(', ')
