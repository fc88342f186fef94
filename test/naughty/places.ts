/** The part of JSON Schema in which the routes' schemas are written. */
export type Schema = {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly maxItems?: number
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly additionalProperties?: boolean | Schema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly decimal?: unknown
  readonly minLength?: number
  readonly maxLength?: number
}

/** Where a value stands in an input: `lines[].discount.type` is `['lines', 0, 'discount', 'type']`. */
export type Place = {
  readonly name: string
  readonly path: readonly (string | number)[]
  /** One for each form that the value may have. */
  readonly schemas: readonly Schema[]
}

/** Every place below a schema, however deep, the ones that are no text too: a text can be sent there all the same. */
export function placesOf(schema: Schema | undefined): Place[] {
  const found = new Map<string, Place>()
  const visit = (part: Schema, name: string, path: Place['path']): void => {
    const forms = [...(part.anyOf ?? []), ...(part.oneOf ?? []), ...(part.allOf ?? [])]
    if (forms.length > 0) {
      for (const form of forms) visit(form, name, path)
      return
    }
    if (path.length > 0) found.set(name, { name, path, schemas: [...(found.get(name)?.schemas ?? []), part] })
    for (const [key, property] of Object.entries(part.properties ?? {}))
      visit(property, name === '' ? key : `${name}.${key}`, [...path, key])
    if (part.items !== undefined && part.maxItems !== 0) visit(part.items, `${name}[]`, [...path, 0])
  }
  if (schema !== undefined) visit(schema, '', [])
  return [...found.values()]
}

const typesOf = ({ type }: Schema): readonly string[] => (typeof type === 'string' ? [type] : (type ?? []))

/** Whether a text may stand there at all: an enumeration, a decimal, a day and the like are texts too. */
export const takesText = (place: Place): boolean =>
  place.schemas.some((schema) => typesOf(schema).includes('string') || schema.enum !== undefined || isAnything(schema))

const isAnything = (schema: Schema): boolean => schema.type === undefined && schema.const !== null

const isPlainText = (schema: Schema): boolean =>
  typesOf(schema).includes('string') &&
  [schema.enum, schema.const, schema.format, schema.pattern, schema.decimal].every((rule) => rule === undefined)

/** The schema of a text that may be anything; undefined where the schema says what it has to look like. */
export const plainTextAt = (place: Place): Schema | undefined => place.schemas.find(isPlainText)

/** Whether a text fits; its length counts code points, as the schema does. */
export function fits(value: string, { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Schema): boolean {
  const length = [...value].length
  return length >= minLength && length <= maxLength
}

/** Places that are objects and so have keys; the body itself is the one without a name. */
export const objectsOf = (schema: Schema): Place[] =>
  [{ name: '', path: [], schemas: [schema] }, ...placesOf(schema)].filter((place) =>
    place.schemas.some((form) => form.properties !== undefined),
  )

/** Whether the schema lets through what it does not describe, so that its places are not all of them. */
export const isOpen = (schema: Schema): boolean =>
  objectsOf(schema).some((place) =>
    place.schemas.some((form) => form.properties !== undefined && form.additionalProperties !== false),
  )

type Container = Record<string | number, unknown>

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null

/** The value at a path; undefined when there is none. */
export const valueAt = (value: unknown, path: Place['path']): unknown =>
  path.reduce<unknown>((found, key) => (isContainer(found) ? found[key] : undefined), value)

/** Whether a valid input says something at this place, so that it can be said otherwise. */
export function reaches(input: unknown, path: Place['path']): boolean {
  const holder = valueAt(input, path.slice(0, -1))
  return isContainer(holder) && Object.hasOwn(holder, path.at(-1) ?? '')
}

/** A copy with another value at a place. An own property even where the key is `__proto__`. */
export function withValueAt(input: object, path: Place['path'], value: unknown): object {
  const copy: object = structuredClone(input)
  const holder = valueAt(copy, path.slice(0, -1))
  if (!isContainer(holder)) throw new Error(`Nothing holds ${path.join('.')}.`)
  Object.defineProperty(holder, path.at(-1) ?? '', { value, enumerable: true, configurable: true, writable: true })
  return copy
}
