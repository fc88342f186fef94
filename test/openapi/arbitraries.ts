import fc from 'fast-check'
import type { Document } from './described.ts'

/** The part of JSON Schema in which the document is written. */
export type DocumentSchema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, DocumentSchema>>
  readonly required?: readonly string[]
  readonly items?: DocumentSchema
  readonly additionalProperties?: boolean | DocumentSchema
  readonly anyOf?: readonly DocumentSchema[]
  readonly oneOf?: readonly DocumentSchema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
}

/** Ids of a chain that is being tested are small: what is drawn may exist. */
export const LIKELY_ID_MAX = 80
const LONGEST_TEXT = 40
const MOST_ITEMS = 3

/** Texts of the trade, and texts that programs stumble over. */
const WORDS = [
  'Café moulu',
  'Été',
  'produit',
  '3017620422003',
  'CAD',
  'QC',
  'standard',
  'cash',
  "l'œuf",
  '😀',
  'ﬀ',
  '%',
  '_',
  '\\',
  '\u202e',
]
const anyText = (schema: DocumentSchema) =>
  fc
    .oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'binary', maxLength: LONGEST_TEXT }), fc.string())
    .map((text) => [...text].slice(0, schema.maxLength ?? LONGEST_TEXT).join(''))
    .map((text) => text.padEnd(schema.minLength ?? 0, 'x'))

const TIME = { min: new Date('2000-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true }

const FORMATS: Readonly<Record<string, () => fc.Arbitrary<string>>> = {
  date: () => fc.date(TIME).map((time) => time.toISOString().slice(0, 10)),
  'date-time': () => fc.date(TIME).map((time) => time.toISOString()),
  uuid: () => fc.uuid(),
  email: () => fc.nat(LIKELY_ID_MAX).map((number) => `personne-${number}@example.com`),
  uri: () => fc.webUrl(),
}

/** Values that a schema of the document accepts. */
export function accepted(document: Document, schema: DocumentSchema): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return accepted(document, followed(document, schema.$ref))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const forms = schema.anyOf ?? schema.oneOf
  if (forms !== undefined) return fc.oneof(...forms.map((form) => accepted(document, form)))
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['string', 'null'])
  return fc.oneof(...types.map((type) => ofType(document, schema, type)))
}

const followed = (document: Document, reference: string): DocumentSchema =>
  (document.components.schemas?.[reference.split('/').at(-1) ?? ''] ?? {}) as DocumentSchema

function ofType(document: Document, schema: DocumentSchema, type: string): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return wholeNumber(schema)
    case 'number':
      return wholeNumber({ minimum: 0, maximum: 1000, ...schema })
    case 'array':
      return listOf(document, schema)
    case 'object':
      return objectOf(document, schema)
    default:
      return textOf(schema)
  }
}

function textOf(schema: DocumentSchema): fc.Arbitrary<string> {
  if (schema.format !== undefined) return FORMATS[schema.format]?.() ?? anyText(schema)
  return schema.pattern === undefined ? anyText(schema) : fc.stringMatching(new RegExp(schema.pattern))
}

function wholeNumber({ minimum: least = -1000, maximum = Number.MAX_SAFE_INTEGER }: DocumentSchema) {
  const minimum = Math.ceil(least)
  const likely = fc.integer({ min: minimum, max: Math.max(minimum, Math.min(maximum, LIKELY_ID_MAX)) })
  return fc.oneof(
    { arbitrary: likely, weight: 9 },
    fc.maxSafeInteger().map((number) => clamp(number, minimum, maximum)),
  )
}

const clamp = (number: number, minimum: number, maximum: number) => Math.max(minimum, Math.min(maximum, number))

function listOf(document: Document, schema: DocumentSchema): fc.Arbitrary<unknown> {
  const { items = {}, minItems = 0, maxItems = MOST_ITEMS } = schema
  const bounds = { minLength: minItems, maxLength: Math.min(maxItems, Math.max(minItems, MOST_ITEMS)) }
  const item = accepted(document, items)
  return schema.uniqueItems ? fc.uniqueArray(item, bounds) : fc.array(item, bounds)
}

function objectOf(document: Document, schema: DocumentSchema): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {})
  const model = Object.fromEntries(properties.map(([name, part]) => [name, accepted(document, part)]))
  return fc.record(model, { requiredKeys: [...(schema.required ?? [])] })
}

/** What stands where something else should: types wrong, bounds passed, texts that no field takes. */
export const WRONG: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 1e21, -1e308, Number.MAX_SAFE_INTEGER, '', ' ', '\0', '\ud800'),
  fc.constantFrom<unknown>('x'.repeat(300), '9'.repeat(70), '1e3', '0x10', '-1', '1,5', '٣', "'; --", '__proto__'),
  fc.constantFrom<unknown>([], {}, [[]], [null], { id: 1 }, ['a', 'a'], { __proto__: null, constructor: 1 }),
  fc.jsonValue({ maxDepth: 2 }),
)
