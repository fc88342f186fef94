import { DECIMAL_PATTERN } from '../http/fields.ts'

/** The part of JSON Schema in which the routes' schemas are written. */
export type Schema = {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly decimal?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly examples?: readonly unknown[]
}

/**
 * What the fields of a chain hold, by their names: `price`, or `store.name` where a field's holder makes a difference.
 * The rooms' map gives it: the platform knows no business word.
 */
export type ExampleValues = Readonly<Record<string, unknown>>

/** Leaves a field out of the examples: what only another answer would have. */
export const OMITTED: unique symbol = Symbol('omitted')

export type ExampleContext = {
  readonly values: ExampleValues
  /** What holds the schema: the group of the operation at first, then the properties on the way. */
  readonly holder: string
  /** A request says what it must and a little more; an answer says everything. */
  readonly isRequest: boolean
}

/** A request with fewer fields than these would show nothing of a change that may name any of its fields. */
const LEAST_SHOWN = 2

/**
 * An example that reads like the house's own data: the schema's `examples` first, then what its name usually holds, then
 * what its form allows.
 */
export function exampleOf(schema: Schema, context: ExampleContext, name = ''): unknown {
  if (schema.examples !== undefined && schema.examples.length > 0) return schema.examples[0]
  if (schema.const !== undefined) return schema.const
  const usual = valueNamed(name, context)
  if (usual !== undefined && fits(schema, usual)) return usual
  if (schema.enum !== undefined) return schema.enum.find((value) => value !== null) ?? null
  const branch = (schema.anyOf ?? schema.oneOf)?.find((part) => part.type !== 'null')
  if (branch !== undefined) return exampleOf(branch, context, name)
  const type = typesOf(schema).find((candidate) => candidate !== 'null')
  if (type === 'object') return exampleOfObject(schema, { ...context, holder: name === '' ? context.holder : name })
  if (type === 'array') return exampleOfArray(schema, context, name)
  if (type === 'boolean') return true
  if (schema.decimal !== undefined) return '29.99'
  if (type === 'string') return textOf(schema)
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1
  return null
}

const typesOf = ({ type }: Schema): readonly string[] => (typeof type === 'string' ? [type] : (type ?? []))

function valueNamed(name: string, { values, holder }: ExampleContext): unknown {
  const key = [`${holder}.${name}`, `${singular(holder)}.${name}`, `${holder}s.${name}`, name].find((each) =>
    Object.hasOwn(values, each),
  )
  return key === undefined ? undefined : values[key]
}

const singular = (name: string): string =>
  name
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch)es$/, '$1')
    .replace(/([^s])s$/, '$1')

function exampleOfObject(schema: Schema, context: ExampleContext): Record<string, unknown> {
  const properties = Object.entries(schema.properties ?? {})
  const required = new Set(schema.required)
  const shown = new Set(context.isRequest ? required : properties.map(([name]) => name))
  for (const [name, part] of properties) {
    if (shown.size >= LEAST_SHOWN) break
    if (valueNamed(name, context) !== undefined || part.examples !== undefined) shown.add(name)
  }
  const chosen = properties.filter(([name]) => shown.has(name) && valueNamed(name, context) !== OMITTED)
  return Object.fromEntries(chosen.map(([name, part]) => [name, exampleOf(part, context, name)]))
}

function exampleOfArray(schema: Schema, context: ExampleContext, name: string): unknown[] {
  if (schema.items === undefined) return []
  const itemName = singular(name)
  const item = exampleOf(schema.items, context, itemName === '' ? name : itemName)
  return item === null ? [] : [item]
}

const TEXTS: Readonly<Record<string, string>> = {
  'date-time': '2026-11-20T14:03:11.000Z',
  date: '2026-11-20',
  email: 'elisabeth.tremblay@example.com',
  uuid: '01a1fca4-7a04-7000-8000-000000000001',
  uri: 'https://exemple.com/',
  binary: '',
}

function textOf(schema: Schema): string {
  if (schema.format !== undefined && schema.format in TEXTS) return TEXTS[schema.format] ?? ''
  if (schema.pattern === DECIMAL_PATTERN) return '29.99'
  return 'texte'.padEnd(schema.minLength ?? 0, 'e').slice(0, schema.maxLength)
}

/** Whether what a name usually holds can stand here; a name may mean something else to another schema. */
function fits(schema: Schema, value: unknown): boolean {
  const forms = schema.anyOf ?? schema.oneOf
  if (forms !== undefined) return forms.some((form) => fits(form, value))
  if (schema.enum !== undefined) return schema.enum.includes(value)
  const types = typesOf(schema)
  if (value === null) return types.includes('null')
  if (typeof value === 'string') return types.includes('string') && fitsText(schema, value)
  if (typeof value === 'number') {
    const isWhole = Number.isInteger(value) && types.includes('integer')
    const isWithin = value >= (schema.minimum ?? value) && value <= (schema.maximum ?? value)
    return (isWhole || types.includes('number')) && isWithin
  }
  if (typeof value === 'boolean') return types.includes('boolean')
  if (Array.isArray(value)) {
    const { items = {} } = schema
    return types.includes('array') && value.every((item) => fits(items, item))
  }
  return types.includes('object') && fitsProperties(schema, Object(value))
}

function fitsText(schema: Schema, value: string): boolean {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, format, decimal } = schema
  return (
    value.length >= minLength &&
    value.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(value)) &&
    (decimal === undefined || /^-?\d+(\.\d+)?$/.test(value)) &&
    (format === undefined || looksLike(format, value))
  )
}

function fitsProperties({ properties = {}, required = [] }: Schema, value: Readonly<Record<string, unknown>>): boolean {
  const isWhole = required.every((name) => Object.hasOwn(value, name))
  return isWhole && Object.entries(value).every(([name, item]) => fits(properties[name] ?? { enum: [] }, item))
}

const FORMS: Readonly<Record<string, RegExp>> = {
  'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
  date: /^\d{4}-\d\d-\d\d$/,
  email: /^\S+@\S+$/,
  uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
  uri: /^https?:\/\//,
}
const looksLike = (format: string, value: string): boolean => FORMS[format]?.test(value) ?? true
