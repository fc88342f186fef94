import type { Bind, Dimension } from '../dimensions.ts'
import { FACTS, type FactName, type FactSource } from '../measures.ts'
import { filterCondition, ticketGrain } from './conditions.ts'
import type { Live } from './cover.ts'
import { dimensionsOf, type Question } from './fact-question.ts'
import { factsNeeded, type PartColumns, type Shape, selectColumns } from './part.ts'

const LINES = 'sales s join sale_lines l on l.store_id = s.store_id and l.sale_id = s.id'
/** The grain of the dimension of payment methods. */
const MAIN_METHOD = 'coalesce(split.method, one.method)'
const PAYMENTS = 'sales s join sale_payments p on p.store_id = s.store_id and p.sale_id = s.id'

/**
 * A ticket's main payment: the one that paid most, change deducted; the first of equal ones. Nearly every ticket has a
 * single payment, at position 1, so that only the tickets with a payment elsewhere have theirs compared.
 */
const mainPayment = (where: string) => `
  left join sale_payments one on one.store_id = s.store_id and one.sale_id = s.id and one.position = 1
  left join (
    select distinct on (p.store_id, p.sale_id) p.store_id, p.sale_id, p.method
    from ${PAYMENTS}
    where ${where} and exists (
      select 1 from sale_payments o where o.store_id = s.store_id and o.sale_id = s.id and o.position <> 1)
    order by p.store_id, p.sale_id, abs(p.amount_minor - p.change_minor) desc, p.position
  ) split on split.store_id = s.store_id and split.sale_id = s.id`

/** A question about tickets, with its pieces written. */
type Written = {
  readonly question: Question
  readonly shape: Shape
  readonly grains: readonly string[]
  readonly place: Dimension['place']
  /** Conditions over `s` that need no payment; over `s` and its payment; over `l`. */
  readonly scope: string
  readonly ofTicket: string
  readonly ofPayment: string
  readonly ofLine: string
  readonly payment: string
}

/** The parts of an answer that are summed over the tickets of some days. Every text in them is ours; values are bound. */
export function ticketParts(question: Question, live: readonly Live[], shape: Shape, bind: Bind): string[] {
  if (live.length === 0) return []
  return partsOf(write(question, writeScope(question, live, bind), shape, bind))
}

/** The same of whatever `sales`, `sale_lines` and `sale_payments` hold where the parts stand. */
export const allTicketParts = (question: Question, shape: Shape, bind: Bind): string[] =>
  partsOf(write(question, 'true', shape, bind))

function write(question: Question, scope: string, shape: Shape, bind: Bind): Written {
  const { dimensions, filters, shift } = question
  const places = dimensionsOf(question).map(({ place }) => place)
  const conditions = (place: Dimension['place']) =>
    filters
      .filter(({ dimension }) => dimension.place === place)
      .map((filter) => filterCondition(filter, ticketGrain(filter.dimension, shift, bind), bind))
  const and = (texts: readonly string[]) => texts.map((text) => ` and ${text}`).join('')
  return {
    question,
    shape,
    grains: dimensions.map((dimension) => `(${ticketGrain(dimension, shift, bind)})::${dimension.grain.type}`),
    place: places.includes('article') ? 'article' : places.includes('payment') ? 'payment' : 'ticket',
    scope,
    ofTicket: and(conditions('ticket')),
    ofPayment: and(conditions('payment')),
    ofLine: and(conditions('article')),
    payment: places.includes('payment') ? mainPayment(scope) : '',
  }
}

function writeScope({ scope }: Question, live: readonly Live[], bind: Bind): string {
  const choices = live.map(({ from, to, storeIds }) => {
    const days = `s.business_day between ${bind(from)}::date and ${bind(to)}::date`
    return storeIds === null ? days : `${days} and s.store_id = any(${bind(`{${storeIds.join(',')}}`)}::bigint[])`
  })
  const days = choices.length === 1 ? choices[0] : `(${choices.map((choice) => `(${choice})`).join(' or ')})`
  return scope.currency === null ? `${days}` : `${days} and s.currency = ${bind(scope.currency)}`
}

function columnsFrom(facts: readonly FactName[], source: FactSource): Record<string, string> {
  return Object.fromEntries(
    facts.filter((name) => FACTS[name].source === source).map((name) => [name, FACTS[name].sql]),
  )
}

function partsOf(written: Written): string[] {
  const facts = factsNeeded(written.question)
  const parts = written.place === 'article' ? articleParts(written, facts) : wholeTicketParts(written, facts)
  if (facts.includes('paid') && written.place !== 'article') parts.push(paidPart(written))
  return parts
}

function wholeTicketParts(written: Written, facts: readonly FactName[]): string[] {
  const where = `${written.scope}${written.ofTicket}${written.ofPayment}`
  const all: PartColumns = facts.includes('tickets') ? { all_tickets: FACTS.tickets.sql } : {}
  return [
    writePart(written, LINES + written.payment, where, columnsFrom(facts, 'line')),
    writePart(written, `sales s${written.payment}`, where, { ...columnsFrom(facts, 'ticket'), ...all }),
  ]
}

/** Lines by article; and whole tickets for what groups that share tickets cannot be added up to. */
function articleParts(written: Written, facts: readonly FactName[]): string[] {
  const { question, scope, ofTicket, ofPayment, ofLine, payment } = written
  const where = `${scope}${ofTicket}${ofPayment}`
  const isCounted = facts.includes('tickets')
  const lines = { ...columnsFrom(facts, 'line'), ...(isCounted && { tickets: FACTS.tickets.sql }) }
  const parts = [writePart(written, LINES + payment, where + ofLine, lines)]
  if (isCounted && question.dimensions.length > 0) parts.push(repeatedArticles(written))
  const { tickets: all, ...rest } = columnsFrom(facts, 'ticket')
  const columns: PartColumns = {
    is_total: 'true',
    currency: 's.currency',
    // The rounding of a ticket is not that of some of its lines.
    ...(ofLine === '' ? rest : {}),
    ...(all !== undefined && { all_tickets: all }),
  }
  const hasLine = `exists (select 1 from sale_lines l where l.store_id = s.store_id and l.sale_id = s.id${ofLine})`
  parts.push(`${selectColumns(written.shape, columns)}
  from sales s${payment} where ${where}${ofLine === '' ? '' : ` and ${hasLine}`} group by s.currency`)
  return parts
}

/**
 * The lines of an article count its tickets, except where a ticket has the article on several lines: every line after
 * the first is taken off again. This needs no list of distinct tickets per article, which is as long as the lines.
 */
function repeatedArticles(written: Written): string {
  const { question, grains, scope, ofTicket, ofPayment, ofLine, payment } = written
  const isSame = grains
    .filter((_, index) => question.dimensions[index]?.place === 'article')
    .map((grain) => ` and coalesce(${ofEarlier(grain)}, 0) = coalesce(${grain}, 0)`)
  const isRepeated = `exists (select 1 from sale_lines e where e.store_id = l.store_id and e.sale_id = l.sale_id
      and e.line_no < l.line_no${isSame.join('')}${ofEarlier(ofLine)})`
  const where = `${scope}${ofTicket}${ofPayment}${ofLine} and s.kind = 'sale' and ${isRepeated}`
  return writePart(written, LINES + payment, where, { tickets: '-count(*)' }, false)
}

/** The same of an earlier line `e` of the ticket. */
const ofEarlier = (sql: string): string => sql.replaceAll(/\bl\./g, 'e.')

/** What each method paid, exactly, wherever the ticket as a whole counts. */
function paidPart(written: Written): string {
  const { question, scope, ofTicket, ofPayment } = written
  const byMethod = (sql: string) => sql.replaceAll(MAIN_METHOD, 'p.method')
  const grains = written.grains.map((grain, index) =>
    question.dimensions[index]?.place === 'payment' ? byMethod(grain) : grain,
  )
  const where = `${scope}${ofTicket}${byMethod(ofPayment)}`
  return writePart({ ...written, grains }, PAYMENTS, where, { paid: FACTS.paid.sql })
}

function writePart(written: Written, from: string, where: string, facts: PartColumns, isNamed = true): string {
  const { question, shape, grains } = written
  const columns: Record<string, string> = { is_total: 'false', currency: 's.currency', ...facts }
  const groups = ['s.currency', ...grains]
  grains.forEach((grain, index) => {
    columns[`grain_${index}`] = grain
  })
  question.dimensions.forEach(({ place, snapshotLabel, snapshotCode, part }, index) => {
    if (!isNamed || place !== 'article') return
    if (part !== undefined) {
      columns[`first_part_${index}`] = `min(${part})`
      columns[`last_part_${index}`] = `max(${part})`
    }
    if (snapshotLabel !== undefined) columns[`label_${index}`] = snapshotLabel
    if (snapshotCode !== undefined) columns[`code_${index}`] = snapshotCode
    for (const name of [snapshotLabel, snapshotCode]) if (name !== undefined) groups.push(name)
    columns.label_seen = 'max(s.occurred_at)'
    columns.code_seen = 'max(s.occurred_at)'
  })
  return `${selectColumns(shape, columns)}
  from ${from}
  where ${where} group by ${groups.join(', ')}`
}

/** Who bought, in which grains: `currency`, `customer_id`, `grain_0` …; the same customer as often as they may come. */
export function ticketCustomers(question: Question, live: readonly Live[], bind: Bind): string[] {
  if (live.length === 0) return []
  const written = write(question, writeScope(question, live, bind), new Map(), bind)
  const { grains, scope, ofTicket, ofPayment, ofLine, payment, place } = written
  const columns = [
    's.currency::text as currency',
    's.customer_id',
    ...grains.map((grain, index) => `${grain} as grain_${index}`),
  ]
  const where = `${scope}${ofTicket}${ofPayment}${ofLine} and s.kind = 'sale' and s.customer_id is not null`
  const from = `${place === 'article' ? LINES : 'sales s'}${payment}`
  return [`select distinct ${columns.join(', ')} from ${from} where ${where}`]
}
