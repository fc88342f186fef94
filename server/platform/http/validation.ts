import { Ajv, type ErrorObject, type SchemaValidateFunction, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { parseDecimal } from '../../../rules/money.ts'
import { type AppError, platformErrors } from '../errors.ts'
import { fill, type Text, text } from '../text.ts'
import { addressReader } from './read-address-values.ts'

type DecimalRule = { scale: number; minimum?: string; maximum?: string }

const COMMON = { allErrors: true, strict: false, removeAdditional: false, verbose: true } as const

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A day must not be before that of the field `name` beside it; what is no day is no fault of this one. */
const refuseBefore: SchemaValidateFunction = (name: string, day: string, _schema, context) => {
  const start: unknown = context?.parentData?.[name]
  if (typeof start !== 'string' || !DAY.test(start) || !DAY.test(day) || start <= day) return true
  refuseBefore.errors = [{ keyword: 'x-not-before', params: { start } }]
  return false
}

/** Bodies are taken as they are; no value is turned into another type, and no default is filled in. */
const bodyValidator = prepare(new Ajv({ ...COMMON, coerceTypes: false, useDefaults: false }))
/** The texts of an address are read before, by `addressReader`: Ajv would take `0x10` and `1e1` for whole numbers. */
const addressValidator = prepare(new Ajv({ ...COMMON, coerceTypes: false, useDefaults: true }))

function prepare(ajv: Ajv): Ajv {
  addFormats.default(ajv, ['date', 'date-time', 'email', 'uuid', 'uri'])
  for (const name of ['date', 'date-time'] as const) narrowFormat(ajv, name)
  ajv.addKeyword({
    keyword: 'decimal',
    type: ['string', 'number'],
    compile: (rule: DecimalRule) => compileDecimal(rule),
    errors: false,
  })
  ajv.addKeyword({
    keyword: 'x-not-before',
    type: 'string',
    schemaType: 'string',
    validate: refuseBefore,
  })
  return ajv
}

/** The year 0000 and the 61st second are well written, but not times that the program or the database can reckon with. */
function narrowFormat(ajv: Ajv, name: 'date' | 'date-time'): void {
  const wellWritten = ajv.formats[name]
  const check =
    typeof wellWritten === 'object' && 'validate' in wellWritten && typeof wellWritten.validate === 'function'
      ? (wellWritten.validate as (value: string) => boolean)
      : () => true
  ajv.addFormat(name, (value: string) => check(value) && !value.startsWith('0000') && !Number.isNaN(Date.parse(value)))
}

function compileDecimal(rule: DecimalRule) {
  const minimum = rule.minimum === undefined ? null : parseDecimal(rule.minimum, rule.scale)
  const maximum = rule.maximum === undefined ? null : parseDecimal(rule.maximum, rule.scale)
  return (value: string | number) => {
    const parsed = parseDecimal(value, rule.scale)
    if (parsed === null) return false
    if (minimum !== null && parsed < minimum) return false
    if (maximum === null) return true
    return parsed <= maximum && parsed >= -maximum
  }
}

export type InputPart = 'body' | 'querystring' | 'params'

/** Says whether a value is what a schema wants; after `false`, `errors` says why it is not. */
export type Validator = { (value: unknown): boolean; errors: ErrorObject[] | null | undefined }

/**
 * Makes the check of a schema for one part of the request. Numbers and booleans of an address are read in place. The schema
 * is compiled when the first value comes: most of some hundred routes are never asked in the life of a process, and each
 * compiled schema costs a start milliseconds and memory.
 */
export function compileValidator(schema: object, part: InputPart): Validator {
  let compiled: ValidateFunction | undefined
  const readAddressValues = part === 'body' ? undefined : addressReader(schema)
  const validate: Validator = Object.assign(
    (value: unknown): boolean => {
      compiled ??= (part === 'body' ? bodyValidator : addressValidator).compile(schema)
      readAddressValues?.(value as Record<string, unknown>)
      const isValid = compiled(value)
      validate.errors = compiled.errors
      return isValid
    },
    { errors: null },
  )
  return validate
}

/** Turns Ajv's findings into the answer that names each field in both languages. */
export function validationError(errors: readonly ErrorObject[], part: InputPart): AppError {
  const findings = errors.slice(0, MAX_FINDINGS)
  const fields = new Map<string, Text>()
  for (const error of findings) {
    const path = fieldPath(error)
    if (error.keyword !== 'anyOf' && error.keyword !== 'if' && !fields.has(path)) fields.set(path, describe(error))
  }
  if (fields.size === 0) for (const error of findings) fields.set(fieldPath(error), describe(error))
  const isBadParameter =
    part === 'params' || (part === 'querystring' && errors.some((error) => BAD_TYPE_KEYWORDS.has(error.keyword)))
  const failure = isBadParameter ? platformErrors.bad_parameter : platformErrors.validation_failed
  return failure({ fields: Object.fromEntries(fields) })
}

/** A list of thousands of wrong items gets an answer that a person can read, not one larger than the question. */
const MAX_FINDINGS = 100

const BAD_TYPE_KEYWORDS = new Set(['type', 'format', 'pattern', 'decimal', 'additionalProperties'])

function fieldPath(error: ErrorObject): string {
  const base = error.instancePath.slice(1).split('/').filter(Boolean).map(unescapePointer)
  if (error.keyword === 'required') base.push(String(error.params.missingProperty))
  if (error.keyword === 'additionalProperties') base.push(String(error.params.additionalProperty))
  return base.length === 0 ? 'body' : base.join('.')
}

const unescapePointer = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~')

type LabelledSchema = { 'x-label'?: Text; properties?: Record<string, LabelledSchema> }

function labelOf(error: ErrorObject): Text {
  const parent = error.parentSchema as LabelledSchema | undefined
  const missing = error.keyword === 'required' ? parent?.properties?.[String(error.params.missingProperty)] : parent
  const label = missing?.['x-label']
  if (label !== undefined) return label
  const path = fieldPath(error)
  return text(`Le champ « ${path} »`, `The field “${path}”`)
}

const REQUIRED = text('{label} est obligatoire.', '{label} is required.')
const ARE_REQUIRED = text('{label} sont obligatoires.', '{label} are required.')

const SENTENCES: Readonly<Record<string, Text>> = {
  required: REQUIRED,
  minLength: REQUIRED,
  maxLength: text('{label} ne peut pas dépasser {limit} caractères.', '{label} may not exceed {limit} characters.'),
  minimum: text('{label} doit être d’au moins {limit}.', '{label} must be at least {limit}.'),
  maximum: text('{label} doit être d’au plus {limit}.', '{label} must be at most {limit}.'),
  minItems: text(
    '{label}\u00a0: pas assez d’éléments (minimum\u00a0: {limit}).',
    '{label}: too few items (minimum: {limit}).',
  ),
  maxItems: text('{label} doit compter au plus {limit} éléments.', '{label} must have at most {limit} items.'),
  uniqueItems: text('{label} contient des doublons.', '{label} has duplicates.'),
  type: text('{label} n’a pas le bon type (attendu : {type}).', '{label} has the wrong type (expected: {type}).'),
  format: text(
    '{label} n’a pas le bon format ({format}\u00a0: {example}).',
    '{label} has the wrong format ({format}: {example}).',
  ),
  pattern: text('{label} n’a pas le bon format.', '{label} has the wrong format.'),
  enum: text('{label} doit être l’une de ces valeurs : {values}.{given}', '{label} must be one of: {values}.{given}'),
  'x-not-before': text(
    'La date de fin ({day}) précède la date de début ({start}).',
    'The end date ({day}) is before the start date ({start}).',
  ),
  const: text('{label} n’a pas une valeur permise.', '{label} does not have a permitted value.'),
  additionalProperties: text('{label} n’est pas un champ connu ici.', '{label} is not a field known here.'),
}

/** The same of what has a plural name, such as « Les mesures ». */
const PLURAL_SENTENCES: Readonly<Record<string, Text>> = {
  required: ARE_REQUIRED,
  minLength: ARE_REQUIRED,
  maxItems: text('{label} doivent compter au plus {limit} éléments.', '{label} must have at most {limit} items.'),
  uniqueItems: text('{label} contiennent des doublons.', '{label} have duplicates.'),
  type: text('{label} n’ont pas le bon type (attendu : {type}).', '{label} have the wrong type (expected: {type}).'),
  pattern: text('{label} n’ont pas le bon format.', '{label} have the wrong format.'),
}

const isPlural = ({ fr }: Text): boolean => fr.startsWith('Les ')

/** What is well written, by the name of its format. */
const EXAMPLES: Readonly<Record<string, string>> = {
  date: '2026-11-26',
  'date-time': '2026-11-26T14:03:11Z',
  email: 'elisabeth.tremblay@example.com',
  uuid: '01a1fca4-7a04-7000-8000-000000000001',
  uri: 'https://example.com/',
}

/** What JSON Schema calls the types, in the reader's words. */
const FRENCH_TYPES: Readonly<Record<string, string>> = {
  array: 'liste',
  boolean: 'booléen',
  integer: 'nombre entier',
  null: 'null',
  number: 'nombre',
  object: 'objet',
  string: 'texte',
}

function describe(error: ErrorObject): Text {
  const label = labelOf(error)
  if (error.keyword === 'decimal') return describeDecimal(error, label)
  if (error.params.format === 'date' && DAY.test(String(error.data))) return describeNoDay(error, label)
  const key = error.keyword === 'minLength' && Number(error.params.limit) > 1 ? 'minLengthLong' : error.keyword
  const sentence =
    key === 'minLengthLong'
      ? text('{label} doit compter au moins {limit} caractères.', '{label} must have at least {limit} characters.')
      : ((isPlural(label) ? PLURAL_SENTENCES[key] : undefined) ??
        SENTENCES[key] ??
        text('{label} n’est pas valide.', '{label} is not valid.'))
  const types: string[] = [error.params.type ?? []].flat()
  const values = {
    limit: String(error.params.limit ?? ''),
    start: String(error.params.start ?? ''),
    day: typeof error.data === 'string' ? error.data : '',
    format: String(error.params.format ?? ''),
    example: EXAMPLES[String(error.params.format)] ?? '',
    values: [error.params.allowedValues ?? []].flat().join(', '),
  }
  const given = describeGiven(error.data)
  const frenchTypes = types.map((type) => FRENCH_TYPES[type] ?? type).join(', ')
  return {
    fr: fill(sentence, { ...values, label: label.fr, given: given.fr, type: frenchTypes }).fr,
    en: fill(sentence, { ...values, label: label.en, given: given.en, type: types.join(', ') }).en,
  }
}

/** Longer texts are not what somebody meant for one of a few words. */
const MAX_QUOTED = 60

/** What came in place of a known value, where it is a short text or a number. */
function describeGiven(data: unknown): Text {
  const isShown = typeof data === 'string' || typeof data === 'number'
  if (!isShown || String(data).length > MAX_QUOTED) return text('', '')
  return text(` Reçu\u00a0: «\u00a0${data}\u00a0».`, ` Given: “${data}”.`)
}

/** It is written as a day is, and is in no calendar. */
const describeNoDay = ({ data }: ErrorObject, label: Text): Text =>
  text(`${label.fr}\u00a0: le jour ${data} n’existe pas.`, `${label.en}: there is no day ${data}.`)

function describeDecimal(error: ErrorObject, label: Text): Text {
  const rule = error.schema as DecimalRule
  const bounds =
    rule.minimum === undefined
      ? { fr: '', en: '' }
      : { fr: `, à partir de ${rule.minimum.replace('.', ',')}`, en: `, from ${rule.minimum}` }
  const maximum = rule.maximum === undefined ? { fr: '', en: '' } : boundOf(rule.maximum)
  const point = typeof error.data === 'string' && error.data.includes(',') ? WITH_A_POINT : { fr: '', en: '' }
  return text(
    `${label.fr} doit être un nombre décimal d’au plus ${rule.scale} décimales${bounds.fr}${maximum.fr}.${point.fr}`,
    `${label.en} must be a decimal number of at most ${rule.scale} decimals${bounds.en}${maximum.en}.${point.en}`,
  )
}

const boundOf = (maximum: string): Text => text(` (maximum ${maximum})`, ` (at most ${maximum})`)

const WITH_A_POINT = text(
  ' Le signe décimal est un point, sans séparateur de milliers\u00a0: "12.50".',
  ' The decimal sign is a point, without thousands separators: "12.50".',
)
