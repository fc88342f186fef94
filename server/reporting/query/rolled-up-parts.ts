import type { Bind } from '../dimensions.ts'
import type { FactName } from '../measures.ts'
import type { Family } from '../rollups/levels.ts'
import { filterCondition, rolledUpGrain } from './conditions.ts'
import type { RolledUp } from './cover.ts'
import { dimensionsOf, type Question } from './fact-question.ts'
import { factsNeeded, type Shape, selectColumns } from './part.ts'

/** The parts of an answer that roll-ups of a family hold. */
export function rolledUpParts(
  question: Question,
  family: Family,
  spans: readonly RolledUp[],
  shape: Shape,
  bind: Bind,
): string[] {
  if (spans.length === 0) return []
  const isArticle = dimensionsOf(question).some(({ place }) => place === 'article')
  const facts = factsNeeded(question)
  const columns = groupColumns(question, family, bind)
  for (const name of facts) {
    if (name !== 'customers' && !(isArticle && (name === 'rounding' || name === 'paid'))) columns[name] = `r.${name}`
  }
  // Groups share no ticket, except those of articles, of which a question for tickets filters only one.
  const isFiltered = question.filters.some(({ dimension }) => dimension.place === 'article')
  const isApart = !isFiltered && question.dimensions.some(({ place }) => place === 'article')
  if (facts.includes('tickets') && !isApart) columns.all_tickets = 'r.tickets'
  const parts = [`${selectColumns(shape, columns)}\n  ${from(question, family, spans, bind)}`]
  if (isApart) parts.push(totalsPart(question, facts, spans, shape, bind))
  return parts
}

/** Of an article's family the whole tickets are in the totals of the same spans. */
function totalsPart(
  question: Question,
  facts: readonly FactName[],
  spans: readonly RolledUp[],
  shape: Shape,
  bind: Bind,
): string {
  const columns: Record<string, string> = { is_total: 'true', currency: 'r.currency' }
  if (facts.includes('tickets')) columns.all_tickets = 'r.tickets'
  if (facts.includes('rounding')) columns.rounding = 'r.rounding'
  return `${selectColumns(shape, columns)}\n  ${from(question, 'totals', spans, bind)}`
}

function groupColumns(question: Question, family: Family, bind: Bind): Record<string, string> {
  const columns: Record<string, string> = { is_total: 'false', currency: 'r.currency' }
  question.dimensions.forEach((dimension, index) => {
    columns[`grain_${index}`] = rolledUpGrain(dimension, family, question.shift, bind)
    if (dimension.place !== 'article') return
    columns.label_seen = 'r.label_seen'
    columns.code_seen = 'r.code_seen'
    if (dimension.snapshotLabel !== undefined) columns[`label_${index}`] = 'r.label'
    if (dimension.snapshotCode !== undefined) columns[`code_${index}`] = 'r.code'
    if (dimension.part === undefined) return
    columns[`first_part_${index}`] = 'r.first_part'
    columns[`last_part_${index}`] = 'r.last_part'
  })
  return columns
}

/** Each span is looked up by itself in the index: the planner has no idea how few of the roll-ups they are. */
function from(question: Question, family: Family, spans: readonly RolledUp[], bind: Bind): string {
  const rows = spans.flatMap(({ level, from: first, to, storeIds }) => storeIds.map((id) => ({ id, level, first, to })))
  const list = (values: readonly (string | number)[], type: string) => `${bind(`{${values.join(',')}}`)}::${type}[]`
  const lists = [
    list(
      rows.map(({ id }) => id),
      'bigint',
    ),
    list(
      rows.map(({ level }) => level),
      'text',
    ),
    list(
      rows.map(({ first }) => first),
      'date',
    ),
    list(
      rows.map(({ to }) => to),
      'date',
    ),
  ]
  const table =
    family === 'totals' ? 'report_totals found where' : `report_groups found where found.family = '${family}' and`
  const conditions = question.filters.map((filter) =>
    filterCondition(filter, rolledUpGrain(filter.dimension, family, question.shift, bind), bind),
  )
  if (question.scope.currency !== null) conditions.push(`r.currency = ${bind(question.scope.currency)}`)
  return `from unnest(${lists.join(', ')}) span (store_id, level, first_day, last_day)
  cross join lateral (
    select * from ${table} found.store_id = span.store_id and found.level = span.level
      and found.first_day between span.first_day and span.last_day offset 0) r
  where ${conditions.length === 0 ? 'true' : conditions.join(' and ')}`
}

/** Who bought, as the roll-ups by customer hold it. */
export function rolledUpCustomers(question: Question, spans: readonly RolledUp[], bind: Bind): string[] {
  if (spans.length === 0) return []
  const grains = question.dimensions.map(
    (dimension, index) =>
      `(${rolledUpGrain(dimension, 'customer', question.shift, bind)})::${dimension.grain.type} as grain_${index}`,
  )
  const columns = ['r.currency::text as currency', 'r.key as customer_id', ...grains]
  const rows = from(question, 'customer', spans, bind)
  return [`select ${columns.join(', ')} ${rows} and r.tickets > 0 and r.key is not null`]
}
