import type { Bind } from './dimensions.ts'
import type { Cover } from './query/cover.ts'
import type { Question } from './query/fact-question.ts'
import { factsNeeded, keyOf, type Shape, selectColumns, shapeOf, totalColumn } from './query/part.ts'
import { rolledUpCustomers, rolledUpParts } from './query/rolled-up-parts.ts'
import { ticketCustomers, ticketParts } from './query/ticket-parts.ts'
import type { Family } from './rollups/levels.ts'

export type { FactScope } from './query/fact-question.ts'

/** Where the parts of an answer come from; who the customers of a period were is in a family of its own. */
export type Sources = { readonly family: Family; readonly cover: Cover; readonly customers: Cover }

export type FactQuery = { readonly text: string; readonly parameters: string[] }

/**
 * Writes the one statement that answers the facts of every group and of each currency as a whole. Groups beyond
 * `rowLimit` per currency are left out, the totals are always complete. Every text in it is ours; values are bound.
 */
export function buildFactQuery(question: Question, sources: Sources, rowLimit: number): FactQuery {
  const parameters: string[] = []
  const bind: Bind = (value) => `$${parameters.push(value)}`
  const { dimensions, facts } = question
  const nothing = dimensions.map((_, index) => `null as key_${index}, null as label_${index}, null as code_${index}`)
  const sums = facts.map((name) => `coalesce(sum(${totalColumn(name)}), 0)::text as ${name}`)
  const parts = writeParts(question, sources, bind)
  const totals = `select ${['true as is_total', 'currency', ...nothing, '0::bigint as found', ...sums].join(', ')}
from parts group by currency`
  const text =
    dimensions.length === 0
      ? `with ${parts}\n${totals}`
      : `with ${parts}, ${rankGroups(question)}\n${totals}\nunion all\n${selectGroups(question, rowLimit)}`
  return { text, parameters }
}

function writeParts(question: Question, { family, cover, customers }: Sources, bind: Bind): string {
  const shape = shapeOf(question)
  const parts = [
    ...rolledUpParts(question, family, cover.rolledUp, shape, bind),
    ...ticketParts(question, cover.live, shape, bind),
  ]
  if (!question.facts.includes('customers')) return `parts as (${parts.join('\n  union all ')})`
  const visits = [
    ...rolledUpCustomers(question, customers.rolledUp, bind),
    ...ticketCustomers(question, customers.live, bind),
  ]
  parts.push(...countCustomers(question, shape))
  return `visits as (${visits.join('\n  union all ')}), parts as (${parts.join('\n  union all ')})`
}

/** SQL of each dimension's key over the grains of `row`, and the joins that it needs. */
function keysOf({ dimensions }: Question, row: string): { keys: string[]; joins: string } {
  return {
    keys: dimensions.map((dimension, index) => keyOf(dimension, `${row}.grain_${index}`, `d${index}`)),
    joins: dimensions
      .flatMap(({ keyTable }, index) =>
        keyTable === undefined ? [] : [` left join ${keyTable} d${index} on d${index}.id = ${row}.grain_${index}`],
      )
      .join(''),
  }
}

/** Each customer once in a group, and once in all. */
function countCustomers(question: Question, shape: Shape): string[] {
  const all = selectColumns(shape, {
    is_total: 'true',
    currency: 'v.currency',
    all_customers: 'count(distinct v.customer_id)',
  })
  const total = `${all}\n  from visits v group by v.currency`
  if (question.dimensions.length === 0) return [total]
  const { keys, joins } = keysOf(question, 'v')
  const names = keys.map((_, index) => `key_${index}`)
  const named = keys.map((key, index) => `${key} as key_${index}, min(v.grain_${index}) as grain_${index}`)
  const grains = Object.fromEntries(keys.map((_, index) => [`grain_${index}`, `min(c.grain_${index})`]))
  const columns = { is_total: 'false', currency: 'c.currency', ...grains, customers: 'count(*)' }
  const once = `select v.currency, ${named.join(', ')} from visits v${joins}
    group by v.currency, v.customer_id, ${keys.join(', ')}`
  return [total, `${selectColumns(shape, columns)}\n  from (${once}) c group by c.currency, ${names.join(', ')}`]
}

/** The groups of all parts, in the order in which they are let in. */
function rankGroups(question: Question): string {
  const { dimensions } = question
  const { keys, joins } = keysOf(question, 'g')
  const columns = keys.map((key, index) => `${key} as key_${index}`)
  dimensions.forEach(({ snapshotLabel, snapshotCode, part }, index) => {
    if (snapshotLabel !== undefined) columns.push(`${latest('label', index)} as label_${index}`)
    if (snapshotCode !== undefined) columns.push(`${latest('code', index)} as code_${index}`)
    if (part !== undefined)
      columns.push(`min(g.first_part_${index}) < max(g.last_part_${index}) as is_several_${index}`)
  })
  for (const name of factsNeeded(question)) columns.push(`sum(g.${name}) as ${name}`)
  const only = dimensions.length === 1 ? dimensions[0] : undefined
  const byKey = keys.map((_, index) => `key_${index}::text collate "C" nulls last`)
  const order = only?.order === 'key' ? 'key_0 nulls last' : `net desc nulls last, ${byKey.join(', ')}`
  return `groups as (
  select g.currency, ${columns.join(', ')}
  from (select * from parts where not is_total) g${joins}
  group by g.currency, ${keys.map((_, index) => index + 2).join(', ')}
), ranked as (
  select *, row_number() over (partition by currency order by ${order}) as rank,
    count(*) over (partition by currency) as found
  from groups
)`
}

/** What was printed last; of two at once, the first in the alphabet. */
const latest = (name: 'label' | 'code', index: number): string =>
  `(array_agg(g.${name}_${index} order by g.${name}_seen desc, g.${name}_${index} collate "C") filter (where g.${name}_${index} is not null))[1]`

function selectGroups({ dimensions, facts }: Question, rowLimit: number): string {
  const columns = ['false', 'r.currency']
  const joins: string[] = []
  dimensions.forEach(({ snapshotLabel, snapshotCode, nameTable }, index) => {
    const printed = snapshotLabel === undefined ? 'null' : `r.label_${index}`
    columns.push(`r.key_${index}::text`)
    columns.push(nameTable === undefined ? printed : `coalesce(n${index}.name, ${printed})`)
    columns.push(snapshotCode === undefined ? 'null' : `r.code_${index}`)
    if (nameTable === undefined) return
    const when = nameTable.when === 'several' ? ` and r.is_several_${index}` : ''
    joins.push(` left join ${nameTable.table} n${index} on n${index}.id = r.key_${index}${when}`)
  })
  columns.push('r.found', ...facts.map((name) => `coalesce(r.${name}, 0)::text as ${name}`))
  return `select ${columns.join(', ')}
from ranked r${joins.join('')}
where r.rank <= ${rowLimit}`
}
