import type { Dimension } from '../dimensions.ts'
import type { FactName } from '../measures.ts'
import { dimensionsOf, type Question } from './fact-question.ts'

/** The columns that each part of an answer has, with their types: its groups, their names, its facts. */
export type Shape = ReadonlyMap<string, string>

/** SQL of the columns that a part fills, by name; the others are null. */
export type PartColumns = Readonly<Record<string, string>>

/**
 * Facts of all groups together which are not the sum of the groups': a ticket may have several articles, a customer may
 * come in several months.
 */
const COUNTED_APART: Partial<Record<FactName, string>> = { tickets: 'all_tickets', customers: 'all_customers' }
export const totalColumn = (name: FactName): string => COUNTED_APART[name] ?? name

/**
 * The facts that an answer needs: those asked for, what groups are put in order by, and what payments paid, since a method
 * that was never a ticket's main one is a group all the same.
 */
export function factsNeeded(question: Question): FactName[] {
  const needed = new Set<FactName>([...question.facts, 'net'])
  const places = dimensionsOf(question).map(({ place }) => place)
  if (places.includes('payment') && !places.includes('article')) needed.add('paid')
  return [...needed]
}

export function shapeOf(question: Question): Shape {
  const shape = new Map([
    ['is_total', 'boolean'],
    ['currency', 'text'],
  ])
  question.dimensions.forEach((dimension, index) => {
    shape.set(`grain_${index}`, dimension.grain.type)
    if (dimension.snapshotLabel !== undefined) shape.set(`label_${index}`, 'text')
    if (dimension.snapshotCode !== undefined) shape.set(`code_${index}`, 'text')
    if (dimension.part !== undefined) shape.set(`first_part_${index}`, 'bigint').set(`last_part_${index}`, 'bigint')
  })
  shape.set('label_seen', 'timestamptz').set('code_seen', 'timestamptz')
  for (const name of factsNeeded(question)) shape.set(name, 'bigint').set(totalColumn(name), 'bigint')
  return shape
}

/** `select … as is_total, … as currency, …`: the columns of a part in the order that all parts share. */
export function selectColumns(shape: Shape, columns: PartColumns): string {
  const selected = [...shape].map(([name, type]) => {
    const sql = columns[name]
    return `${sql === undefined ? 'null' : `(${sql})`}::${type} as ${name}`
  })
  return `select ${selected.join(', ')}`
}

export const keyOf = (dimension: Dimension, grain: string, joined: string): string =>
  dimension.key?.(grain, joined) ?? grain
