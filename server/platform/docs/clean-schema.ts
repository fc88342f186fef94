import type { Language, Text } from '../text.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Properties = { [key: string]: Json }
type DecimalRule = { scale: number; minimum?: string; maximum?: string }

/**
 * Turns the house's own schema words into those that every reader of OpenAPI knows: `x-label` becomes a title,
 * `x-description` a description in the reader's language, `decimal` bounds and a sentence. What is left is plain JSON
 * Schema.
 */
export function cleanSchema(schema: unknown, language: Language): Properties {
  // Also rids it of what the schema builder keeps beside the schema.
  const plain: Json = JSON.parse(JSON.stringify(schema))
  return clean(plain, language) as Properties
}

function clean(value: Json, language: Language): Json {
  if (Array.isArray(value)) return value.map((item) => clean(item, language))
  if (value === null || typeof value !== 'object') return value
  const result: Properties = {}
  for (const [key, item] of Object.entries(value)) {
    if (key === 'x-label' && isText(item)) result.title ??= item[language]
    else if (key === 'x-description' && isText(item)) result.description = item[language]
    else if (key === 'properties' && isProperties(item)) {
      result.properties = Object.fromEntries(Object.entries(item).map(([name, part]) => [name, clean(part, language)]))
    } else if (key === 'examples') result.examples = item
    else if (key !== 'decimal' && key !== 'x-not-before') result[key] = clean(item, language)
  }
  return isDecimalRule(value.decimal) ? describeDecimal(result, value.decimal, language) : result
}

const isProperties = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is Text => isProperties(value) && 'fr' in value && 'en' in value
const isDecimalRule = (value: unknown): value is DecimalRule => isProperties(value) && 'scale' in value

/** The pattern binds the texts, and the bounds the numbers: a reader's validator refuses what we refuse. */
function describeDecimal(schema: Properties, rule: DecimalRule, language: Language): Properties {
  const sentence = language === 'fr' ? inFrench(rule) : inEnglish(rule)
  const { description } = schema
  const sign = rule.minimum === undefined || rule.minimum.startsWith('-') ? '-?' : ''
  return {
    ...schema,
    pattern: `^${sign}[0-9]+(\\.[0-9]{1,${rule.scale}}0*)?$`,
    ...(rule.minimum !== undefined && { minimum: Number(rule.minimum) }),
    ...(rule.maximum !== undefined && { maximum: Number(rule.maximum) }),
    description: typeof description === 'string' ? `${description} ${sentence}` : sentence,
  }
}

function inEnglish({ scale, minimum, maximum }: DecimalRule): string {
  const from = minimum === undefined ? '' : `, from ${minimum}`
  const to = maximum === undefined ? '' : `, at most ${maximum}`
  return `A decimal number of at most ${scale} decimals${from}${to}; a string keeps every digit.`
}

function inFrench({ scale, minimum, maximum }: DecimalRule): string {
  const from = minimum === undefined ? '' : `, à partir de ${minimum}`
  const to = maximum === undefined ? '' : `, au plus ${maximum}`
  return `Un nombre décimal d’au plus ${scale} décimales${from}${to}\u00a0; un texte en garde chaque chiffre.`
}
