import type { Text } from '../text.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type DecimalRule = { scale: number; minimum?: string; maximum?: string }

/**
 * Turns the house's own schema words into those that every reader of OpenAPI knows: `x-label` becomes a title, `decimal`
 * a sentence. What is left is plain JSON Schema.
 */
export function cleanSchema<T>(schema: T): T {
  return clean(schema as Json) as T
}

function clean(value: Json): Json {
  if (Array.isArray(value)) return value.map(clean)
  if (value === null || typeof value !== 'object') return value
  const result: { [key: string]: Json } = {}
  for (const [key, item] of Object.entries(value)) {
    if (key === 'x-label' && isText(item)) result.title ??= item.en
    else if (key === 'decimal' && isDecimalRule(item)) result.description = describeDecimal(item, value.description)
    else if (!(key === 'description' && 'description' in result)) result[key] = clean(item)
  }
  return result
}

const isText = (value: unknown): value is Text => typeof value === 'object' && value !== null && 'en' in value
const isDecimalRule = (value: unknown): value is DecimalRule =>
  typeof value === 'object' && value !== null && 'scale' in value

function describeDecimal(rule: DecimalRule, description: Json | undefined): string {
  const from = rule.minimum === undefined ? '' : `, from ${rule.minimum}`
  const to = rule.maximum === undefined ? '' : `, at most ${rule.maximum}`
  const sentence = `A decimal number of at most ${rule.scale} decimals${from}${to}; a string keeps every digit.`
  return typeof description === 'string' ? `${description} ${sentence}` : sentence
}
