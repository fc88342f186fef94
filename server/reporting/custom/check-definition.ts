import { type Actor, may } from '../../platform/actor.ts'
import { invalid, lacking } from '../../platform/errors.ts'
import { type Text, text } from '../../platform/text.ts'
import { PAYMENT_METHODS } from '../../sales/index.ts'
import { DIMENSIONS, type GroupBy } from '../dimensions.ts'
import type { Measure } from '../measures.ts'
import type { CustomDefinition } from './custom-definition.ts'
import { CUSTOM_MEASURES, type CustomMeasureName } from './custom-measures.ts'

export type SortTerm = { readonly name: GroupBy | CustomMeasureName; readonly isDescending: boolean }

/**
 * What in a definition makes no report, by field, beyond what its schema says.
 *
 * @returns sentences by dotted path
 */
export function findFaults(definition: CustomDefinition): Record<string, Text> {
  const { dimensions, measures, filters = [], sort } = definition
  const faults: Record<string, Text> = {}
  if (definition.period !== undefined && (definition.date_from ?? definition.date_to) !== undefined) {
    faults.period = text('Donnez une période ou des dates, pas les deux.', 'Give a period or dates, not both.')
  }
  const twice = text('Cette valeur est déjà donnée.', 'This value is given already.')
  dimensions.forEach((name, index) => {
    if (dimensions.indexOf(name) < index) faults[`dimensions.${index}`] = twice
  })
  measures.forEach((name, index) => {
    if (measures.indexOf(name) < index) faults[`measures.${index}`] = twice
  })
  filters.forEach(({ dimension, values }, index) => {
    if (filters.findIndex((filter) => filter.dimension === dimension) < index)
      faults[`filters.${index}.dimension`] = twice
    values.forEach((value, place) => {
      const fault = refuseValue(dimension, value)
      if (fault !== null) faults[`filters.${index}.values.${place}`] = fault
    })
  })
  if (filters.reduce((sum, { values }) => sum + values.length, 0) > MOST_VALUES) {
    faults.filters = text(
      `Les filtres ont plus de ${MOST_VALUES} valeurs ensemble.`,
      `The filters have more than ${MOST_VALUES} values together.`,
    )
  }
  const asked = new Set<string>([...dimensions, ...measures])
  const terms = readSort(sort).map(({ name }) => name)
  if (new Set(terms).size < terms.length) faults.sort = twice
  for (const name of terms) {
    if (asked.has(name)) continue
    faults.sort = text(
      `«\u00a0${name}\u00a0» n’est ni une mesure ni une dimension de ce rapport.`,
      `“${name}” is neither a measure nor a dimension of this report.`,
    )
  }
  return faults
}

/** @throws validation_failed with each faulty field; forbidden that names the permission which a measure wants. */
export function checkDefinition(definition: CustomDefinition, actor: Actor): void {
  const faults = findFaults(definition)
  if (Object.keys(faults).length > 0) throw invalid(faults)
  for (const name of definition.measures) {
    const permission = permissionOf(name)
    if (permission !== null && !may(actor, permission)) throw lacking(permission)
  }
}

export function permissionOf(name: CustomMeasureName): string | null {
  const measure: Measure = CUSTOM_MEASURES[name]
  return measure.permission ?? null
}

export const readSort = (sort: string | undefined): { name: string; isDescending: boolean }[] =>
  (sort ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ name: part.replace(/^-/, ''), isDescending: part.startsWith('-') }))

/** Each row leads to its tickets by an address that names them all. */
const MOST_VALUES = 200

const RANGES: Partial<Record<GroupBy, readonly [number, number]>> = { hour: [0, 23], weekday: [1, 7] }

/** Fifteen digits, as everywhere. */
const MOST_ID = 999_999_999_999_999

/** Which no ticket lacks. */
const ALWAYS_THERE: readonly GroupBy[] = ['hour', 'weekday', 'store']

function refuseValue(dimension: GroupBy, value: string | number | null): Text | null {
  const definition = DIMENSIONS[dimension]
  if (value === null) {
    return ALWAYS_THERE.includes(dimension) ? text('Chaque ticket en a un.', 'Every ticket has one.') : null
  }
  if (definition.keyType === 'text') return refuseText(dimension, value)
  const number = typeof value === 'string' && !/^(0|[1-9]\d{0,14})$/.test(value) ? Number.NaN : Number(value)
  const [least, most] = RANGES[dimension] ?? [0, MOST_ID]
  if (number >= least && number <= most) return null
  return RANGES[dimension] === undefined
    ? text('Un identifiant est attendu.', 'An id is expected.')
    : text(`Un nombre de ${least} à ${most} est attendu.`, `A number from ${least} to ${most} is expected.`)
}

function refuseText(dimension: GroupBy, value: string | number): Text | null {
  if (dimension === 'payment_method') {
    if ((PAYMENT_METHODS as readonly unknown[]).includes(value)) return null
    const known = PAYMENT_METHODS.join(', ')
    return text(`Un de ces modes est attendu\u00a0: ${known}.`, `One of these methods is expected: ${known}.`)
  }
  return typeof value === 'string' && value !== '' && !value.includes('|')
    ? null
    : text('Un texte, sans «\u00a0|\u00a0», est attendu.', 'A text without “|” is expected.')
}
