import { comment, indent, propertyLine, type Schema, typeOf } from './write-types.ts'

type Media = Readonly<Record<string, { readonly schema?: Schema; readonly 'x-itemSchema'?: Schema }>>
type Parameter = {
  readonly $ref?: string
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: Schema
  readonly description?: string
}
type Operation = {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly tags: readonly string[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly content: Media }
  readonly responses: Readonly<Record<string, { readonly content?: Media }>>
}
export type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly examples: Readonly<Record<string, unknown>>
  }
}

type Facts = {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly operation: Operation
  readonly params: readonly Parameter[]
  readonly query: readonly Parameter[]
  readonly body?: { readonly kind: 'json' | 'multipart'; readonly type: string }
  readonly isRepeatable: boolean
  /** The type of an item, where the answer is a page of a collection. */
  readonly item?: string
  /** The type of what a stream carries, where the answer stays open. */
  readonly streamed?: string
  readonly answer: string
}

/** What the generated module takes from the written ones. */
const SHARED_TYPES = './operation'

/** The envelope of every refusal is what `ComptoirError` is made of. */
const NOT_EXPORTED = new Set(['Error'])

/** The module with a type for each named schema, a signature for each operation, and the table by which they are asked. */
export function writeClient(document: Document): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      // Health and metrics are for machines that watch, and have no envelope.
      .filter(([, operation]) => !operation.tags.includes('operations'))
      .map(([method, operation]) => readOperation(path, method, operation)),
  )
  const schemas = Object.entries(document.components.schemas).filter(([name]) => !NOT_EXPORTED.has(name))
  const codes = Object.keys(document.components.examples).map((code) => `  | ${JSON.stringify(code)}`)
  return [
    '// Generated from openapi.json by `npm run generate`; what is written here by hand is lost.',
    `import type { CallOptions, ListOperation, StreamReset, WriteOptions } from '${SHARED_TYPES}.ts'\n`,
    `${comment('Every code that a refusal may bear.')}export type ErrorCode =\n${codes.join('\n')}\n`,
    `${comment('Where a page stands in its collection.')}export type PageMeta = NumberedPage | WalkedPage\n`,
    ...schemas.map(([name, schema]) => `${comment(schema.description)}export type ${name} = ${typeOf(schema)}\n`),
    ...operations.flatMap((facts) => writeQuery(facts)),
    ...operations.flatMap((facts) => writeItem(facts)),
    `export type Api = {\n${operations.map((facts) => indent(writeSignature(facts))).join('\n')}\n}\n`,
    `export const OPERATIONS = {\n${operations.map(writeFacts).join('\n')}\n} as const\n`,
  ].join('\n')
}

function readOperation(path: string, method: string, operation: Operation): Facts {
  const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  const answer = answerOf(operation)
  const query = operation.parameters.filter((parameter) => parameter.in === 'query')
  const isList = query.some(({ name }) => name === 'cursor') && answer.items !== undefined
  return {
    name: operation.operationId,
    method: method.toUpperCase(),
    path,
    operation,
    params: operation.parameters.filter((parameter) => parameter.in === 'path'),
    query,
    isRepeatable: operation.parameters.some(({ $ref }) => $ref?.endsWith('/Idempotency') === true),
    answer: answer.type,
    ...(isList && answer.items !== undefined && { item: answer.items }),
    ...(answer.streamed !== undefined && { streamed: answer.streamed }),
    ...(type !== undefined && {
      body: { kind: type.startsWith('multipart/') ? 'multipart' : 'json', type: typeOf(media?.schema ?? {}) },
    }),
  }
}

/** What a success answers once its envelope is off: `data` of JSON, a text, or bytes. */
function answerOf({ responses }: Operation): { type: string; items?: string; streamed?: string } {
  const [success] = Object.entries(responses).filter(([status]) => status.startsWith('2'))
  const content = success?.[1].content ?? {}
  const types = new Set<string>()
  let items: string | undefined
  const [streamed] = Object.values(content).flatMap((media) => media['x-itemSchema'] ?? [])
  for (const [type, { schema }] of Object.entries(content)) {
    if (type === 'application/msgpack') continue
    if (!type.startsWith('application/json')) types.add(type.startsWith('text/') ? 'string' : 'Blob')
    else {
      const data = schema?.properties?.data ?? {}
      types.add(typeOf(data))
      if (data.type === 'array') items = typeOf(data.items ?? {})
    }
  }
  return {
    type: [...types].join(' | ') || 'void',
    ...(items !== undefined && { items }),
    ...(streamed !== undefined && { streamed: typeOf(streamed) }),
  }
}

const typeNamed = ({ name }: Facts, part: 'Query' | 'Item'): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1)}${part}`

function writeItem(facts: Facts): string[] {
  if (facts.streamed === undefined) return []
  return [`${comment(`What \`${facts.name}\` carries.`)}export type ${typeNamed(facts, 'Item')} = ${facts.streamed}\n`]
}

function writeQuery(facts: Facts): string[] {
  if (facts.query.length === 0) return []
  const lines = facts.query.map(({ name, schema, description, required }) =>
    propertyLine(name, { ...schema, ...(description !== undefined && { description }) }, required === true),
  )
  return [`export type ${typeNamed(facts, 'Query')} = {\n${lines.map(indent).join('\n')}\n}\n`]
}

function writeSignature(facts: Facts): string {
  const { operation, item } = facts
  const isQueryRequired = facts.query.some(({ required }) => required === true)
  const options = facts.isRepeatable ? 'WriteOptions' : 'CallOptions'
  const parts = [
    ...facts.params.map(({ name, schema }) => `${camelCase(name)}: ${typeOf(schema)}`),
    ...(facts.body === undefined ? [] : [`body: ${facts.body.type}`]),
    ...(facts.query.length === 0 ? [] : [`query${isQueryRequired ? '' : '?'}: ${typeNamed(facts, 'Query')}`]),
    `options?: ${options}`,
  ]
  const words = comment(`${operation.summary}.\n\n${operation.description}\n\n\`${facts.method} ${facts.path}\``)
  if (item !== undefined) return `${words}${facts.name}: ListOperation<[${parts.join(', ')}], ${item}, PageMeta>`
  if (facts.streamed !== undefined) {
    const items = `${typeNamed(facts, 'Item')} | StreamReset`
    return `${words}${facts.name}(${parts.join(', ')}): AsyncGenerator<${items}, void, undefined>`
  }
  return `${words}${facts.name}(${parts.join(', ')}): Promise<${facts.answer}>`
}

const camelCase = (name: string): string => name.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase())

function writeFacts({ name, method, path, params, body, query, item, streamed, isRepeatable }: Facts): string {
  const parts = [
    `method: '${method}'`,
    `path: '${path}'`,
    `params: [${params.map((parameter) => `'${parameter.name}'`).join(', ')}]`,
    ...(body === undefined ? [] : [`body: '${body.kind}'`]),
    ...(query.length === 0 ? [] : ['query: true']),
    ...(item === undefined ? [] : ['list: true']),
    ...(streamed === undefined ? [] : ['stream: true']),
    ...(isRepeatable ? ['repeatable: true'] : []),
  ]
  return `  ${name}: { ${parts.join(', ')} },`
}
