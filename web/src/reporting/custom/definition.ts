import type { ReportCustomInput } from '../../api/index.ts'
import type { Dimension, ReportFields } from '../fields/use-fields.ts'

export type Definition = ReportCustomInput
export type DefinitionFilter = NonNullable<Definition['filters']>[number]
export type Key = DefinitionFilter['values'][number]

export const DIMENSIONS_MAX = 3

const NEW: Definition = { dimensions: ['month'], measures: ['net', 'tickets', 'average_ticket'] }

/** The names of what a definition may have; what it is worth, the API says. */
const PARTS = [
  'dimensions',
  'measures',
  'filters',
  'period',
  'date_from',
  'date_to',
  'store_id',
  'currency',
  'week_start',
  'sort',
  'limit',
  'compare',
] as const satisfies readonly (keyof Definition)[]

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []

/**
 * A definition as an address or a saved report has it, without what is no longer known: an unknown name would have the whole
 * of it refused, and could not be taken away by a form that does not show it.
 */
export function cleanDefinition(given: unknown, fields: ReportFields): Definition {
  if (!isObject(given)) return NEW
  const names = new Set<string>(fields.dimensions.map(({ name }) => name))
  const filterNames = new Set<string>(fields.dimensions.filter((one) => one.is_filter).map(({ name }) => name))
  const known = new Set(fields.measures.map(({ name }) => name))
  const kept = Object.fromEntries(PARTS.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]))
  const dimensions = textsOf(given.dimensions).filter((name) => names.has(name))
  const measures = textsOf(given.measures).filter((name) => known.has(name))
  const filters = (Array.isArray(given.filters) ? given.filters : []).filter(
    (filter) => isObject(filter) && filterNames.has(String(filter.dimension)) && Array.isArray(filter.values),
  )
  return tidy({
    ...kept,
    dimensions: dimensions.slice(0, DIMENSIONS_MAX),
    measures: measures.length > 0 ? measures : NEW.measures,
    filters,
  } as Definition)
}

export const readDefinition = (text: string | undefined, fields: ReportFields): Definition =>
  cleanDefinition(parse(text ?? 'null'), fields)

/** What an address asks for of a report that is not known: `measures=profit`; all of it where it is no report. */
export function unknownParts(text: string, fields: ReportFields): string[] {
  const given = parse(text)
  if (!isObject(given)) return ['definition']
  const clean = cleanDefinition(given, fields)
  const kept = new Set<string>([...clean.dimensions, ...clean.measures])
  const filters = new Set<string>(clean.filters?.map(({ dimension }) => dimension))
  const unknown = (part: 'dimensions' | 'measures') =>
    textsOf(given[part])
      .filter((name) => !kept.has(name))
      .map((name) => `${part}=${name}`)
  const asked = Array.isArray(given.filters) ? given.filters.filter(isObject).map((one) => String(one.dimension)) : []
  return [
    ...unknown('dimensions'),
    ...unknown('measures'),
    ...asked.filter((name) => !filters.has(name)).map((name) => `filters=${name}`),
  ]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Without empty parts, and ordered only by what it shows. */
export function tidy(definition: Definition): Definition {
  const shown = new Set<string>([...definition.dimensions, ...definition.measures])
  const isSorted = (definition.sort ?? '').split(',').every((term) => shown.has(term.replace(/^-/, '')))
  const { dimensions, measures, filters, sort, ...rest } = definition
  const parts = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '' && value !== null)
  return {
    dimensions,
    measures,
    ...(Object.fromEntries(parts) as Partial<Definition>),
    ...(filters !== undefined && filters.length > 0 && { filters }),
    ...(sort !== undefined && isSorted && { sort }),
  }
}

/** What is asked while a filter still waits for its values. */
export const askable = (definition: Definition): Definition =>
  tidy({ ...definition, filters: definition.filters?.filter(({ values }) => values.length > 0) })

/** The same of the store chosen at the top of every page, unless it names stores of its own. */
export const ofStore = (definition: Definition, chosen: number | null): Definition =>
  chosen === null || definition.store_id !== undefined ? definition : { ...definition, store_id: String(chosen) }

/** Whether two definitions ask the same. */
export const isSame = (left: Definition, right: Definition): boolean => stable(left) === stable(right)

const stable = (definition: Definition): string =>
  JSON.stringify(Object.entries(askable(definition)).sort(([one], [other]) => (one < other ? -1 : 1)))

/** A key where only texts have a place; keys are numbers, texts or null. */
export const writeKey = (key: Key): string => JSON.stringify(key)
export const readKey = (text: string): Key => JSON.parse(text) as Key

/** The dimension moved one place to the front. */
export function moveUp(dimensions: readonly Dimension[], place: number): Dimension[] {
  const next = [...dimensions]
  const [moved] = next.splice(place, 1)
  if (moved !== undefined) next.splice(Math.max(0, place - 1), 0, moved)
  return next
}

/** The server's sentences about a part: about itself, and about what is in it. */
export const sentencesAt = (errors: Readonly<Record<string, readonly string[]>>, path: string): string | undefined => {
  const found = Object.entries(errors).filter(([name]) => name === path || name.startsWith(`${path}.`))
  return found.length === 0 ? undefined : [...new Set(found.flatMap(([, sentences]) => sentences))].join(' ')
}
