import { arrayLiteral } from '../../platform/database/insert-set.ts'
import type { Bind, DayGrain, Dimension } from '../dimensions.ts'
import type { Family } from '../rollups/levels.ts'
import type { FactFilter, Shift } from './fact-question.ts'
import { keyOf } from './part.ts'

/** SQL of a dimension's grain over tickets: `s`, `l`, and `one` and `split`. */
export function ticketGrain({ grain }: Dimension, shift: Shift | null, bind: Bind): string {
  switch (grain.of) {
    case 'day':
      return grain.sql(shiftDay('s.business_day', grain, shift), bind)
    case 'store':
      return 's.store_id'
    case 'family':
      return grain.sql
  }
}

/** The same over a roll-up `r` of a family. */
export function rolledUpGrain({ grain }: Dimension, family: Family, shift: Shift | null, bind: Bind): string {
  switch (grain.of) {
    case 'day':
      if (family === 'hour' && grain.byHour !== undefined) return grain.byHour
      return grain.sql(shiftDay('r.first_day', grain, shift), bind)
    case 'store':
      return 'r.store_id'
    case 'family':
      return grain.rolledUp ?? (grain.type === 'text' ? 'r.key_text' : 'r.key')
  }
}

function shiftDay(day: string, { isCyclic }: DayGrain, shift: Shift | null): string {
  if (shift === null || isCyclic === true) return day
  return 'days' in shift ? `(${day} + ${shift.days})` : `(${day} + interval '${shift.months} months')::date`
}

/** SQL of a filter over the grain of its dimension. */
export function filterCondition({ dimension, values }: FactFilter, grain: string, bind: Bind): string {
  const given = values.filter((value) => value !== null)
  const typed = `(${grain})::${dimension.grain.type}`
  const key =
    dimension.keyTable === undefined
      ? keyOf(dimension, typed, '')
      : `(select ${keyOf(dimension, typed, 'd')} from ${dimension.keyTable} d where d.id = ${typed})`
  const choices: string[] = []
  if (given.length > 0) {
    const type = dimension.keyType === 'integer' ? 'bigint' : 'text'
    const value = dimension.keyType === 'integer' && dimension.grain.type === 'bigint' ? key : `(${key})::${type}`
    choices.push(`${value} = any(${bind(arrayLiteral(given))}::${type}[])`)
  }
  if (given.length < values.length) choices.push(`(${key}) is null`)
  return choices.length === 0 ? 'false' : `(${choices.join(' or ')})`
}
