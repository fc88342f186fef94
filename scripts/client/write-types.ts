/** The part of JSON Schema in which our document is written. */
export type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: boolean | Schema
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly contentMediaType?: string
  readonly description?: string
}

/** The TypeScript type of a schema. @throws for a word of JSON Schema that none of ours uses yet. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) ?? 'unknown'
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return union(schema.enum.map((value) => JSON.stringify(value)))
  const forms = schema.anyOf ?? schema.oneOf
  if (forms !== undefined) return union(forms.map(typeOf))
  if (schema.allOf !== undefined) return schema.allOf.map(typeOf).join(' & ')
  if (schema.type === undefined) return 'unknown'
  return union([schema.type].flat().map((type) => typeNamed(type, schema)))
}

const union = (types: readonly string[]): string => [...new Set(types)].join(' | ')

function typeNamed(type: string, schema: Schema): string {
  switch (type) {
    case 'null':
    case 'boolean':
      return type
    case 'integer':
    case 'number':
      return 'number'
    case 'string':
      return schema.format === 'binary' || schema.contentMediaType !== undefined ? 'Blob' : 'string'
    case 'array':
      return `Array<${typeOf(schema.items ?? {})}>`
    case 'object':
      return objectType(schema)
    default:
      throw new Error(`No type is written for “${type}”.`)
  }
}

function objectType(schema: Schema): string {
  const properties = Object.entries(schema.properties ?? {})
  const patterns = Object.values(schema.patternProperties ?? {})
  const others = typeof schema.additionalProperties === 'object' ? [schema.additionalProperties, ...patterns] : patterns
  if (properties.length === 0) return `Record<string, ${others.length === 0 ? 'unknown' : union(others.map(typeOf))}>`
  const required = new Set(schema.required)
  const lines = properties.map(([name, part]) => propertyLine(name, part, required.has(name)))
  return `{\n${lines.map(indent).join('\n')}\n}`
}

/** One property with what is said of it. */
export function propertyLine(name: string, schema: Schema, isRequired: boolean): string {
  const key = /^[a-z_$][\w$]*$/i.test(name) ? name : JSON.stringify(name)
  return `${comment(schema.description)}${key}${isRequired ? '' : '?'}: ${typeOf(schema)}`
}

/** A comment before a declaration; none where there is nothing to say. */
export function comment(text: string | undefined): string {
  if (text === undefined || text === '') return ''
  const lines = text.replaceAll('*/', '* /').split('\n')
  if (lines.length === 1) return `/** ${lines[0]} */\n`
  return `/**\n${lines.map((line) => (line === '' ? ' *' : ` * ${line}`)).join('\n')}\n */\n`
}

export const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ')
