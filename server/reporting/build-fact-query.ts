import type { Bind, Dimension } from './dimensions.ts'
import { FACTS, type FactName, type FactSource } from './measures.ts'

/** Which tickets a report is made of. */
export type FactScope = {
  /** Business days, both included, as `YYYY-MM-DD`. */
  readonly from: string
  readonly to: string
  /** null: every store. */
  readonly storeIds: readonly number[] | null
  /** null: every currency. */
  readonly currency: string | null
}

export type FactQuery = { readonly text: string; readonly parameters: string[] }

/** A sum over one kind of rows; the answer is made of the union of such parts. */
type Part = {
  readonly from: string
  readonly where: string
  /** SQL, or null for a part that counts in the totals and in no group. */
  readonly grain: string | null
  readonly label?: string | undefined
  readonly code?: string | undefined
  /** SQL of each column that this part fills. */
  readonly columns: Readonly<Record<string, string>>
}

const LINES = 'sales s join sale_lines l on l.store_id = s.store_id and l.sale_id = s.id'

/**
 * A ticket's main payment: the one that paid most, change deducted; the first of equal ones. Nearly every ticket has a
 * single payment, at position 1, so that only the tickets with a payment elsewhere have theirs compared.
 */
const mainPayment = (where: string) => `
  left join sale_payments one on one.store_id = s.store_id and one.sale_id = s.id and one.position = 1
  left join (
    select distinct on (p.store_id, p.sale_id) p.store_id, p.sale_id, p.method
    from sales s join sale_payments p on p.store_id = s.store_id and p.sale_id = s.id
    where ${where} and exists (
      select 1 from sale_payments o where o.store_id = s.store_id and o.sale_id = s.id and o.position <> 1)
    order by p.store_id, p.sale_id, abs(p.amount_minor - p.change_minor) desc, p.position
  ) split on split.store_id = s.store_id and split.sale_id = s.id`

/** The column of the distinct tickets of all groups together, which may share tickets. */
const ALL_TICKETS = 'all_tickets'

/**
 * Writes the one statement that answers the facts of every group and of each currency as a whole. Groups beyond
 * `rowLimit` per currency are left out, the totals are always complete. Every text in it is ours; values are bound.
 */
export function buildFactQuery(
  dimension: Dimension,
  facts: readonly FactName[],
  scope: FactScope,
  rowLimit: number,
): FactQuery {
  const parameters: string[] = []
  const bind: Bind = (value) => `$${parameters.push(value)}`
  const where = writeScope(scope, bind)
  const grain = typeof dimension.grain === 'string' ? dimension.grain : dimension.grain(bind)
  const names = [...facts, ALL_TICKETS]
  const parts = partsOf(dimension, grain, facts, where).map((part) => writePart(part, names))
  const sums = names.map((name) => `sum(${name}) as ${name}`).join(', ')
  const output = facts.map((name) => `round(coalesce(r.${name}, 0))::text as ${name}`).join(', ')
  const totals = facts
    .map((name) => `round(coalesce(sum(${name === 'tickets' ? ALL_TICKETS : name}), 0))::text as ${name}`)
    .join(', ')
  const rank = dimension.order === 'key' ? 'key nulls last' : 'net desc nulls last, key::text collate "C" nulls last'
  const text = `
with parts as (${parts.join('\n  union all')}
), groups as (
  select g.currency, ${dimension.key} as key,
    (array_agg(g.label order by g.seen desc, g.label collate "C") filter (where g.label is not null))[1] as label, count(distinct g.code) as code_count,
    (array_agg(g.code order by g.seen desc, g.code::text collate "C") filter (where g.code is not null))[1]::text as code, ${sums}
  from parts g ${dimension.keyJoin ?? ''}
  where not g.is_total group by g.currency, 2
), ranked as (
  select *, row_number() over (partition by currency order by ${rank}) as rank, count(*) over (partition by currency) as found
  from groups
)
select true as is_total, currency, null as key, null as label, null as code, 0::bigint as found, ${totals}
from parts group by currency
union all
select false, r.currency, r.key::text, ${dimension.rowLabel ?? 'r.label'}, r.code, r.found, ${output}
from ranked r ${dimension.labelJoin ?? ''}
where r.rank <= ${rowLimit}`
  return { text, parameters }
}

function writeScope(scope: FactScope, bind: Bind): string {
  const conditions = [`s.business_day between ${bind(scope.from)}::date and ${bind(scope.to)}::date`]
  if (scope.storeIds !== null) conditions.push(`s.store_id = any(${bind(`{${scope.storeIds.join(',')}}`)}::bigint[])`)
  if (scope.currency !== null) conditions.push(`s.currency = ${bind(scope.currency)}`)
  return conditions.join(' and ')
}

function partsOf(dimension: Dimension, grain: string, facts: readonly FactName[], where: string): Part[] {
  const columns = (source: FactSource): Record<string, string> =>
    Object.fromEntries(facts.filter((name) => FACTS[name].source === source).map((name) => [name, FACTS[name].sql]))
  const tickets = { ...columns('ticket'), [ALL_TICKETS]: FACTS.tickets.sql }
  const labels = { label: dimension.snapshotLabel, code: dimension.snapshotCode }
  if (dimension.place === 'article') {
    const { tickets: _, ...withoutGroup } = tickets as Record<string, string>
    return [
      { from: LINES, where, grain, ...labels, columns: { ...columns('line'), tickets: FACTS.tickets.sql } },
      repeatedArticles(grain, where),
      { from: 'sales s', where, grain: null, columns: withoutGroup },
    ]
  }
  const join = dimension.place === 'payment' ? mainPayment(where) : ''
  const parts: Part[] = [
    { from: LINES + join, where, grain, columns: columns('line') },
    { from: `sales s${join}`, where, grain, columns: tickets },
  ]
  if (facts.includes('paid')) {
    const from = 'sales s join sale_payments p on p.store_id = s.store_id and p.sale_id = s.id'
    parts.push({ from, where, grain: 'p.method', columns: columns('payment') })
  }
  if (facts.includes('customers')) parts.push(distinctCustomers(grain, where, columns('customer')))
  return parts
}

/**
 * The lines of an article count its tickets, except where a ticket has the article on several lines: every line after
 * the first is taken off again. This needs no list of distinct tickets per article, which is as long as the lines.
 */
function repeatedArticles(grain: string, where: string): Part {
  const earlier = grain.replace('l.', 'e.')
  const isRepeated = `exists (select 1 from sale_lines e where e.store_id = l.store_id and e.sale_id = l.sale_id
      and coalesce(${earlier}, 0) = coalesce(${grain}, 0) and e.line_no < l.line_no)`
  return {
    from: LINES,
    where: `${where} and s.kind = 'sale' and ${isRepeated}`,
    grain,
    columns: { tickets: '-count(*)' },
  }
}

function distinctCustomers(grain: string, where: string, columns: Record<string, string>): Part {
  const from = `(select distinct s.currency, ${grain} as grain, s.customer_id from sales s
    where ${where} and s.kind = 'sale' and s.customer_id is not null) s`
  return { from, where: 'true', grain: 's.grain', columns }
}

function writePart(part: Part, names: readonly string[]): string {
  const values = names.map((name) => `${part.columns[name] ?? 'null::numeric'} as ${name}`)
  const groups = ['s.currency', ...[part.grain, part.label, part.code].filter((sql) => typeof sql === 'string')]
  const seen = part.label === undefined ? 'null::timestamptz' : 'max(s.occurred_at)'
  return `
  select ${part.grain === null} as is_total, s.currency, ${part.grain ?? 'null'} as grain, ${part.label ?? 'null::text'} as label,
    ${part.code ?? 'null'} as code, ${seen} as seen, ${values.join(', ')}
  from ${part.from}
  where ${part.where} group by ${groups.join(', ')}`
}
